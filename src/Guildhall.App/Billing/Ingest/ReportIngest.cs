using Guildhall.App.Billing.Budgets;
using Guildhall.App.Billing.Prices;
using Guildhall.App.Billing.Reading;
using Guildhall.App.Billing.Sources;
using Guildhall.App.Billing.Spend;
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
    /// <summary>Readings whose process has died, and what ended without being in force and still has rows; the numbers are those of <see cref="ReportLoadState"/>.</summary>
    private const string Dead = """
        SELECT "Number" FROM "ReportLoads" l WHERE ("State" = 0 AND "LeaseUntil" < @now)
        OR (NOT "Cleaned" AND "State" IN (3, 4, 5) AND NOT EXISTS (SELECT 1 FROM "BillingMonths" m WHERE m."Load" = l."Number")) LIMIT 1
        """;

    /// <summary>Runs that failed and were followed by one that ended, with lines left that they did not understand.</summary>
    private const string Overtaken = """
        SELECT DISTINCT l."Number" FROM "ReportFaults" f JOIN "ReportLoads" l ON l."Number" = f."Load" WHERE l."State" = 4 AND EXISTS
            (SELECT 1 FROM "ReportLoads" n WHERE n."TenantId" = l."TenantId" AND n."Month" = l."Month" AND n."Number" > l."Number" AND n."State" <> 0)
        """;

    private readonly Database _database;
    private readonly ReportLoads _loads;
    private readonly RowLoad _rows;
    private readonly BudgetWatch _budgets;
    private readonly SpendAhead _spend;
    private readonly ReadLimits _limits;
    private readonly TimeProvider _clock;

    internal ReportIngest(Database database, Writer writer, BudgetWatch budgets, SpendAhead spend, ReadLimits limits, IdSource ids, TimeProvider clock)
    {
        (_database, _budgets, _spend, _limits, _clock) = (database, budgets, spend, limits, clock);
        (_loads, _rows) = (new ReportLoads(writer, ids), new RowLoad(database));
    }

    /// <summary>
    /// Reads the newest delivery of a month. Refused with what the source, the manifest or a file is refused with; with <c>REPORT_BEING_READ</c> while another
    /// process reads the month; with <c>SUMS_DIFFER</c> when the costs do not add up to the lines. What is refused after it began names the run as its subject.
    /// </summary>
    /// <param name="tenant">Whose report it is.</param>
    /// <param name="again">Whether a delivery that was read already is read once more.</param>
    public async Task<Result<IngestedReport>> IngestAsync(string tenant, IReportSource source, BillingMonth month, ActOrigin origin, CancellationToken cancellation, bool again = false)
    {
        var delivery = await source.NewestAsync(month, cancellation);
        if (delivery.Refused) return delivery.Problems;
        var begun = await _loads.BeginAsync(tenant, delivery.Value, again, origin, cancellation);
        if (begun.Refused) return begun.Problems;
        Fault.Point("report.begun");
        var done = begun.Value.Before is { } before ? IngestedReport.Unchanged(before) : await ReadAsync(begun.Value.New!, source, delivery.Value.Manifest, origin, cancellation);
        await CleanAsync(cancellation);
        await _budgets.RunDueAsync(cancellation);
        _spend.Wake();
        return done;
    }

    /// <summary>Reads the newest delivery of a month again, stores nothing, and tells whether it adds up to what is in force. Refused as <see cref="IngestAsync"/>, and with <c>NOT_IN_FORCE</c>.</summary>
    public async Task<Result<ReportProof>> VerifyAsync(string tenant, IReportSource source, BillingMonth month, CancellationToken cancellation)
    {
        if (await InForceAsync(tenant, month, cancellation) is not { } load) return Problem.Conflict("NOT_IN_FORCE", $"Nothing of {month} is in force.");
        var delivery = await source.NewestAsync(month, cancellation);
        if (delivery.Refused) return delivery.Problems;
        var report = await ReadReport.ReadAsync(source, delivery.Value.Manifest, WishOf(delivery.Value.Manifest, SettingsOf(tenant, month)), new RowFaults(), () => { }, cancellation);
        if (report.Refused) return report.Problems;
        if (await ReplacedAsync(source, delivery.Value.Manifest, cancellation) is { } replaced) return replaced;
        return ReportProof.Of(load, delivery.Value.Manifest.AssemblyId, report.Value, StoredSums.Read(_database, load.Number));
    }

    /// <summary>Puts in force what was held, or declines it; what is so already stays so. Refused with <c>NOT_HELD</c>, <c>NOT_NEWEST</c> or as not found.</summary>
    public async Task<Result<string>> DecideAsync(string tenant, string id, bool approve, ActOrigin origin, CancellationToken cancellation)
    {
        var decided = await _loads.DecideAsync(tenant, id, approve, origin, cancellation);
        if (decided.Refused) return decided;
        await CleanAsync(cancellation);
        await _budgets.RunDueAsync(cancellation);
        _spend.Wake();
        return decided;
    }

    /// <summary>
    /// Takes away the rows of versions that are no longer, or never came, in force; also what a crash left. What was not understood of a run that failed stays, until one after it
    /// ends.
    /// </summary>
    public async Task CleanAsync(CancellationToken cancellation)
    {
        if (NumbersOf(Dead).Count > 0) await CleanDeadAsync(cancellation);
        foreach (var load in NumbersOf(Overtaken)) _rows.Delete(load, keepFaults: false, cancellation);
    }

    private async Task CleanDeadAsync(CancellationToken cancellation)
    {
        await _loads.EndLapsedAsync(cancellation);
        await using var db = _database.Open();
        // What a month is told from stays, whatever became of its run.
        var gone = await db.ReportLoads.AsNoTracking()
            .Where(l => !l.Cleaned && (l.State == ReportLoadState.Superseded || l.State == ReportLoadState.Failed || l.State == ReportLoadState.Declined) && !db.BillingMonths.Any(m => m.Load == l.Number))
            .ToListAsync(cancellation);
        foreach (var load in gone)
        {
            _rows.Delete(load.Number, keepFaults: load.State == ReportLoadState.Failed, cancellation);
            Fault.Point("report.deleted");
            await db.ReportLoads.Where(l => l.Number == load.Number).ExecuteUpdateAsync(l => l.SetProperty(x => x.Cleaned, true), cancellation);
        }
    }

    /// <summary>Asked by plain SQL, because mostly there is nothing to do, and neither EF Core's model need be made nor the writer be kept busy for that.</summary>
    private List<long> NumbersOf(string sql)
    {
        using var reading = new PlainReading(_database);
        return [.. reading.Rows(sql, ("now", _clock.GetUtcNow().UtcTicks)).Select(row => row.GetInt64(0))];
    }

    private async Task<Result<IngestedReport>> ReadAsync(ReportLoadRow load, IReportSource source, ReportManifest manifest, ActOrigin origin, CancellationToken cancellation)
    {
        var files = 0;
        await using var lease = new KeptLease(token => _loads.RenewAsync(load.Number, Volatile.Read(ref files), token), ReportLoads.Beat, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lease.Lost);
        try
        {
            return await StoreAsync(load, source, manifest, () => Interlocked.Increment(ref files), origin, either.Token) ?? TakenOver(load);
        }
        catch (OperationCanceledException) when (lease.Lost.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return TakenOver(load);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            if (!await _loads.AbandonAsync(load.Number)) TakenOver(load);
            throw;
        }
    }

    /// <summary>Null when another process has taken over.</summary>
    private async Task<Result<IngestedReport>?> StoreAsync(ReportLoadRow load, IReportSource source, ReportManifest manifest, Action done, ActOrigin origin, CancellationToken cancellation)
    {
        var (settings, faults) = (SettingsOf(load.TenantId, manifest.Month), new RowFaults());
        var report = await ReadReport.ReadAsync(source, manifest, WishOf(manifest, settings), faults, done, cancellation);
        // Also of what is refused: nobody could mend it who is not told where it is wrong.
        _rows.Insert(BillingTables.Faults, FaultsOf(load, faults), cancellation);
        if (report.Refused) return await FailAsync(load, report.Problems[0], faults, origin, cancellation);
        if (await ReplacedAsync(source, manifest, cancellation) is { } replaced) return await FailAsync(load, replaced, faults, origin, cancellation);
        var summary = CostSummary.Of(load.Number, settings.TagKeys, report.Value.Costs.Costs());
        if (summary.Refused) return await FailAsync(load, summary.Problems[0], faults, origin, cancellation);
        Insert(summary.Value, cancellation);
        if (!StoredSums.Read(_database, load.Number).Are(report.Value)) return await FailAsync(load, Problem.Conflict("SUMS_DIFFER", "What was stored does not add up to the lines of the report."), faults, origin, cancellation);
        Fault.Point("report.checked");
        var difference = await InForceAsync(load.TenantId, new BillingMonth(load.Month), cancellation) is { } before ? ReportDifference.Between(_database, before.Number, load.Number) : null;
        if (!await _loads.CompleteAsync(load.Number, report.Value, summary.Value, difference, settings.Hold, origin, cancellation)) return null;
        Fault.Point("report.in-force");
        return new IngestedReport(new BillingMonth(load.Month), load.Id, report.Value.Rows, report.Value.Faults.Total, summary.Value.Accounts, report.Value.Sums, settings.Hold);
    }

    /// <summary>
    /// Files that are not in a folder of their delivery's may have been another delivery's in the meantime: what was read is then half of each (aws-operations.md C.4).
    /// </summary>
    internal static async Task<Problem?> ReplacedAsync(IReportSource source, ReportManifest manifest, CancellationToken cancellation)
    {
        if (manifest.Files.All(file => file.Contains(manifest.AssemblyId, StringComparison.Ordinal))) return null;
        if (await source.ChangedAsync(manifest.Files, cancellation) is { } changed) return changed;
        var newest = await source.NewestAsync(manifest.Month, cancellation);
        return newest.Refused ? newest.Problems[0]
            : newest.Value.Manifest.AssemblyId == manifest.AssemblyId ? null
            : ReportDelivery.Replaced;
    }

    /// <summary>What this process has stored of it, whoever has taken over may not have seen to take away.</summary>
    private Problem TakenOver(ReportLoadRow load)
    {
        _rows.Delete(load.Number, keepFaults: false, CancellationToken.None);
        return Problem.Conflict(ReportLoads.BeingRead, "Another process has taken over.");
    }

    private async Task<Result<IngestedReport>> FailAsync(ReportLoadRow load, Problem problem, RowFaults faults, ActOrigin origin, CancellationToken cancellation)
    {
        if (!await _loads.FailAsync(load.Number, problem, faults.Total, origin, cancellation)) return TakenOver(load);
        return problem with { Subject = new ProblemSubject(IngestedReport.UsageRun, load.Id) };
    }

    private void Insert(CostSummary summary, CancellationToken cancellation)
    {
        _rows.Insert(BillingTables.Keys, summary.Keys(), cancellation);
        _rows.Insert(BillingTables.Costs, summary.Costs(), cancellation);
        _rows.Insert(BillingTables.Accounts, summary.AccountCosts(), cancellation);
        _rows.Insert(BillingTables.Products, summary.ProductCosts(), cancellation);
        _rows.Insert(BillingTables.Days, summary.DayCosts(), cancellation);
    }

    private static IEnumerable<ReportFaultRow> FaultsOf(ReportLoadRow load, RowFaults faults) =>
        faults.Kept.Select((f, place) => new ReportFaultRow { Load = load.Number, Place = place, File = f.File, Line = f.Line, Reason = f.Column is { } column ? $"{f.Reason}: {column}" : $"{f.Reason}", Excerpt = f.Excerpt });

    private ReportWish WishOf(ReportManifest manifest, BillingSettings settings) => new(manifest.Month.First, new AccountId(manifest.Account))
    {
        TagKeys = settings.TagKeys,
        UsageTypes = settings.UsageTypes,
        Limits = _limits,
    };

    private async Task<ReportLoadRow?> InForceAsync(string tenant, BillingMonth month, CancellationToken cancellation)
    {
        await using var db = _database.Open();
        return await db.ReportLoads.AsNoTracking().FirstOrDefaultAsync(l => l.TenantId == tenant && l.Month == month.Number && l.State == ReportLoadState.InForce, cancellation);
    }

    /// <summary>With the usage types that the month is priced by, so that no change of settings changes a price.</summary>
    private BillingSettings SettingsOf(string tenant, BillingMonth month)
    {
        using var db = _database.Open();
        var settings = OpenBooks.Settings(db, tenant);
        return settings with { UsageTypes = [.. settings.UsageTypes.Union(PricedUsageTypes.Of(db, tenant, month), StringComparer.Ordinal)] };
    }
}
