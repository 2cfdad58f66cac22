using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Guildhall.Domain.Organizations;
using Guildhall.Domain.Products;

namespace Guildhall.Domain.Governance;

/// <summary>
/// Answers "what governs this account" and "may it buy this product" from integers and bitsets, without allocating. Immutable: take the
/// reference once per request. A change replaces only the pieces it touches. private-marketplace.md 5.1 to 5.7.
/// </summary>
public sealed class GovernanceSnapshot
{
    private readonly OrganizationTree _tree;
    private readonly ExperienceTable _experiences;
    private readonly GovernorTable _governors;
    private readonly ProductFlags _flags;
    private readonly Lazy<int[]> _governed;

    private GovernanceSnapshot(
        PrivateMarketplace marketplace, ProductCatalogue catalogue, ExperienceTable experiences, GovernorTable governors, ProductFlags flags)
    {
        (Marketplace, Catalogue, _tree) = (marketplace, catalogue, marketplace.Organization.Tree);
        (_experiences, _governors, _flags) = (experiences, governors, flags);
        _governed = new Lazy<int[]>(CountGoverned);
    }

    public PrivateMarketplace Marketplace { get; }

    public ProductCatalogue Catalogue { get; }

    public static GovernanceSnapshot Build(PrivateMarketplace marketplace, ProductCatalogue catalogue) =>
        Build(marketplace, catalogue, ProductFlags.Of(catalogue));

    /// <summary>The snapshot of the next version of the marketplace; pieces that are the same objects as before are taken over.</summary>
    public GovernanceSnapshot With(PrivateMarketplace next)
    {
        if (_experiences.With(next.Experiences, Catalogue) is not var (experiences, changed)) return Build(next, Catalogue, _flags);
        return new(next, Catalogue, experiences, _governors.After(Marketplace, next, _experiences, experiences, changed), _flags);
    }

    /// <summary>The snapshot with the next version of the catalogue.</summary>
    public GovernanceSnapshot With(ProductCatalogue next) =>
        ReferenceEquals(next, Catalogue) ? this
        : !next.Continues(Catalogue) ? Build(Marketplace, next)
        : new(Marketplace, next, _experiences.With(next), _governors, ProductFlags.Of(next));

    /// <summary>
    /// May the account buy the product? The first that applies: unknown account, product that does not exist for it, always entitled, organization
    /// not readable (a stand-alone account has none), then what the governing experience says. The account's state (suspended, closed) is not
    /// governance and is asked where the purchase is made.
    /// </summary>
    public PurchaseDecision Decide(string accountId, string productId, in OrganizationReading reading = default)
    {
        if (!new PrincipalId(accountId).IsAccount || _tree.Find(accountId) is not { } account)
            return new PurchaseDecision(DecisionReason.AccountNotFound, -1, null);
        var product = Catalogue.NumberOf(productId);
        return product >= 0 ? Decide(account, product, reading) : DecideUnknown(account, new ProductId(productId), reading);
    }

    /// <summary>The same by numbers, for whole pages and trees. <paramref name="account"/> must be an account's number, both must exist.</summary>
    public PurchaseDecision Decide(int account, int product, in OrganizationReading reading = default)
    {
        var seat = _governors.SeatOf(account);
        var reason =
            _flags.Private(product) && !Sees(account, product) ? DecisionReason.ProductNotFound
            : _flags.AlwaysEntitled(product) ? DecisionReason.AlwaysEntitled
            : TooOld(reading) ? DecisionReason.OrganizationUnreadable
            : seat.Node < 0 ? DecisionReason.NotGoverned
            : _experiences.PolicyOf(seat.Experience) is { } policy ? policy.Of(product)
            : DecisionReason.NoPolicy;
        return new PurchaseDecision(reason, account, Governor(account, seat));
    }

    /// <summary>What an account may buy, to be asked for many products. <paramref name="account"/> must be an account's number.</summary>
    public AccountPermissions PermissionsOf(int account, in OrganizationReading reading = default) =>
        new(PolicyFor(account), _flags, TooOld(reading), _governors.SeatOf(account).Node >= 0, Catalogue.Products.Length);

