using System.Data.Common;
using System.Text.Json;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;

namespace Guildhall.App.Store;

/// <summary>A tenant's organization as the database has it, with the row it comes from.</summary>
internal sealed record StoredOrganization(TenantRow Row, Organization Organization)
{
    private const string Tenant = """
        SELECT "Version", "TreeVersion", "ManagementAccount", "OrganizationId", "RootId", "AllFeatures", "Integration", "ServiceLinkedRole", "DelegatedAdministrators", "ReadAt"
        FROM "Tenants" WHERE "Id" = @tenant
        """;

    private const string Nodes = """SELECT "Id", "ParentId", "Kind", "Name", "Email", "State" FROM "Nodes" WHERE "TenantId" = @tenant""";

    /// <summary>Takes the tree over from <paramref name="held"/> when it did not change since. The tenant must exist.</summary>
    public static StoredOrganization Read(PlainReading reading, string tenant, PrivateMarketplace? held)
    {
        var row = reading.Rows(Tenant, ("tenant", tenant)).Select(columns => TenantOf(columns, tenant)).Single();
        var tree = held is not null && row.TreeVersion <= held.Version ? held.Organization.Tree : TreeOf(reading, row);
        return new StoredOrganization(row, OrganizationOf(row, tree));
    }

    private static TenantRow TenantOf(DbDataReader row, string id) => new()
    {
        Id = id,
        Version = row.GetInt64(0),
        TreeVersion = row.GetInt64(1),
        ManagementAccount = row.GetString(2),
        OrganizationId = row.FindString(3),
        RootId = row.FindString(4),
        AllFeatures = row.GetBoolean(5),
        Integration = (Integration)row.GetInt32(6),
        ServiceLinkedRole = row.GetBoolean(7),
        DelegatedAdministrators = Texts(row.GetValue(8)),
        ReadAt = row.GetTime(9),
    };

    private static Organization OrganizationOf(TenantRow row, OrganizationTree tree) => new()
    {
        Tenant = new TenantId(row.Id),
        OrganizationId = row.OrganizationId is { } o ? new PrincipalId(o) : null,
        ManagementAccount = new AccountId(row.ManagementAccount),
        AllFeatures = row.AllFeatures,
        Integration = row.Integration,
        ServiceLinkedRole = row.ServiceLinkedRole,
        DelegatedAdministrators = [.. row.DelegatedAdministrators.Select(a => new AccountId(a))],
        Tree = tree,
    };

    private static OrganizationTree TreeOf(PlainReading reading, TenantRow tenant) =>
        OrganizationTree.Build(reading.Rows(Nodes, ("tenant", tenant.Id)).Select(NodeOf), tenant.RootId);

    private static (OrganizationNode, PrincipalId?) NodeOf(DbDataReader row) =>
        (new OrganizationNode(new PrincipalId(row.GetString(0)), (NodeKind)row.GetByte(2), row.GetString(3), row.FindString(4), (AccountState)row.GetByte(5)),
            row.FindString(1) is { } parent ? new PrincipalId(parent) : null);

    /// <summary>A list of texts: PostgreSQL has such a type, SQLite keeps it as JSON.</summary>
    private static List<string> Texts(object column) => column is string json ? JsonSerializer.Deserialize(json, StoreJsonContext.Default.ListString)! : [.. (string[])column];
}
