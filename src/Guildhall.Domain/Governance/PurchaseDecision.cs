namespace Guildhall.Domain.Governance;

/// <summary>
/// The answer to one question, without any allocation. <paramref name="Account"/> is the account's number in the tree (for
/// <see cref="GovernanceSnapshot.Path"/>), -1 when there is none. <paramref name="Governor"/> is told whatever the reason, when there is one.
/// </summary>
public readonly record struct PurchaseDecision(DecisionReason Reason, int Account, Governor? Governor)
{
    public Decision Decision => Reason.Decision();

    public EntityId? Experience => Governor?.Experience;

    public Relationship? Relationship => Governor?.Relationship;
}