    /// <summary>What governs a node (account, OU or the organization), or null.</summary>
    public Governor? GovernorOf(int node) => Governor(node, _governors.SeatOf(node));

    /// <summary>The way from a node up to the top, the node first, each with its own association and what that contributed.</summary>
    public ImmutableArray<PathStep> Path(int node)
    {
        var steps = new PathStep[Depth(node) + 1];
        var decided = false;
        for (var i = 0; i < steps.Length; i++, node = _tree.Parents[node])
        {
            var experience = _governors.DirectOf(node) is >= 0 and var number ? _experiences[number] : null;
            var outcome = Governing.Outcome(experience, Marketplace.Organization, _tree.KindOf(node), decided);
            decided |= outcome == NodeOutcome.Governs;
            steps[i] = new PathStep(_tree.Nodes[node].Id, _tree.KindOf(node), experience?.Id, outcome);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(steps);
    }

    /// <summary>Experiences, live or not but not archived, whose list approves the product of that number.</summary>
    public int ApprovedIn(int product) => _experiences.ApprovedIn(product);

    /// <summary>
    /// What an experience's policy says of the product of that number, whether the experience governs anybody or not; <c>NoPolicy</c> where it has none.
    /// </summary>
    public DecisionReason ReasonIn(EntityId experience, int product) =>
        _experiences.NumberOf(experience) is >= 0 and var number && _experiences.PolicyOf(number) is { } policy ? policy.Of(product) : DecisionReason.NoPolicy;

    /// <summary>How many accounts the experience governs. The first question counts for all experiences in one walk.</summary>
    public int GovernedBy(EntityId experience) => _experiences.NumberOf(experience) is >= 0 and var number ? _governed.Value[number] : 0;

    /// <summary>The policy that decides for a node: null when everything is permitted, because nothing governs or there is no policy.</summary>
    internal PolicyTable? PolicyFor(int node) => _governors.SeatOf(node).Experience is >= 0 and var number ? _experiences.PolicyOf(number) : null;

    private static GovernanceSnapshot Build(PrivateMarketplace marketplace, ProductCatalogue catalogue, ProductFlags flags)
    {
        var experiences = ExperienceTable.Build(marketplace.Experiences, catalogue);
        return new(marketplace, catalogue, experiences, GovernorTable.Build(marketplace, experiences), flags);
    }

    /// <summary>A product that only a policy knows is decided by that policy; for everyone else it does not exist.</summary>
    private PurchaseDecision DecideUnknown(int account, ProductId product, in OrganizationReading reading)
    {
        var reason = PolicyFor(account)?.OfUnknown(product) ?? DecisionReason.ProductNotFound;
        if (reason != DecisionReason.ProductNotFound && TooOld(reading)) reason = DecisionReason.OrganizationUnreadable;
        return new PurchaseDecision(reason, account, GovernorOf(account));
    }

    private int[] CountGoverned()
    {
        var counts = new int[_experiences.Count];
        for (var node = 0; node < _tree.Nodes.Length; node++)
        {
            if (_tree.KindOf(node) == NodeKind.Account && _governors.SeatOf(node) is { Node: >= 0 } seat) counts[seat.Experience]++;
        }

        return counts;
    }

    /// <summary>How many nodes are above this one.</summary>
    private int Depth(int node)
    {
        var depth = 0;
        for (var above = _tree.Parents[node]; above >= 0; above = _tree.Parents[above]) depth++;
        return depth;
    }

    private bool Sees(int account, int product) => Catalogue.Products[product].VisibleTo(new AccountId(_tree.Nodes[account].Id.Value));

    private bool TooOld(in OrganizationReading reading) => reading.TooOld && !Marketplace.Organization.IsStandalone;

    private Governor? Governor(int node, GovernorTable.Seat seat) => seat.Node < 0 ? null
        : new Governor(_experiences.IdOf(seat.Experience), seat.Node == node ? Relationship.Associated : Relationship.Inherited, seat.Node);
}
