using System.Collections.Immutable;
using Guildhall.App.Billing.Ingest;
using Guildhall.App.Billing.Sources;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing.Watch;

/// <summary>Reads the report of a linked organization from its bucket: by schedule, by command, and when somebody wants it now. vendor-integration.md 15.2.</summary>
public sealed class ReportFetches(Database database, Writer writer, ReportSources sources, ReportIngest ingest, TimeProvider clock)
{
    /// <summary>
    /// Reads what AWS has delivered: the newest months and those of which nothing is in force, each by itself. Refused as a whole when the bucket cannot be listed,
    /// the link's credentials are gone, or nothing was delivered yet (<c>NO_REPORT</c>).
    /// </summary>
    /// <param name="only">This month alone; null for all that may have changed.</param>
    public Task<Result<ImmutableArray<FetchedMonth>>> FetchAsync(string tenant, BillingMonth? only, ActOrigin origin, CancellationToken cancellation) =>
        only is null ? LookAsync(tenant, null, origin, cancellation) : ReadAsync(tenant, only, again: false, origin, cancellation);

    /// <summary>Reads a month's newest delivery, whether it was read before or not: as the settings are now, and what failed once more. Refused as <see cref="FetchAsync"/>.</summary>
    public Task<Result<ImmutableArray<FetchedMonth>>> ReprocessAsync(string tenant, BillingMonth month, ActOrigin origin, CancellationToken cancellation) => ReadAsync(tenant, month, again: true, origin, cancellation);

    /// <summary>As <see cref="FetchAsync"/> of all that may have changed: what came of it is kept, and told when it is news.</summary>
    /// <param name="every">After how long the next look is due; null leaves it due when it is.</param>
    internal async Task<Result<ImmutableArray<FetchedMonth>>> LookAsync(string tenant, TimeSpan? every, ActOrigin origin, CancellationToken cancellation)
    {
        var fetched = await ReadAsync(tenant, null, again: false, origin, cancellation);
        var asked = await AskAsync(tenant, cancellation);
        var due = clock.GetUtcNow() + every;
        await writer.WriteAsync(
            scope =>
            {
                ReportLooks.Stage(scope, tenant, ProblemOf(fetched), asked, due, origin);
                return true;
            },
            cancellation);
        return fetched;
    }

    /// <summary>Why a look gave nothing, or less than it should; null when all is well. That another process reads a month is none.</summary>
    internal static Problem? ProblemOf(Result<ImmutableArray<FetchedMonth>> fetched) =>
        fetched.Refused ? fetched.Problems[0] : fetched.Value.Select(m => m.Problem).FirstOrDefault(p => p is not null && p.Code != ReportLoads.BeingRead);

    private async Task<Result<ImmutableArray<FetchedMonth>>> ReadAsync(string tenant, BillingMonth? only, bool again, ActOrigin origin, CancellationToken cancellation)
    {
        var source = await sources.NewestAsync(tenant, only, cancellation);
        if (source.Refused) return source.Problems;
        var months = only is { } one ? (Result<ImmutableArray<BillingMonth>>)ImmutableArray.Create(one) : await MonthsAsync(tenant, source.Value, cancellation);
        if (months.Refused) return months.Problems;
        var fetched = ImmutableArray.CreateBuilder<FetchedMonth>();
        foreach (var month in months.Value)
        {
            var done = await ingest.IngestAsync(tenant, source.Value, month, origin, cancellation, again);
            fetched.Add(done.Refused ? new FetchedMonth(month, null, done.Problems[0]) : new FetchedMonth(month, done.Value, null));
            // A key of the caller's stands for one thing that was made: the first run.
            if (fetched[^1].IsMade) origin = origin with { ClientKey = null };
        }

        return fetched.ToImmutable();
    }

    /// <summary>Whether AWS can deliver, asked once a day; null when it is not time, or the link's credentials are gone. What was asked later than now was asked under another clock (F-31).</summary>
    private async Task<AskedDelivery?> AskAsync(string tenant, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var now = clock.GetUtcNow();
        if (await db.ReportWatches.AsNoTracking().FirstOrDefaultAsync(w => w.TenantId == tenant, cancellation) is not { } watch) return null;
        if (watch.AskedAt is { } before && before <= now && now - before < DeliveryTrouble.Every) return null;
        var link = await sources.ConnectAsync(tenant, cancellation);
        return link.Refused ? null : await DeliveryTrouble.AskAsync(link.Value.Connection, link.Value.Account, link.Value.Region, cancellation);
    }

    private async Task<Result<ImmutableArray<BillingMonth>>> MonthsAsync(string tenant, IReportSource source, CancellationToken cancellation)
    {
        var listed = await source.MonthsAsync(cancellation);
        if (listed.Refused) return listed.Problems;
        if (listed.Value.IsEmpty) return Problem.Conflict("NO_REPORT", "AWS has delivered no report yet: the first comes within a day of linking.");
        await using var db = database.Open();
        var inForce = await db.BillingMonths.Where(m => m.TenantId == tenant && m.Load != null).Select(m => m.Month).ToListAsync(cancellation);
        return ReportMonths.ToRead(listed.Value, inForce.Select(m => new BillingMonth(m)).ToHashSet());
    }
}

/// <summary>What came of one month.</summary>
/// <param name="Problem">Why nothing did; null when something, or nothing new, was there.</param>
public sealed record FetchedMonth(BillingMonth Month, IngestedReport? Report, Problem? Problem)
{
    /// <summary>Whether a run was made of it now.</summary>
    public bool IsMade => Report?.IsNew ?? Run is not null;

    /// <summary>The run that has it, whether it failed or not; null when none was begun.</summary>
    public string? Run => Report?.Run ?? (Problem?.Subject is { Type: IngestedReport.UsageRun } failed ? failed.Id : null);
}
