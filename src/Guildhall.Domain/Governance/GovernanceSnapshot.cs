using System.Collections.Immutable;
using Guildhall.Domain.Organizations;
using Guildhall.Domain.Products;

namespace Guildhall.Domain.Governance;

/// <summary>
/// Answers "what governs this account" and "may it buy this product" from integers and bitsets, without allocating. Immutable: take the
/// reference once per request. A change replaces only the pieces it touches. private-marketplace.md 5.1 to 5.7.
/// </summary>
public sealed class GovernanceSnapshot
{
    private readonly ExperienceTable _experiences;
    private readonly GovernorTable _governors;
    private readonly ProductFlags _flags;

    private GovernanceSnapshot(
        PrivateMarketplace marketplace, ProductCatalogue catalogue, ExperienceTable experiences, GovernorTable governors, ProductFlags flags) =>
        (Marketplace, Catalogue, _experiences, _governors, _flags) = (marketplace, catalogue, experiences, governors, flags);

    public PrivateMarketplace Marketplace { get; }

    public ProductCatalogue Catalogue { get; }

    private Organization Organization => Marketplace.Organization;

    private OrganizationTree Tree => Organization.Tree;

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
        if (!new PrincipalId(accountId).IsAccount || Tree.Find(accountId) is not { } account)
            return new PurchaseDecision(DecisionReason.AccountNotFound, -1, null);
        var product = Catalogue.NumberOf(productId);
        return product >= 0 ? Decide(account, product, reading) : DecideUnknown(account, new ProductId(productId), reading);
    }

    /// <summary>The same by numbers, for whole pages and trees. <paramref name="account"/> must be an account's number, both must exist.</summary>
    public PurchaseDecision Decide(int account, int product, in OrganizationReading reading = default)
    {
        var deciding = _governors.Deciding(account);
        var reason =
            _flags.Private(product) && !Sees(account, product) ? DecisionReason.ProductNotFound
            : _flags.AlwaysEntitled(product) ? DecisionReason.AlwaysEntitled
            : TooOld(reading) ? DecisionReason.OrganizationUnreadable
            : deciding < 0 ? DecisionReason.NotGoverned
            : _experiences.PolicyOf(_governors.Direct(deciding)) is { } policy ? policy.Of(product)
            : DecisionReason.NoPolicy;
        return new PurchaseDecision(reason, account, Governor(account, deciding));
    }

    /// <summary>What governs a node (account, OU or the organization), or null.</summary>
    public Governor? GovernorOf(int node) => Governor(node, _governors.Deciding(node));

    /// <summary>The way from a node up to the top, the node first, each with its own association and what that contributed.</summary>
    public ImmutableArray<PathStep> Path(int node)
    {
        var steps = ImmutableArray.CreateBuilder<PathStep>();
        var deciding = _governors.Deciding(node);
        for (var at = node; at >= 0; at = Tree.Parents[at]) steps.Add(Step(at, deciding));
        return steps.ToImmutable();
    }

    /// <summary>The policy that decides for a node: null when everything is permitted, because nothing governs or there is no policy.</summary>
    internal PolicyTable? PolicyFor(int node) =>
        _governors.Deciding(node) is >= 0 and var deciding ? _experiences.PolicyOf(_governors.Direct(deciding)) : null;

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

    private bool Sees(int account, int product) => Catalogue.Products[product].VisibleTo(new AccountId(Tree.Nodes[account].Id.Value));

    private bool TooOld(in OrganizationReading reading) => reading.TooOld && !Organization.IsStandalone;

    private Governor? Governor(int node, int deciding) => deciding < 0 ? null
        : new Governor(_experiences[_governors.Direct(deciding)].Id, deciding == node ? Relationship.Associated : Relationship.Inherited, deciding);

    private PathStep Step(int node, int deciding)
    {
        var own = _governors.Direct(node) is >= 0 and var number ? _experiences[number] : null;
        var outcome =
            own is null ? NodeOutcome.NoExperience
            : own.Archived ? NodeOutcome.Archived
            : !own.Live ? NodeOutcome.NotLive
            : !GovernorTable.Counts(Organization, Tree.KindOf(node)) ? NodeOutcome.IntegrationDisabled
            : node == deciding ? NodeOutcome.Governs
            : NodeOutcome.Overridden;
        return new PathStep(Tree.Nodes[node].Id, Tree.KindOf(node), own?.Id, outcome);
    }
}
