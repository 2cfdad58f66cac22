using System.Collections.Immutable;
using Guildhall.App.Billing.Reading;
using Guildhall.App.Billing.Sources;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing.Ingest;

/// <summary>
/// Reads deliveries of reports into costs. What is read stands beside what is in force until all of it is there and adds up; then it takes its place in one
/// transaction. A crash, a damaged file or a refusal leaves the earlier version in force. vendor-integration.md 15.2, security.md 6.5.
/// </summary>
public sealed class ReportIngest
{
    private readonly Database _database;
    private readonly ReportLoads _loads;
    private readonly RowLoad _rows;
    private readonly TimeProvider _clock;

    internal ReportIngest(Database database, Writer writer, IdSource ids, TimeProvider clock)
    {
        (_database, _clock) = (database, clock);
        (_loads, _rows) = (new ReportLoads(writer, ids), new RowLoad(database));
    }

    /// <summary>
    /// Reads the newest delivery of a month. Refused with what the source, the manifest or a file is refused with; with <c>REPORT_BEING_READ</c> while another
    /// process reads the month; with <c>SUMS_DIFFER</c> when the costs do not add up to the lines.
    /// </summary>
    /// <param name="tenant">Whose report it is.</param>
    public async Task<Result<IngestedReport>> IngestAsync(string tenant, IReportSource source, BillingMonth month, ActOrigin origin, CancellationToken cancellation)
    {
        var delivery = await source.NewestAsync(month, cancellation);
        if (delivery.Refused) return delivery.Problems;
        var begun = await _loads.BeginAsync(tenant, delivery.Value, origin, cancellation);
        if (begun.Refused) return begun.Problems;
        if (begun.Value is not { } load) return IngestedReport.Unchanged(month);
        var done = await ReadAsync(load, source, delivery.Value.Manifest, origin, cancellation);
        await CleanAsync(cancellation);
        return done;
    }

    /// <summary>Puts in force what was held, or declines it. Refused with <c>NOT_HELD</c>, <c>NOT_NEWEST</c> or as not found.</summary>
    public async Task<Result<string>> DecideAsync(string tenant, string id, bool approve, ActOrigin origin, CancellationToken cancellation)
    {
        var decided = await _loads.DecideAsync(tenant, id, approve, origin, cancellation);
        if (!decided.Refused) await CleanAsync(cancellation);
        return decided;
    }

    /// <summary>Takes away the rows of versions that are no longer, or never came, in force; also what a crash left.</summary>
    public async Task CleanAsync(CancellationToken cancellation)
    {
        await using var db = _database.Open();
        var now = _clock.GetUtcNow();
        var gone = await db.ReportLoads
            .Where(l => !l.Cleaned && (l.State == ReportLoadState.Superseded || l.State == ReportLoadState.Failed || l.State == ReportLoadState.Declined || (l.State == ReportLoadState.Reading && l.LeaseUntil < now - ReportLoads.Lease)))
            .Select(l => l.Number).ToListAsync(cancellation);
        foreach (var load in gone)
        {
            _rows.Delete(load, cancellation);
            await db.ReportLoads.Where(l => l.Number == load && l.State != ReportLoadState.Reading).ExecuteUpdateAsync(l => l.SetProperty(x => x.Cleaned, true), cancellation);
        }
    }

    private async Task<Result<IngestedReport>> ReadAsync(ReportLoadRow load, IReportSource source, ReportManifest manifest, ActOrigin origin, CancellationToken cancellation)
    {
        var files = 0;
        await using var lease = new KeptLease(token => _loads.RenewAsync(load.Number, Volatile.Read(ref files), token), ReportLoads.Lease / 4, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lease.Lost);
        try
        {
            var settings = await SettingsOfAsync(load.TenantId, either.Token);
            var report = await ReadReport.ReadAsync(source, manifest, WishOf(manifest, settings), () => Interlocked.Increment(ref files), either.Token);
            if (report.Refused) return await FailAsync(load, report.Problems[0], origin, cancellation);
            var summary = CostSummary.Of(load.Number, report.Value.Costs.Costs());
            if (summary.Refused) return await FailAsync(load, summary.Problems[0], origin, cancellation);
            if (!AddsUp(report.Value, summary.Value)) return await FailAsync(load, Problem.Conflict("SUMS_DIFFER", "The costs do not add up to the lines."), origin, cancellation);
            Insert(summary.Value, report.Value.Faults, either.Token);
            var difference = await BeforeAsync(load, either.Token) is { } before ? ReportDifference.Between(_database, before, load.Number) : null;
            if (!await _loads.CompleteAsync(load.Number, report.Value, summary.Value, difference, settings.Hold, origin, either.Token)) return Problem.Conflict("REPORT_BEING_READ", "Another process has taken over.");
            return new IngestedReport(new BillingMonth(load.Month), load.Id, report.Value.Rows, report.Value.Faults.Total, summary.Value.Accounts, report.Value.Sums, settings.Hold);
        }
        catch (OperationCanceledException) when (lease.Lost.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return Problem.Conflict("REPORT_BEING_READ", "Another process has taken over.");
        }
    }

