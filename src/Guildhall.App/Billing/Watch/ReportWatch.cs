using System.Collections.Immutable;
using Guildhall.App.Audit;
using Guildhall.App.Billing.Ingest;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Upkeep;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Guildhall.App.Billing.Watch;

/// <summary>
/// Reads the reports of all organizations that are linked, paused ones too, every six hours unless set otherwise, beside the requests, by one process each time; and
/// tells when AWS delivers nothing. vendor-integration.md 10, 15.2.
/// </summary>
/// <param name="every">The time between two looks at an organization's report.</param>
public sealed class ReportWatch(Database database, ReportFetches fetches, ReportIngest ingest, TimeSpan every, IdSource ids, TimeProvider clock, ILogger<ReportWatch> log)
{
    /// <summary>Links that have a report and were never looked at, with the time since which AWS should deliver. An account that was linked as it is has none.</summary>
    private const string New = """
        SELECT "TenantId", MAX("CreatedAt") FROM "Links" l WHERE "State" IN (@active, @degraded, @paused) AND "TenantId" IS NOT NULL AND "TenantId" NOT IN (SELECT "TenantId" FROM "ReportWatches")
        AND EXISTS (SELECT 1 FROM "Effects" e WHERE e."Subject" = l."Id" AND e."Kind" = @report) GROUP BY "TenantId"
        """;

    private const string Add = """INSERT INTO "ReportWatches" ("TenantId", "Due", "FreshAt", "LateTold") VALUES (@tenant, 0, @fresh, 0) ON CONFLICT ("TenantId") DO NOTHING""";

    /// <summary>What is due later than it is ever set was set under another clock (F-31).</summary>
    private const string Due = """
        SELECT w."TenantId" FROM "ReportWatches" w JOIN "Links" l ON l."TenantId" = w."TenantId" AND l."State" IN (@active, @degraded, @paused)
        WHERE w."Due" <= @now OR w."Due" > @impossible ORDER BY w."Due", w."TenantId"
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    /// <summary>A process that has died keeps the others from a report no longer than this.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(5);

    /// <summary>Watches until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var turns = new Turns(Pause < every ? Pause : every, clock, log);
        await turns.PauseAsync(cancellation);
        await turns.RunAsync(RunOnceAsync, "Billing reports cannot be read right now", cancellation);
    }

    /// <summary>Looks at all reports that are due, one after another: each may take much memory.</summary>
    public async Task RunOnceAsync(CancellationToken cancellation)
    {
        await ingest.CleanAsync(cancellation);
        foreach (var tenant in DueNow())
        {
            if (await ClaimAsync(tenant, cancellation)) await LookAsync(tenant, cancellation);
        }
    }

    /// <summary>Asked by plain SQL, because mostly there is nothing to do, and EF Core's model need not be made for that.</summary>
    private ImmutableArray<string> DueNow()
    {
        using var reading = new PlainReading(database);
        (string, object)[] states = [("active", LinkStates.Active), ("degraded", LinkStates.Degraded), ("paused", LinkStates.Paused)];
        var added = reading.Rows(New, [.. states, ("report", LinkSteps.Report)]).Select(row => (Tenant: row.GetString(0), Since: row.GetInt64(1))).ToList();
        foreach (var (tenant, since) in added) PlainWriting.Run(database, Add, ("tenant", tenant), ("fresh", since));
        var now = clock.GetUtcNow();
        return [.. added.Select(a => a.Tenant), .. reading.Rows(Due, [.. states, ("now", now.UtcTicks), ("impossible", (now + every + Turn + Turn).UtcTicks)]).Select(row => row.GetString(0))];
    }

    private async Task<bool> ClaimAsync(string tenant, CancellationToken cancellation)
    {
        var (now, impossible) = (clock.GetUtcNow(), clock.GetUtcNow() + every + Turn + Turn);
        await using var db = database.Open();
        return await db.ReportWatches.Where(w => w.TenantId == tenant && (w.Due <= now || w.Due > impossible)).ExecuteUpdateAsync(w => w.SetProperty(x => x.Due, now + Turn), cancellation) > 0;
    }

    private async Task LookAsync(string tenant, CancellationToken cancellation)
    {
        var origin = new ActOrigin(Preflights.Itself, "", AuditSources.Itself, ids.Uuid().ToString());
        if (ReportFetches.ProblemOf(await fetches.LookAsync(tenant, every, origin, cancellation)) is { } problem) log.LogWarning("Report of {Tenant}: {Problem}", tenant, problem.Message);
    }
}
