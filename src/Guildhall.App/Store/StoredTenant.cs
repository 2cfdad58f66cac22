using System.Collections.Immutable;
using Guildhall.App.Changes;
using Guildhall.App.Governance;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Billing.Budgets;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;

namespace Guildhall.App.Store;

/// <summary>
/// What the database has of a tenant beyond the state in memory, of one moment. Experiences are kept as they are stored until the catalogue is there, by
/// which their products are told.
/// </summary>
internal sealed class StoredTenant
{
    private const string Experiences = """SELECT "Document" FROM "Experiences" WHERE "TenantId" = @tenant AND "Version" > @known""";

    private const string Requests = """SELECT "Document" FROM "Requests" WHERE "TenantId" = @tenant AND "Version" > @known""";

    private const string Locks = """SELECT "EntityId", "ChangeSetId" FROM "EntityLocks" WHERE "TenantId" = @tenant""";

    private const string Open = """SELECT "Id", "Account", "StartTime", "Changes" FROM "ChangeSets" WHERE "TenantId" = @tenant AND "Status" = @preparing""";

    private const string Tags = """SELECT "ResourceArn", "Key", "Value" FROM "Tags" WHERE "TenantId" = @tenant""";

    private const string Policies = """SELECT "ResourceArn", "Policy" FROM "ResourcePolicies" WHERE "TenantId" = @tenant""";

    private const string Holds = """SELECT "Id", "Name", "Month", "Held" FROM "Budgets" WHERE "TenantId" = @tenant AND "Held" IS NOT NULL ORDER BY "Id" """;

    private readonly TenantState _beforeExperiences;
    private readonly List<byte[]> _experiences;

    private StoredTenant(TenantState beforeExperiences, List<byte[]> experiences) => (_beforeExperiences, _experiences) = (beforeExperiences, experiences);

    /// <summary>Reads the tenant in one transaction; of experiences and requests only what is newer than <paramref name="held"/>.</summary>
    public static StoredTenant Read(Database database, string id, TenantState? held)
    {
        using var reading = new PlainReading(database);
        var tenant = ("tenant", (object)id);
        var known = ("known", (object)(held?.Version ?? 0));
        var (stored, organization) = StoredOrganization.Read(reading, id, held?.Marketplace);
        var marketplace = (held?.Marketplace ?? new PrivateMarketplace(organization)) with { Organization = organization, Version = stored.Version };
        foreach (var row in reading.Rows(Requests, tenant, known)) marketplace = marketplace.With(StoreJson.ReadRequest(row.GetString(0)));
        var state = new TenantState(marketplace)
        {
            ReadAt = stored.ReadAt,
            Locks = reading.Rows(Locks, tenant).ToImmutableDictionary(row => row.GetString(0), row => new ChangeSetId(row.GetString(1))),
            Open = reading.Rows(Open, tenant, ("preparing", (short)ChangeSetStatus.Preparing)).ToImmutableDictionary(
                row => new ChangeSetId(row.GetString(0)), row => OpenSets.Of(new AccountId(row.GetString(1)), row.GetTime(2), row.GetString(3))),
            Tags = reading.Rows(Tags, tenant).Select(row => (Arn: row.GetString(0), Key: row.GetString(1), Value: row.GetString(2))).GroupBy(tag => tag.Arn)
                .ToImmutableDictionary(tags => tags.Key, tags => tags.ToImmutableSortedDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal)),
            Holds = [.. reading.Rows(Holds, tenant).Select(row => PurchaseHold.Read(row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetString(3)))],
            ResourcePolicies = reading.Rows(Policies, tenant).ToImmutableDictionary(row => row.GetString(0), row => row.GetString(1)),
        };
        return new StoredTenant(state, [.. reading.Rows(Experiences, tenant, known).Select(row => row.GetFieldValue<byte[]>(0))]);
    }

    /// <summary>The state; a start has a hundred thousand products of policies to tell, on all processors.</summary>
    public TenantState StateWith(ProductCatalogue catalogue)
    {
        var experiences = new Experience[_experiences.Count];
        Parallel.For(0, experiences.Length, i => experiences[i] = StoreJson.ReadExperience(_experiences[i], catalogue));
        return _beforeExperiences with { Marketplace = _beforeExperiences.Marketplace.With(experiences) };
    }
}
