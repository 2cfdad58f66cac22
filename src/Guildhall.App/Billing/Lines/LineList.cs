using System.Collections.Immutable;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Lines;

/// <summary>What lines of one currency come to.</summary>
public sealed record LineSums(AmountSum Unblended, AmountSum Net, AmountSum Amortised)
{
    public static LineSums Zero { get; } = new(AmountSum.Zero, AmountSum.Zero, AmountSum.Zero);

    public LineSums With(Amount unblended, Amount net, Amount amortised) => new(Unblended + unblended, Net + net, Amortised + amortised);
}

/// <summary>The first lines, with how many there are and what they come to.</summary>
/// <param name="Run">The usage run that is in force.</param>
/// <param name="Sums">By currency, of all that were counted.</param>
public sealed record LineList(string Run, ImmutableArray<ReportLine> Lines, long Count, ImmutableSortedDictionary<string, LineSums> Sums, LinesEnd End)
{
    private static readonly Problem Slow = Problem.Conflict("REPORT_SLOW", "The report's files could not be found in time. Try once more, or fetch the file.");

    /// <summary>Reads all lines and keeps the first. Refused as <see cref="ReportLines.OpenAsync"/>, and with <c>REPORT_SLOW</c> when not even the files were found in time.</summary>
    /// <param name="show">The most to keep.</param>
    /// <param name="most">After this time it ends where it is.</param>
    public static async Task<Result<LineList>> ReadAsync(ReportLines lines, BillingReach reach, string tenant, BillingMonth month, LineChoice choice, int show, TimeSpan most, CancellationToken cancellation)
    {
        using var limit = lines.Limit(most);
        var open = await OpenAsync(lines, reach, tenant, month, choice, limit, cancellation);
        if (open.Refused) return open.Problems;
        var (kept, count, sums) = (ImmutableArray.CreateBuilder<ReportLine>(), 0L, ImmutableSortedDictionary.CreateBuilder<string, LineSums>(StringComparer.Ordinal));
        var end = await ReportLines.ReadAsync(open.Value, limit, (line, _) =>
        {
            count++;
            sums[line.Key.Currency] = sums.GetValueOrDefault(line.Key.Currency, LineSums.Zero).With(line.Unblended, line.Net, line.Amortised);
            if (kept.Count < show) kept.Add(line);
            return ValueTask.FromResult(true);
        }, toFile: false, cancellation);
        return new LineList(open.Value.Run, kept.ToImmutable(), count, sums.ToImmutable(), end);
    }

    private static async Task<Result<OpenReport>> OpenAsync(ReportLines lines, BillingReach reach, string tenant, BillingMonth month, LineChoice choice, CancellationTokenSource limit, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            return await lines.OpenAsync(reach, tenant, month, choice, either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return Slow;
        }
    }
}
