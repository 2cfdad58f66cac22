using Guildhall.App.Governance;
using Guildhall.Domain;

namespace Guildhall.App.Store;

/// <summary>Brings the tenants in memory up to what is in the database: everything at start, later only what is newer.</summary>
public static class StateLoader
{
    private const string Versions = """SELECT "Id", "Version" FROM "Tenants" """;

    /// <summary>Loads the tenants whose version in the database is ahead of the one in memory.</summary>
    public static void CatchUp(Database database, Marketplaces marketplaces) => Publish(ReadNewer(database, marketplaces), marketplaces);

    /// <summary>The first half: reads them, each in one transaction, without a look at the catalogue, which may be loaded meanwhile.</summary>
    internal static List<StoredTenant> ReadNewer(Database database, Marketplaces marketplaces)
    {
        var newer = new List<StoredTenant>();
        foreach (var (id, version) in VersionsIn(database))
        {
            var held = marketplaces.Find(new TenantId(id))?.State;
            if (held is null || held.Version < version) newer.Add(StoredTenant.Read(database, id, held));
        }

        return newer;
    }

    /// <summary>The second half, by the numbers of the catalogue as of now.</summary>
    internal static void Publish(List<StoredTenant> newer, Marketplaces marketplaces)
    {
        foreach (var tenant in newer) marketplaces.Publish(tenant.StateWith(marketplaces.Catalogue));
    }

    private static List<(string Id, long Version)> VersionsIn(Database database)
    {
        using var reading = new PlainReading(database);
        return [.. reading.Rows(Versions).Select(row => (row.GetString(0), row.GetInt64(1)))];
    }
}
