using System.Text.Json.Nodes;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing;

/// <summary>The settings of an organization with their version.</summary>
/// <param name="Version">The ETag; 0 before the first change.</param>
public sealed record StoredBillingSettings(BillingSettings Settings, long Version);

/// <summary>How the costs of an organization are read, priced where no rule does, and billed. vendor-integration.md 15.2 to 15.5.</summary>
public sealed class ReportSettings(Database database, Writer writer)
{
    /// <summary>Refused as not found outside the reach, or where nothing is linked.</summary>
    public async Task<Result<StoredBillingSettings>> FindAsync(BillingReach reach, string tenant, CancellationToken cancellation)
    {
        await using var db = database.Open();
        if (!reach.Covers(tenant) || !await db.Tenants.AnyAsync(t => t.Id == tenant, cancellation)) return NoSuch;
        return BillingSettingsJson.Of(await db.BillingSettings.AsNoTracking().FirstOrDefaultAsync(s => s.TenantId == tenant, cancellation));
    }

    /// <summary>Changes them; what is read already stays as it is. Refused as <see cref="FindAsync"/>, with what is wrong by its member, and with <c>STALE</c> when somebody was faster.</summary>
    /// <param name="seen">The version that the change was made on; null for whoever does not mind.</param>
    public Task<Result<StoredBillingSettings>> ChangeAsync(BillingReach reach, string tenant, Func<BillingSettings, BillingSettings> change, long? seen, ActOrigin origin, CancellationToken cancellation) =>
        writer.WriteAsync<Result<StoredBillingSettings>>(
            scope =>
            {
                if (!reach.Covers(tenant) || !scope.Db.Tenants.Any(t => t.Id == tenant)) return NoSuch;
                var row = scope.Db.BillingSettings.Find(tenant);
                var (before, stored) = BillingSettingsJson.Of(row);
                if (seen is { } version && version != stored) return Problem.Conflict(LinkRows.StaleCode, "Somebody else has changed the settings meanwhile. Look at them again, then repeat your change.");
                var after = change(before);
                if (after.Faults().ToList() is { Count: > 0 } faults) return faults[0];
                scope.Stage(db =>
                {
                    if (row is null) db.BillingSettings.Add(row = new BillingSettingsRow { TenantId = tenant, Document = "", UpdatedBy = origin.Who });
                    (row.Document, row.Version, row.UpdatedAt, row.UpdatedBy) = (BillingSettingsJson.Write(after), row.Version + 1, scope.Now, origin.Who);
                });
                LinkAudit.Stage(scope, "BillingSettingsChanged", origin, tenant, new JsonObject { ["before"] = BillingSettingsJson.Write(before), ["after"] = BillingSettingsJson.Write(after) });
                return new StoredBillingSettings(after, stored + 1);
            },
            cancellation);

    private static Problem NoSuch => Problem.NotFound("There is no such organization.");
}
