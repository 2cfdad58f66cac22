using System.Collections.Immutable;
using Guildhall.App.Billing.Ingest;
using Guildhall.App.Billing.Queries;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.UsageRuns;

/// <summary>The usage runs.</summary>
/// <param name="Names">Of organizations, by id.</param>
/// <param name="Reported">Those within reach that have a report.</param>
/// <param name="Busy">Those whose report is read because somebody wanted it.</param>
public sealed record UsageRunList(ListQuery Query, ImmutableArray<UsageRun> Runs, IReadOnlyDictionary<string, string> Names, ImmutableArray<ReportedOrganization> Reported, ImmutableArray<string> Busy, bool Manages)
{
    /// <summary>Those whose report can be fetched: of a payer without a link there are files alone.</summary>
    public ImmutableArray<string> Linked { get; } = [.. Reported.Where(o => o.Linked).Select(o => o.Tenant)];

    public ImmutableArray<BillingMonth> Months { get; init; } = [];

    /// <summary>How reports stand that need somebody.</summary>
    public ImmutableArray<ReportStanding> Troubled { get; init; } = [];

    public string? Previous { get; init; }

    public string? Next { get; init; }

    public bool Filtered => !Query.Kept.IsEmpty;

    /// <summary>Whether it is worth looking again by itself.</summary>
    public bool Moves => !Busy.IsEmpty || Runs.Any(r => r.State == ReportLoadState.Reading);

    public string NameOf(string tenant) => Names.GetValueOrDefault(tenant) ?? tenant;
}

/// <summary>What a list of a run shows.</summary>
public enum UsageRunTab
{
    Successful,
    Failed,
    Progress,
}

/// <summary>A usage run with what its reader may do.</summary>
/// <param name="Tabs">Those that have rows, with how many where that is known.</param>
/// <param name="Versions">All runs of the organization and month, the newest first; at most 50.</param>
public sealed record ShownRun(UsageRun Run, string Organization, bool Manages, ImmutableArray<(UsageRunTab Tab, long? Count)> Tabs, UsageRunTab? Tab, ImmutableArray<UsageRun> Versions)
{
    public required ListQuery Query { get; init; }

    public ReportSumsAsk Ask { get; init; } = new(ReportSumsBy.Account);

    /// <summary>The tags whose values its costs are kept apart by.</summary>
    public ImmutableArray<string> TagKeys { get; init; } = [];

    /// <summary>All sums of the tab; empty on the others.</summary>
    public IReadOnlyList<ReportSum> Sums { get; init; } = [];

    public ImmutableArray<UsageRunFault> Faults { get; init; } = [];

    /// <summary>Names of accounts, by id.</summary>
    public Func<string, string?> AccountName { get; init; } = _ => null;

    /// <summary>Whether this process reads the month because somebody wanted it.</summary>
    public bool Busy { get; init; }

    public bool Newest => Versions.Length == 0 || Versions[0].Id == Run.Id;

    public bool Moves => Busy || Run.State == ReportLoadState.Reading;

    public bool Decides => Manages && Run.State == ReportLoadState.Held;

    /// <summary>Whether the month may be read again from here.</summary>
    public bool Reprocesses => Manages && Newest && !Moves && Run.State is ReportLoadState.InForce or ReportLoadState.Failed or ReportLoadState.Declined;
}

/// <summary>What is done with a run after a question; also the last step of the address.</summary>
public enum UsageRunAct
{
    Approve,
    Decline,
    Reprocess,
}

/// <summary>The question before something is done with a run.</summary>
/// <param name="InForce">What is in force of the month now; null when nothing is.</param>
public sealed record UsageRunQuestion(UsageRunAct Act, UsageRun Run, string Organization, UsageRun? InForce, Func<string, string?> AccountName)
{
    public ImmutableArray<Problem> Problems { get; init; } = [];
}

/// <summary>What a version changed, with how accounts are called.</summary>
public sealed record ShownDifference(ReportDifference Difference, Func<string, string?> AccountName);
