using System.Text.Json.Nodes;
using Guildhall.App.Billing.Sources;
using Guildhall.App.Calls;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Ingest;

/// <summary>The readings of reports and which of them is in force: one at a time for each organization and month, and in force whole or not at all. security.md 6.5.</summary>
internal sealed class ReportLoads(Writer writer, IdSource ids)
{
    /// <summary>The code while another process reads the month.</summary>
    public const string BeingRead = "REPORT_BEING_READ";

    /// <summary>A process that has died holds a month no longer than this.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>How often a reading says how far it is, and that its process lives.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    private static readonly Problem Stopped = Problem.Conflict("READING_STOPPED", "The reading was stopped before its end.");

    /// <summary>
    /// Begins a reading, or gives the run that has this delivery already, unless it is wanted again: in force, held or declined. Refused with <c>REPORT_BEING_READ</c> while another reads the month.
    /// </summary>
    public Task<Result<BegunReading>> BeginAsync(string tenant, ReportDelivery delivery, bool again, ActOrigin origin, CancellationToken cancellation)
    {
        var id = ids.Named("run-");
        return writer.WriteAsync(scope => Begin(scope, id, tenant, delivery, again, origin), cancellation);
    }

    /// <summary>Whether the reading is still this process's; its lease is longer by that.</summary>
    public Task<bool> RenewAsync(long number, int filesRead, CancellationToken cancellation) => writer.WriteAsync(
        scope =>
        {
            if (scope.Db.ReportLoads.Find(number) is not { State: ReportLoadState.Reading } load) return false;
            scope.Stage(_ => (load.LeaseUntil, load.FilesRead) = (scope.Now + Lease, filesRead));
            return true;
        },
        cancellation);

    /// <summary>Ends a reading that came to nothing: the version before it stays in force.</summary>
    /// <param name="faulted">Lines that were not understood until then.</param>
    public Task<bool> FailAsync(long number, Problem problem, long faulted, ActOrigin origin, CancellationToken cancellation) => writer.WriteAsync(
        scope =>
        {
            if (scope.Db.ReportLoads.Find(number) is not { State: ReportLoadState.Reading } load) return false;
            var told = scope.Db.ReportLoads.Any(l => l.TenantId == load.TenantId && l.Month == load.Month && l.AssemblyId == load.AssemblyId && l.State == ReportLoadState.Failed && l.Problem == problem.Message);
            Fail(scope, load, problem);
            scope.Stage(_ => load.Faulted = faulted);
            if (!told) Tell(scope, load, "ReportFailed", origin, new JsonObject { ["reason"] = problem.Message, ["code"] = problem.Code });
            return true;
        },
        cancellation);

    /// <summary>Ends a reading that was stopped: nobody need be told, it is read again.</summary>
    public Task<bool> AbandonAsync(long number) => writer.WriteAsync(
        scope =>
        {
            if (scope.Db.ReportLoads.Find(number) is not { State: ReportLoadState.Reading } load) return false;
            Fail(scope, load, Stopped);
            return true;
        },
        CancellationToken.None);

    /// <summary>Ends readings whose process has died.</summary>
    public Task<bool> EndLapsedAsync(CancellationToken cancellation) => writer.WriteAsync(
        scope =>
        {
            var lapsed = scope.Db.ReportLoads.Where(l => l.State == ReportLoadState.Reading && l.LeaseUntil < scope.Now).ToList();
            foreach (var load in lapsed) Fail(scope, load, Stopped);
            return lapsed.Count > 0;
        },
        cancellation);

    /// <summary>Puts a reading in force, or holds it for a person's word. False when another process has taken over.</summary>
    public Task<bool> CompleteAsync(long number, ReadReport report, CostSummary summary, ReportDifference? difference, bool hold, ActOrigin origin, CancellationToken cancellation) => writer.WriteAsync(
        scope =>
        {
            if (scope.Db.ReportLoads.Find(number) is not { State: ReportLoadState.Reading } load) return false;
            scope.Stage(_ =>
            {
                (load.FilesRead, load.Lines, load.Faulted, load.Accounts, load.Bytes) = (load.Files, report.Rows, report.Faults.Total, summary.Accounts, report.Bytes);
                (load.Sums, load.Open, load.Difference, load.EndedAt) = (SumsText.Write(report.Sums), summary.Open, difference?.Write(), scope.Now);
                if (hold) load.State = ReportLoadState.Held;
            });
            // Whoever would decide on an earlier one now would decide on what is no longer so.
            foreach (var earlier in scope.Db.ReportLoads.Where(l => l.TenantId == load.TenantId && l.Month == load.Month && l.State == ReportLoadState.Held && l.Number != number).ToList())
                scope.Stage(_ => earlier.State = ReportLoadState.Superseded);
            if (hold) Tell(scope, load, "ReportHeld", origin, []);
            else PutInForce(scope, load, report.Faults.Total, difference, origin);
            return true;
        },
        cancellation);

