using Guildhall.App.Billing.Ingest;
using Guildhall.App.Billing.Reading;
using Guildhall.App.Billing.Sources;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing.Lines;

/// <summary>
/// The lines that a figure is made of: they are not kept, so the files of the version in force are read again, from the bucket or the folder that they came from. vendor-integration.md
/// 15.3.
/// </summary>
public sealed class ReportLines(Database database, ReportSources sources, ReadLimits limits, TimeProvider clock)
{
    /// <summary>A reading takes a processor: two at a time in this process, others wait for their turn.</summary>
    private static readonly SemaphoreSlim Turns = new(2);

    /// <summary>Those of files, which take as long as whoever fetches them is slow: nobody who looks at a page waits for that.</summary>
    private static readonly SemaphoreSlim FileTurns = new(2);

    /// <summary>Ends after a time.</summary>
    public CancellationTokenSource Limit(TimeSpan most) => new(most, clock);

    /// <summary>
    /// Finds the files of what is in force. Refused: outside the reach, <c>NOT_IN_FORCE</c>, a day of another month, <c>REPORT_GONE</c> when the files of that version are no longer
    /// there, and with what the source is refused with.
    /// </summary>
    public async Task<Result<OpenReport>> OpenAsync(BillingReach reach, string tenant, BillingMonth month, LineChoice choice, CancellationToken cancellation)
    {
        if (!reach.Covers(tenant)) return Problem.NotFound("There is no such organization.");
        if (choice.Day is { } day && BillingMonth.Of(day) != month) return Problem.Malformed($"The day is not one of {month}: choose its period too.", "day");
        await using var db = database.Open();
        var load = await db.ReportLoads.AsNoTracking().FirstOrDefaultAsync(l => l.TenantId == tenant && l.Month == month.Number && l.State == ReportLoadState.InForce, cancellation);
        if (load is null) return Problem.Conflict("NOT_IN_FORCE", $"Nothing of {month} is in force.");
        var source = await sources.FindAsync(tenant, load.Source, month, cancellation);
        if (source.Refused) return source.Problems;
        var delivery = await source.Value.FindAsync(month, load.AssemblyId, cancellation);
        return delivery.Refused ? delivery.Problems : new OpenReport(load.Id, source.Value, delivery.Value.Manifest, choice) { Limits = limits };
    }

    /// <summary>Reads the lines, file by file, in their order: no more of them is in memory than one look at a file has.</summary>
    /// <param name="limit">Where it is then, it ends.</param>
    /// <param name="take">Gets each line; false when no more are wanted.</param>
    /// <param name="toFile">Whether each line goes to whoever fetches a file.</param>
    public static async Task<LinesEnd> ReadAsync(OpenReport open, CancellationTokenSource limit, Func<ReportLine, CancellationToken, ValueTask<bool>> take, bool toFile, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        var (end, turns) = (new LinesEnd(0, open.Manifest.Files.Length, null), toFile ? FileTurns : Turns);
        try
        {
            await turns.WaitAsync(either.Token);
            try
            {
                return await ReadFilesAsync(open, take, read => end = end with { FilesRead = read }, either.Token) is { } problem ? end with { Problem = problem } : end;
            }
            finally
            {
                turns.Release();
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return end;
        }
    }

    private static async Task<Problem?> ReadFilesAsync(OpenReport open, Func<ReportLine, CancellationToken, ValueTask<bool>> take, Action<int> read, CancellationToken cancellation)
    {
        var (wish, wanted) = (new ReportWish(open.Manifest.Month.First, new AccountId(open.Manifest.Account)) { Limits = open.Limits }, true);
        foreach (var (place, file) in open.Manifest.Files.Index())
        {
            var opened = await open.Source.OpenAsync(file, cancellation);
            if (opened.Refused) return opened.Problems[0];
            await using var stream = opened.Value;
            var problem = await ReportFile.PickAsync(stream, file[(file.LastIndexOf('/') + 1)..], wish, open.Choice, async line => wanted = await take(line, cancellation), cancellation);
            if (problem is not null || !wanted) return problem;
            read(place + 1);
        }

        return await ReportIngest.ReplacedAsync(open.Source, open.Manifest, cancellation);
    }
}

/// <summary>The files of a version in force, to be read again.</summary>
/// <param name="Run">The usage run that is in force.</param>
public sealed record OpenReport(string Run, IReportSource Source, ReportManifest Manifest, LineChoice Choice)
{
    public ReadLimits Limits { get; init; } = ReadLimits.Standard;
}

/// <summary>How a reading of lines ended.</summary>
/// <param name="FilesRead">Read to their end.</param>
/// <param name="Problem">Why it ended before that; null also when no more lines were wanted, or its time was up.</param>
public sealed record LinesEnd(int FilesRead, int Files, Problem? Problem)
{
    /// <summary>Whether all lines were seen.</summary>
    public bool Complete => FilesRead == Files && Problem is null;
}
