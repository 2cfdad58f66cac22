using Guildhall.App.Audit;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Upkeep;
using Guildhall.Domain;
using Guildhall.Domain.Linking;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Guildhall.App.Linking.Watch;

/// <summary>
/// Looks after links that work, or did: their credentials are verified every quarter of an hour and everything is checked once a day, beside the requests, by
/// one process each time. vendor-integration.md 8.1, 9.
/// </summary>
public sealed class LinkWatch(Database database, Writer writer, LinkVerification verification, Preflights preflights, WatchSettings settings, TimeProvider clock, ILogger<LinkWatch> log)
{
    /// <summary>Refusals count when they are so far apart.</summary>
    public static readonly TimeSpan VerifyEvery = AccessStanding.Apart;

    public static readonly TimeSpan CheckEvery = TimeSpan.FromHours(24);

    /// <summary>A link whose time lies further ahead than it is ever set was given it under another clock (F-31).</summary>
    private const string Due = """SELECT "Id" FROM "Links" WHERE "State" IN (@active, @degraded) AND ("{0}" <= @now OR "{0}" > @impossible) ORDER BY "{0}", "Id" """;

    private const int AtOnce = 4;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    /// <summary>A process that has died holds the preflight of a link no longer than this.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(5);

    /// <summary>Watches until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var turns = new Turns(Pause, clock, log);
        await turns.PauseAsync(cancellation);
        await turns.RunAsync(RunOnceAsync, "Links cannot be looked after right now", cancellation);
    }

    /// <summary>Verifies all links that are due, and runs the preflight of one: those of many links are spread over the day by that.</summary>
    public async Task RunOnceAsync(CancellationToken cancellation)
    {
        await Parallel.ForEachAsync(DueBy("VerifyDue", VerifyEvery), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (id, token) =>
        {
            if (await ClaimVerificationAsync(id, token)) await verification.RunAsync(id, token);
        });
        foreach (var id in DueBy("PreflightDue", CheckEvery))
        {
            if (!await ClaimPreflightAsync(id, cancellation)) continue;
            await CheckAsync(id, cancellation);
            return;
        }
    }

    /// <summary>Asked by plain SQL, because mostly there is nothing to do, and EF Core's model need not be made for that.</summary>
    private List<string> DueBy(string column, TimeSpan every)
    {
        using var reading = new PlainReading(database);
        var now = clock.GetUtcNow();
        return
        [
            .. reading.Rows(
                Due.Replace("{0}", column, StringComparison.Ordinal),
                ("active", LinkStates.Active), ("degraded", LinkStates.Degraded), ("now", now.UtcTicks), ("impossible", (now + (2 * every)).UtcTicks)).Select(row => row.GetString(0)),
        ];
    }

    private async Task<bool> ClaimVerificationAsync(string id, CancellationToken cancellation)
    {
        var (now, impossible) = (clock.GetUtcNow(), clock.GetUtcNow() + (2 * VerifyEvery));
        await using var db = database.Open();
        return await db.Links.Where(l => l.Id == id && (l.VerifyDue <= now || l.VerifyDue > impossible)).ExecuteUpdateAsync(l => l.SetProperty(x => x.VerifyDue, now + VerifyEvery), cancellation) > 0;
    }

    private async Task<bool> ClaimPreflightAsync(string id, CancellationToken cancellation)
    {
        var (now, impossible) = (clock.GetUtcNow(), clock.GetUtcNow() + (2 * CheckEvery));
        await using var db = database.Open();
        return await db.Links.Where(l => l.Id == id && (l.PreflightDue <= now || l.PreflightDue > impossible)).ExecuteUpdateAsync(l => l.SetProperty(x => x.PreflightDue, now + Turn), cancellation) > 0;
    }

    private async Task CheckAsync(string id, CancellationToken cancellation)
    {
        var next = clock.GetUtcNow() + CheckEvery;
        var run = await preflights.RunAsync(id, new ActOrigin(Preflights.Itself, "", AuditSources.Itself, settings.Ids.Uuid().ToString()), cancellation);
        if (run.Refused) log.LogWarning("Preflight of {Link}: {Problem}", id, run.Problems[0].Message);
        await writer.WriteAsync(
            scope =>
            {
                KeyWatch.Stage(scope, id, settings.Keys);
                return true;
            },
            cancellation);
        await using var db = database.Open();
        await db.Links.Where(l => l.Id == id).ExecuteUpdateAsync(l => l.SetProperty(x => x.PreflightDue, next), cancellation);
    }
}

/// <summary>What the watch over links goes by.</summary>
/// <param name="Keys">How long a key may be used.</param>
public sealed record WatchSettings(KeyLife Keys, IdSource Ids);
