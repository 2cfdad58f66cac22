namespace Guildhall.Domain.Governance;

/// <summary>
/// What one account may buy, by product numbers, for whole result lists: one look into the policy's bits a product. Says the same as
/// <see cref="GovernanceSnapshot.Decide(int, int, in OrganizationReading)"/> of products that the account can see.
/// </summary>
public readonly struct AccountPermissions
{
    private readonly PolicyTable? _policy;
    private readonly ProductFlags _flags;
    private readonly bool _refused;
    private readonly int _products;

    internal AccountPermissions(PolicyTable? policy, ProductFlags flags, bool refused, bool governed, int products) =>
        (_policy, _flags, _refused, Governed, _products) = (policy, flags, refused, governed, products);

    /// <summary>Whether an experience governs the account.</summary>
    public bool Governed { get; }

    /// <summary>Whether the account may buy a product that it can see. A product that the snapshot does not have may not be bought.</summary>
    public bool Permits(int product) =>
        product < _products && (_flags.AlwaysEntitled(product) || (!_refused && (_policy is null || _policy.Of(product) == DecisionReason.ProductAllowed)));
}
