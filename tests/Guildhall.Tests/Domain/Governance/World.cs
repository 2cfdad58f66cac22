using System.Collections.Immutable;
using Guildhall.Domain;
using Guildhall.Domain.Audiences;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Organizations;
using Guildhall.Domain.Products;

namespace Guildhall.Tests.Domain.Governance;

/// <summary>Short words for building marketplaces in tests. Ids are invented from names: <c>Fin</c> is <c>exp-fin</c>.</summary>
internal static class World
{
    public static readonly DateTimeOffset Day = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);
    public static readonly PrincipalId OrganizationId = new("o-aaaaaaaaaa");
    public static readonly AccountId Management = new("000000000001");

    public static Organization Organization(OrganizationTree tree, Integration integration = Integration.Enabled) => new()
    {
        Tenant = new TenantId(OrganizationId.Value),
        OrganizationId = OrganizationId,
        ManagementAccount = Management,
        AllFeatures = true,
        Integration = integration,
        ServiceLinkedRole = integration == Integration.Enabled,
        Tree = tree,
    };

    public static Organization Standalone(AccountId account) => new()
    {
        Tenant = new TenantId(account.Value),
        ManagementAccount = account,
        Tree = OrganizationTree.Standalone(account, "Alone"),
    };

    public static OrganizationTree Tree(params (string Id, string? Parent)[] nodes) =>
        OrganizationTree.Build(nodes.Select(n => (Node(n.Id), n.Parent is { } p ? new PrincipalId(p) : (PrincipalId?)null)), rootId: "r-aaaa");

    public static OrganizationNode Node(string id) => new(new PrincipalId(id), KindOf(id), id, State: AccountState.Active);

    public static Experience Experience(string name, bool live = true, params string[] principals)
    {
        var id = new EntityId("exp-" + name.ToLowerInvariant());
        return new Experience(id, 1, Day, Management, Management, name, "", live)
        {
            Audience = principals.Length == 0 ? null : new Audience(new EntityId("aud-" + name), 1, Day, name, "") { Principals = [.. Ids(principals)] },
        };
    }

    public static ProcurementPolicy Policy(string[] allowed, params string[] denied) =>
        new(new EntityId("procpolicy-p"), 1, Day, "Policy", "") { Allowed = Grants(allowed), Denied = Grants(denied) };

    public static ImmutableArray<ProductGrant> Grants(params string[] products) => [.. products.Select(p => new ProductGrant(new ProductId(p), null))];

    public static Product Product(string id, ProductVisibility visibility = ProductVisibility.Public, bool entitled = false, params string[] accounts) =>
        new(new ProductId(id), "SaaSProduct", id, "Invented", visibility, Day, entitled, [.. accounts.Select(a => new AccountId(a))]);

    public static ProductCatalogue Catalogue(params string[] products) => ProductCatalogue.Of([.. products.Select(p => Product(p))]);

    private static IEnumerable<PrincipalId> Ids(string[] principals) => principals.Select(p => new PrincipalId(p));

    private static NodeKind KindOf(string id) => id[..2] switch
    {
        "o-" => NodeKind.Organization,
        "ou" => NodeKind.OrganizationalUnit,
        _ => NodeKind.Account,
    };
}
