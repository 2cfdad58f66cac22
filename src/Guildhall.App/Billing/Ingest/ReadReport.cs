using System.Collections.Immutable;
using Guildhall.App.Billing.Reading;
using Guildhall.App.Billing.Sources;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Ingest;

/// <summary>A delivery that was read whole: its costs and what was left out.</summary>
/// <param name="Rows">That were taken.</param>
/// <param name="Sums">Unblended, by currency.</param>
internal sealed record ReadReport(CostTable Costs, RowFaults Faults, long Rows, long Bytes, ImmutableSortedDictionary<string, AmountSum> Sums)
{
    /// <summary>One in so many rows may be left out; with more the whole is refused (F-51).</summary>
    private const int RowsForOneFault = 1_000;

    /// <summary>
    /// Reads all files of a delivery, several side by side. Refused, by the first file that is: unreadable, damaged, too large; and with <c>TOO_MANY_FAULTS</c> when
    /// more than a thousandth of the rows would be left out.
    /// </summary>
    /// <param name="faults">Gets what is not understood, also of what is refused.</param>
    /// <param name="done">Told after each file that was read.</param>
    public static async Task<Result<ReadReport>> ReadAsync(IReportSource source, ReportManifest manifest, ReportWish wish, RowFaults faults, Action done, CancellationToken cancellation)
    {
        var read = new List<FileTally>();
        var (all, room) = (new CostTable(wish), new UnpackedRoom(wish.Limits.UnpackedTotal));
        Problem? problem = null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var merging = new SemaphoreSlim(1);
        try
        {
            await Parallel.ForEachAsync(manifest.Files, new ParallelOptions { MaxDegreeOfParallelism = Math.Clamp(Environment.ProcessorCount, 1, 4), CancellationToken = stop.Token }, async (file, token) =>
            {
                var costs = new CostTable(wish);
                var tally = await ReadFileAsync(source, file, wish, costs, faults, room, token);
                await merging.WaitAsync(token);
                try
                {
                    problem ??= tally.Refused ? tally.Problems[0] : all.Merge(costs);
                    if (problem is null) read.Add(tally.Value);
                }
                finally
                {
                    merging.Release();
                }

                if (problem is not null) await stop.CancelAsync();
                else done();
                Fault.Point("report.file");
            });
        }
        catch (OperationCanceledException) when (problem is not null && !cancellation.IsCancellationRequested)
        {
            // The other files are not read to their end.
        }

        return problem is not null ? problem : Complete(all, faults, read);
    }

    private static async Task<Result<FileTally>> ReadFileAsync(IReportSource source, string file, ReportWish wish, CostTable costs, RowFaults faults, UnpackedRoom room, CancellationToken cancellation)
    {
        var opened = await source.OpenAsync(file, cancellation);
        if (opened.Refused) return opened.Problems;
        await using var stream = opened.Value;
        return await ReportFile.ReadAsync(stream, file[(file.LastIndexOf('/') + 1)..], wish, costs, faults, room, ReportFile.Buffer, cancellation);
    }

    private static Result<ReadReport> Complete(CostTable costs, RowFaults faults, List<FileTally> tallies)
    {
        var sums = ImmutableSortedDictionary.Create<string, AmountSum>(StringComparer.Ordinal);
        foreach (var (currency, sum) in tallies.SelectMany(t => t.Sums)) sums = sums.SetItem(currency, sums.GetValueOrDefault(currency) + sum);
        var rows = tallies.Sum(t => t.Rows);
        if (faults.Total * RowsForOneFault > rows + faults.Total)
        {
            var first = faults.Kept[0];
            return Problem.Conflict("TOO_MANY_FAULTS", $"{faults.Total:N0} of {rows + faults.Total:N0} lines are not understood, more than one in a thousand: the first is line {first.Line} of {first.File} ({first.Reason}).");
        }

        return new ReadReport(costs, faults, rows, tallies.Sum(t => t.UnpackedBytes), sums);
    }
}
