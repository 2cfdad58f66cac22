using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing;

/// <summary>A version of an organization's settings.</summary>
/// <param name="Version">The ETag; 0 before the first change.</param>
public sealed record StoredBillingSettings(BillingSettings Settings, long Version)
{
    internal static StoredBillingSettings Standard { get; } = new(BillingSettings.Standard, 0);

    /// <summary>Who made it; null before the first change.</summary>
    public string? By { get; init; }

    public DateTimeOffset? At { get; init; }
}

/// <summary>A version with the one before it.</summary>
public sealed record ChangedBillingSettings(StoredBillingSettings After, BillingSettings Before)
{
    /// <summary>The members of <see cref="BillingSettingsText"/> that it changed.</summary>
    public ImmutableArray<string> Members { get; } = Before.ChangedIn(After.Settings);
}

/// <summary>How the costs of an organization are read, priced where no rule does, and billed. Each change is a version that is kept. vendor-integration.md 15.2 to 15.5.</summary>
public sealed class ReportSettings(Database database, Writer writer)
{
    /// <summary>Refused as not found outside the reach, or where nothing is linked.</summary>
    public async Task<Result<StoredBillingSettings>> FindAsync(BillingReach reach, string tenant, CancellationToken cancellation)
    {
        await using var db = database.Open();
        return reach.Covers(tenant) && await db.Tenants.AnyAsync(t => t.Id == tenant, cancellation) ? BillingSettingsJson.Newest(db, tenant) : NoSuch;
    }

    /// <summary>The versions, the newest first, each with what it changed. Refused as <see cref="FindAsync"/>.</summary>
    /// <param name="before">Only those before this version; null for all.</param>
    public async Task<Result<ImmutableArray<ChangedBillingSettings>>> VersionsAsync(BillingReach reach, string tenant, long? before, int take, CancellationToken cancellation)
    {
        await using var db = database.Open();
        if (!reach.Covers(tenant) || !await db.Tenants.AnyAsync(t => t.Id == tenant, cancellation)) return NoSuch;
        var rows = await db.BillingSettings.AsNoTracking().Where(s => s.TenantId == tenant && (before == null || s.Version < before)).OrderByDescending(s => s.Version).Take(take + 1).ToListAsync(cancellation);
        var versions = rows.Select(BillingSettingsJson.Of).ToList();
        return versions.Take(take).Select((v, place) => new ChangedBillingSettings(v, versions.ElementAtOrDefault(place + 1)?.Settings ?? BillingSettings.Standard)).ToImmutableArray();
    }

    /// <summary>
    /// Changes them; what is read already stays as it is, and what changes nothing makes no version. Refused as <see cref="FindAsync"/>, with everything that is wrong by its
    /// member, and with <c>STALE</c> when somebody was faster.
    /// </summary>
    /// <param name="seen">The version that the change was made on; null for whoever does not mind.</param>
    public Task<Result<StoredBillingSettings>> ChangeAsync(BillingReach reach, string tenant, BillingSettingsText change, long? seen, ActOrigin origin, CancellationToken cancellation) =>
        writer.WriteAsync<Result<StoredBillingSettings>>(
            scope =>
            {
                if (!reach.Covers(tenant) || !scope.Db.Tenants.Any(t => t.Id == tenant)) return NoSuch;
                // What an earlier write of the same transaction began counts.
                scope.Db.SaveChanges();
                var before = BillingSettingsJson.Newest(scope.Db, tenant);
                if (seen is { } version && version != before.Version) return Problem.Conflict(LinkRows.StaleCode, "Somebody else has changed the settings meanwhile. Look at them again, then repeat your change.");
                var after = change.Read(before.Settings);
                if (after.Refused) return after.Problems;
                return before.Settings.ChangedIn(after.Value).IsEmpty ? before : Stage(scope, tenant, before, after.Value, origin);
            },
            cancellation);

    private static StoredBillingSettings Stage(WriteScope scope, string tenant, StoredBillingSettings before, BillingSettings after, ActOrigin origin)
    {
        var row = new BillingSettingsRow { TenantId = tenant, Version = before.Version + 1, Document = BillingSettingsJson.Write(after), MadeAt = scope.Now, MadeBy = origin.Who };
        scope.Stage(db => db.BillingSettings.Add(row));
        LinkAudit.Stage(scope, "BillingSettingsChanged", origin, tenant, new JsonObject { ["before"] = BillingSettingsJson.Write(before.Settings), ["after"] = row.Document });
        return BillingSettingsJson.Of(row);
    }

    private static Problem NoSuch => Problem.NotFound("There is no such organization.");
}
