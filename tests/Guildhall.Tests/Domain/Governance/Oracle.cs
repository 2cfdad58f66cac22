using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Governance;
using Guildhall.Domain.Organizations;
using Guildhall.Domain.Products;

namespace Guildhall.Tests.Domain.Governance;

/// <summary>
/// private-marketplace.md 5 once more, slow and obvious: it asks the audiences themselves, walks by recursion, searches lists, and shares no
/// code and no index with the snapshot.
/// </summary>
internal sealed class Oracle(PrivateMarketplace marketplace, IReadOnlyCollection<Product> products)
{
    public IReadOnlyCollection<Product> Products => products;

    /// <summary>The id that stands for all that neither the catalogue nor a list names.</summary>
    public static IReadOnlyList<ProductId> AnythingElse { get; } = [new("anything else")];

    /// <summary>What may be bought where nothing restricts; one id stands for all that no list names.</summary>
    public HashSet<ProductId> Everything => [.. products.Select(p => p.Id), .. AnythingElse];

    private Organization Organization => marketplace.Organization;

    public (Experience Experience, Relationship Relationship)? Governing(PrincipalId node) => Governing(node, Relationship.Associated);

    public DecisionReason Decide(AccountId account, ProductId product, bool readable)
    {
        var node = Organization.Tree.Nodes.SingleOrDefault(n => n.Id == PrincipalId.Of(account));
        if (node?.Kind != NodeKind.Account) return DecisionReason.AccountNotFound;
        var governing = Governing(node.Id)?.Experience;
        var known = products.SingleOrDefault(p => p.Id == product);
        if (known is null && !Names(governing?.Policy, product)) return DecisionReason.ProductNotFound;
        if (known is not null && !Sees(account, known)) return DecisionReason.ProductNotFound;
        if (known is { AlwaysEntitled: true }) return DecisionReason.AlwaysEntitled;
        if (!readable && Organization.OrganizationId is not null) return DecisionReason.OrganizationUnreadable;
        if (governing is null) return DecisionReason.NotGoverned;
        if (governing.Policy is not { } policy) return DecisionReason.NoPolicy;
        if (policy.Denied.Any(g => g.Product == product)) return DecisionReason.ProductDenied;
        return policy.Allowed.Any(g => g.Product == product) ? DecisionReason.ProductAllowed : DecisionReason.ProductNotApproved;
    }

    /// <summary>What the governing experience lets the account buy, whether or not the catalogue has it.</summary>
    public HashSet<ProductId> Permitted(AccountId account)
    {
        var policy = Governing(PrincipalId.Of(account))?.Experience.Policy;
        return policy is null ? Everything : [.. policy.Allowed.Select(g => g.Product).Except(policy.Denied.Select(g => g.Product))];
    }

    private static bool Names(ProcurementPolicy? policy, ProductId product) =>
        policy is not null && policy.Allowed.Concat(policy.Denied).Any(g => g.Product == product);

    private static bool Sees(AccountId account, Product product) =>
        product.Visibility == ProductVisibility.Public
        || (product.Visibility != ProductVisibility.Draft && !product.AllowedAccounts.IsDefault && product.AllowedAccounts.Contains(account));

    private (Experience, Relationship)? Governing(PrincipalId node, Relationship relationship)
    {
        if (!MayGovern(node)) return ParentOf(node) is { } over ? Governing(over, Relationship.Inherited) : null;
        var experience = marketplace.Experiences.Values.SingleOrDefault(e => e.Audience is { } audience && audience.Principals.Contains(node));
        if (experience is { Live: true, Archived: false }) return (experience, relationship);
        return ParentOf(node) is { } parent ? Governing(parent, Relationship.Inherited) : null;
    }

    private bool MayGovern(PrincipalId node)
    {
        if (Organization.OrganizationId is null) return true;
        if (Organization.Integration == Integration.Enabled) return true;
        return Organization.Integration == Integration.NeverEnabled && node.Value.All(char.IsAsciiDigit);
    }

    private PrincipalId? ParentOf(PrincipalId node)
    {
        var nodes = Organization.Tree.Nodes;
        var place = Enumerable.Range(0, nodes.Length).Single(i => nodes[i].Id == node);
        return Organization.Tree.Parents[place] is >= 0 and var parent ? nodes[parent].Id : null;
    }
}