    /// <summary>Puts in force what was held, or declines it; who does so once more changes nothing. Refused with <c>NOT_HELD</c> when it is not held.</summary>
    public Task<Result<string>> DecideAsync(string tenant, string id, bool approve, ActOrigin origin, CancellationToken cancellation) => writer.WriteAsync<Result<string>>(
        scope =>
        {
            if (scope.Db.ReportLoads.FirstOrDefault(l => l.Id == id && l.TenantId == tenant) is not { } load) return Problem.NotFound("There is no such usage run.");
            if (load.State == (approve ? ReportLoadState.InForce : ReportLoadState.Declined)) return id;
            if (load.State != ReportLoadState.Held) return Problem.Conflict("NOT_HELD", "The usage run does not wait for a decision.");
            if (scope.Db.ReportLoads.Any(l => l.TenantId == tenant && l.Month == load.Month && l.Number > load.Number && l.State == ReportLoadState.InForce))
                return Problem.Conflict("NOT_NEWEST", "A later version of the month is in force.");
            if (approve)
            {
                PutInForce(scope, load, load.Faulted, load.Difference is { } difference ? ReportDifference.Read(difference) : null, origin);
                return id;
            }

            scope.Stage(_ => load.State = ReportLoadState.Declined);
            Tell(scope, load, "ReportDeclined", origin, []);
            return id;
        },
        cancellation);

    private static Result<BegunReading> Begin(WriteScope scope, string id, string tenant, ReportDelivery delivery, bool again, ActOrigin origin)
    {
        if (ClientKeys.Refusal(scope, origin) is { } used) return used;
        var month = delivery.Manifest.Month.Number;
        // What an earlier write of the same transaction began is tracked, and not in the tables yet.
        scope.Db.SaveChanges();
        var versions = scope.Db.ReportLoads.Where(l => l.TenantId == tenant && l.Month == month);
        if (versions.FirstOrDefault(l => l.State == ReportLoadState.Reading) is { } other)
        {
            if (other.LeaseUntil > scope.Now) return Problem.Conflict(BeingRead, $"The report for {delivery.Manifest.Month} is being read.");
            (other.State, other.Problem, other.Code, other.EndedAt) = (ReportLoadState.Failed, Stopped.Message, Stopped.Code, scope.Now);
            scope.Db.SaveChanges();
        }

        if (!again && versions.FirstOrDefault(l => l.AssemblyId == delivery.Manifest.AssemblyId && (l.State == ReportLoadState.InForce || l.State == ReportLoadState.Held || l.State == ReportLoadState.Declined)) is { } before)
            return new BegunReading(null, before);
        var load = new ReportLoadRow
        {
            Number = (scope.Db.ReportLoads.Max(l => (long?)l.Number) ?? 0) + 1,
            Id = id,
            TenantId = tenant,
            Month = month,
            AssemblyId = delivery.Manifest.AssemblyId,
            Source = delivery.Source,
            StartedAt = scope.Now,
            StartedBy = origin.Who,
            LeaseUntil = scope.Now + Lease,
            Files = delivery.Manifest.Files.Length,
        };
        var isNew = delivery.IsOfAws && !scope.Db.ReportLoads.Any(l => l.TenantId == tenant && l.AssemblyId == load.AssemblyId);
        scope.Stage(db =>
        {
            db.ReportLoads.Add(load);
            if (isNew && db.ReportWatches.Find(tenant) is { } watch) watch.FreshAt = scope.Now;
        });
        ClientKeys.Stage(scope, origin, id);
        return new BegunReading(load, null);
    }

    private static void Fail(WriteScope scope, ReportLoadRow load, Problem why) =>
        scope.Stage(_ => (load.State, load.Problem, load.Code, load.EndedAt) = (ReportLoadState.Failed, why.Message, why.Code, scope.Now));

    /// <param name="faulted">Lines that were not understood.</param>
    private static void PutInForce(WriteScope scope, ReportLoadRow load, long faulted, ReportDifference? difference, ActOrigin origin)
    {
        var month = scope.Db.BillingMonths.Find(load.TenantId, load.Month);
        var before = month?.Load is { } number ? scope.Db.ReportLoads.Find(number) : null;
        scope.Stage(db =>
        {
            if (month is null) db.BillingMonths.Add(month = new BillingMonthRow { TenantId = load.TenantId, Month = load.Month });
            (month.Load, month.Version) = (load.Number, month.Version + 1);
            load.State = ReportLoadState.InForce;
            if (before is not null) before.State = ReportLoadState.Superseded;
        });
        var restated = month?.ClosedAt is not null && difference is { ChangedAccounts: > 0 };
        Tell(scope, load, restated ? "ReportRestated" : "ReportLoaded", origin, new JsonObject { ["changedAccounts"] = difference?.ChangedAccounts ?? 0, ["quarantined"] = faulted });
    }

    private static void Tell(WriteScope scope, ReportLoadRow load, string name, ActOrigin origin, JsonObject more)
    {
        var about = new JsonObject { ["usageRun"] = load.Id, ["period"] = new BillingMonth(load.Month).ToString(), ["assembly"] = load.AssemblyId };
        foreach (var (member, value) in more) about[member] = value?.DeepClone();
        ReportEvents.Tell(scope, load.TenantId, load.Id, name, origin, about);
    }
}

/// <summary>A reading that begins, or the run that has the delivery already.</summary>
internal sealed record BegunReading(ReportLoadRow? New, ReportLoadRow? Before);
