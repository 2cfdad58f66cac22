using System.Collections.Immutable;
using Guildhall.App.Changes;
using Guildhall.App.Governance;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Products;

namespace Guildhall.App.Store;

/// <summary>Brings what is in memory up to what is in the database: everything at start, later only what is newer.</summary>
public static class StateLoader
{
    private const string Versions = """SELECT "Id", "Version" FROM "Tenants" """;

    private const string Experiences = """SELECT "Document" FROM "Experiences" WHERE "TenantId" = @tenant AND "Version" > @known""";

    private const string Requests = """SELECT "Document" FROM "Requests" WHERE "TenantId" = @tenant AND "Version" > @known""";

    private const string Locks = """SELECT "EntityId", "ChangeSetId" FROM "EntityLocks" WHERE "TenantId" = @tenant""";

    private const string Open = """SELECT "Id", "Account", "StartTime", "Changes" FROM "ChangeSets" WHERE "TenantId" = @tenant AND "Status" = @preparing""";

    private const string Tags = """SELECT "ResourceArn", "Key", "Value" FROM "Tags" WHERE "TenantId" = @tenant""";

    private const string Policies = """SELECT "ResourceArn", "Policy" FROM "ResourcePolicies" WHERE "TenantId" = @tenant""";

    /// <summary>Loads the tenants whose version in the database is ahead of the one in memory. Each tenant is read in one transaction.</summary>
    public static void CatchUp(Database database, Marketplaces marketplaces)
    {
        foreach (var (id, version) in VersionsIn(database))
        {
            var held = marketplaces.Find(new TenantId(id))?.State;
            if (held is null || held.Version < version) marketplaces.Publish(Load(database, id, held, marketplaces.Catalogue));
        }
    }

    private static List<(string Id, long Version)> VersionsIn(Database database)
    {
        using var reading = new PlainReading(database);
        return [.. reading.Rows(Versions).Select(row => (row.GetString(0), row.GetInt64(1)))];
    }

    private static TenantState Load(Database database, string id, TenantState? held, ProductCatalogue catalogue)
    {
        using var reading = new PlainReading(database);
        var tenant = ("tenant", (object)id);
        var known = ("known", (object)(held?.Version ?? 0));
        var (stored, organization) = StoredOrganization.Read(reading, id, held?.Marketplace);
        var marketplace = (held?.Marketplace ?? new PrivateMarketplace(organization)) with { Organization = organization, Version = stored.Version };
        foreach (var row in reading.Rows(Experiences, tenant, known)) marketplace = marketplace.With(StoreJson.ReadExperience(row.GetFieldValue<byte[]>(0), catalogue));
        foreach (var row in reading.Rows(Requests, tenant, known)) marketplace = marketplace.With(StoreJson.ReadRequest(row.GetString(0)));
        return new TenantState(marketplace)
        {
            ReadAt = stored.ReadAt,
            Locks = reading.Rows(Locks, tenant).ToImmutableDictionary(row => row.GetString(0), row => new ChangeSetId(row.GetString(1))),
            Open = reading.Rows(Open, tenant, ("preparing", (short)ChangeSetStatus.Preparing)).ToImmutableDictionary(
                row => new ChangeSetId(row.GetString(0)), row => OpenSets.Of(new AccountId(row.GetString(1)), row.GetTime(2), row.GetString(3))),
            Tags = reading.Rows(Tags, tenant).Select(row => (Arn: row.GetString(0), Key: row.GetString(1), Value: row.GetString(2))).GroupBy(tag => tag.Arn)
                .ToImmutableDictionary(tags => tags.Key, tags => tags.ToImmutableSortedDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal)),
            ResourcePolicies = reading.Rows(Policies, tenant).ToImmutableDictionary(row => row.GetString(0), row => row.GetString(1)),
        };
    }
}