    private async Task<Result<IngestedReport>> FailAsync(ReportLoadRow load, Problem problem, ActOrigin origin, CancellationToken cancellation)
    {
        await _loads.FailAsync(load.Number, problem, origin, cancellation);
        return problem;
    }

    private void Insert(CostSummary summary, RowFaults faults, CancellationToken cancellation)
    {
        _rows.Insert(BillingTables.Keys, summary.Keys(), cancellation);
        _rows.Insert(BillingTables.Costs, summary.Costs, cancellation);
        _rows.Insert(BillingTables.Accounts, summary.AccountCosts(), cancellation);
        _rows.Insert(BillingTables.Products, summary.ProductCosts(), cancellation);
        _rows.Insert(BillingTables.Days, summary.DayCosts(), cancellation);
        _rows.Insert(BillingTables.Faults, faults.Kept.Select((f, i) => new ReportFaultRow { Load = summary.Load, Place = i, File = f.File, Line = f.Line, Reason = f.Column is { } column ? $"{f.Reason}: {column}" : $"{f.Reason}", Excerpt = f.Excerpt }), cancellation);
    }

    /// <summary>The last check before anything is in force: what is stored is what was read (security.md 6.5).</summary>
    private static bool AddsUp(ReadReport report, CostSummary summary)
    {
        var currencies = summary.Keys().ToDictionary(k => k.Key, k => k.Currency);
        var sums = new Dictionary<string, Int128>(StringComparer.Ordinal);
        foreach (var cost in summary.Costs) sums[currencies[cost.Key]] = sums.GetValueOrDefault(currencies[cost.Key]) + cost.Unblended;
        return summary.Costs.Sum(c => (long)c.Lines) == report.Rows && report.Sums.All(s => sums.GetValueOrDefault(s.Key) == s.Value.Units) && sums.Keys.All(report.Sums.ContainsKey);
    }

    private static ReportWish WishOf(ReportManifest manifest, BillingSettings settings) => new(manifest.Month.First, new AccountId(manifest.Account))
    {
        TagKeys = settings.TagKeys,
        UsageTypes = settings.UsageTypes,
    };

    private async Task<long?> BeforeAsync(ReportLoadRow load, CancellationToken cancellation)
    {
        await using var db = _database.Open();
        return await db.BillingMonths.Where(m => m.TenantId == load.TenantId && m.Month == load.Month).Select(m => m.Load).FirstOrDefaultAsync(cancellation);
    }

    private async Task<BillingSettings> SettingsOfAsync(string tenant, CancellationToken cancellation)
    {
        await using var db = _database.Open();
        return await db.BillingSettings.Where(s => s.TenantId == tenant).Select(s => s.Document).FirstOrDefaultAsync(cancellation) is { } document ? BillingSettingsJson.Read(document) : BillingSettings.Standard;
    }
}

/// <summary>What a reading came to.</summary>
/// <param name="Run">The usage run; null when nothing was read because the delivery is in force already.</param>
/// <param name="Held">Whether it waits for a person's word.</param>
public sealed record IngestedReport(BillingMonth Month, string? Run, long Rows, long Faulted, int Accounts, ImmutableSortedDictionary<string, AmountSum> Sums, bool Held)
{
    public static IngestedReport Unchanged(BillingMonth month) => new(month, null, 0, 0, 0, ImmutableSortedDictionary<string, AmountSum>.Empty, Held: false);
}
