using Guildhall.App.Access;
using Guildhall.Domain.Governance;

namespace Guildhall.App.Governance;

/// <summary>A decision with the snapshot it was made on, for the path and the ids. <paramref name="Snapshot"/> is null when the account is unknown to the caller.</summary>
public readonly record struct AnsweredQuestion(PurchaseDecision Decision, GovernanceSnapshot? Snapshot);

/// <summary>May an account buy a product: for API, pages, CLI and checkout alike. private-marketplace.md 5.</summary>
public sealed class Decisions(Marketplaces marketplaces, TimeProvider clock, TimeSpan treeAge)
{
    private static readonly PurchaseDecision UnknownAccount = new(DecisionReason.AccountNotFound, -1, null);

    /// <summary>
    /// Administrators may ask about any account of their organization, others about their own; every other account does not exist for them
    /// (contract.md 4).
    /// </summary>
    public AnsweredQuestion Answer(Caller caller, TenantView? view, string accountId, string productId)
    {
        if (view is null || !MayAsk(caller, view, accountId)) return new AnsweredQuestion(UnknownAccount, null);
        return new AnsweredQuestion(Decide(view, accountId, productId), view.Governance);
    }

    /// <summary>The decision itself, without asking who wants to know.</summary>
    public PurchaseDecision Decide(TenantView view, string accountId, string productId) =>
        view.Governance.Decide(accountId, productId, ReadingOf(view));

    /// <summary>How fresh the tenant's organization is now.</summary>
    public OrganizationReading ReadingOf(TenantView view) => new(view.State.ReadAt, clock.GetUtcNow(), treeAge);

    /// <summary>The caller's tenant, taken once for a batch of questions so that all are answered on one state.</summary>
    public TenantView? TenantOf(Caller caller) => marketplaces.FindTenantOf(caller.Account);

    private static bool MayAsk(Caller caller, TenantView view, string accountId) =>
        caller.Account.Value == accountId || (caller.MarketplaceManager || caller.Actor.Administers(view.Marketplace.Organization));
}
