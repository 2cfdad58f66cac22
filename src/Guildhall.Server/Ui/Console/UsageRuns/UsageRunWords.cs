using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App.Billing.Queries;
using Guildhall.App.Billing.Reading;
using Guildhall.App.Billing.Watch;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Server.Ui.Parts;
using Guildhall.Server.Ui.Storefront;

namespace Guildhall.Server.Ui.Console.UsageRuns;

/// <summary>How usage runs are told on pages.</summary>
internal static class UsageRunWords
{
    public static StatusKind KindOf(ReportLoadState state) => state switch
    {
        ReportLoadState.InForce => StatusKind.Good,
        ReportLoadState.Failed => StatusKind.Bad,
        ReportLoadState.Held => StatusKind.Warning,
        ReportLoadState.Reading => StatusKind.Waiting,
        _ => StatusKind.Inactive,
    };

    public static string Of(ReportLoadState state) => state switch
    {
        ReportLoadState.Reading => "In progress",
        ReportLoadState.Held => "Waits for approval",
        ReportLoadState.InForce => "In force",
        ReportLoadState.Superseded => "Replaced",
        ReportLoadState.Failed => "Failed",
        _ => "Declined",
    };

    public static string Of(UsageRunTab tab) => tab == UsageRunTab.Progress ? "In progress" : tab.ToString();

    /// <summary>Two places: what is read has up to ten.</summary>
    public static string Money(AmountSum sum, string currency) => Money(sum.ToDecimal(), currency);

    public static string Money(decimal amount, string currency) => MoneyText.Of(Math.Round(amount, 2, MidpointRounding.AwayFromZero), currency);

    public static string Duration(TimeSpan? duration) => duration switch
    {
        null => "–",
        { TotalSeconds: < 1 } => "under 1 s",
        { TotalMinutes: < 1 } short_ => $"{(int)short_.TotalSeconds} s",
        { TotalHours: < 1 } middle => $"{(int)middle.TotalMinutes} min {middle.Seconds} s",
        { } long_ => $"{(int)long_.TotalHours} h {long_.Minutes} min",
    };

    public static string Size(long bytes) => bytes switch
    {
        < 1_000 => $"{bytes} B",
        < 1_000_000 => (bytes / 1e3).ToString("0.0", CultureInfo.InvariantCulture) + " KB",
        < 1_000_000_000 => (bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture) + " MB",
        _ => (bytes / 1e9).ToString("0.0", CultureInfo.InvariantCulture) + " GB",
    };

    public static string Kind(UsageRunFault fault) => fault.IsOfSystem ? "System error" : "Data error";

    public static string Reason(UsageRunFault fault) => fault.Why switch
    {
        RowFaultReason.MissingCells => "Fewer cells than the heading has",
        RowFaultReason.TooManyCells => "More cells than the heading has",
        RowFaultReason.NotANumber => "No number",
        RowFaultReason.AmountTooLarge => "An amount larger than Guildhall keeps",
        RowFaultReason.UnknownCurrency => "Unknown currency",
        RowFaultReason.NotADate => "No date",
        RowFaultReason.OutsidePeriod => "A day outside the month",
        RowFaultReason.UnknownAccount => "No account id of 12 digits",
        RowFaultReason.OtherPayer => "Billed to another management account",
        RowFaultReason.CellTooLong => "A cell longer than Guildhall reads",
        RowFaultReason.RowTooLong => "A line longer than Guildhall reads",
        RowFaultReason.TextTooLong => "A text longer than Guildhall keeps",
        RowFaultReason.QuoteOpen => "A quote that is not closed",
        RowFaultReason.QuoteMisplaced => "A quote within a cell",
        RowFaultReason.NotText => "Bytes that are no text",
        RowFaultReason.NotAMap => "No list of names and values",
        RowFaultReason.NoType => "No type of line",
        _ => fault.Reason,
    };

    /// <summary>What came of a fetch, in a sentence; null when it goes on.</summary>
    /// <param name="name">The organization's.</param>
    public static (string Text, bool Well) Told(string name, Result<ImmutableArray<FetchedMonth>>? fetched)
    {
        if (fetched is not { } ended) return ($"{name}: being read.", true);
        if (ended.Refused) return ($"{name}: {ended.Problems[0].Message}", false);
        string[] wrong = [.. ended.Value.Where(m => m.Problem is not null).Select(m => $"{m.Month}: {m.Problem!.Message}")];
        string[] anew = [.. ended.Value.Where(m => m.Report is { IsNew: true }).Select(m => $"{m.Month}{(m.Report!.Held ? ", which waits for approval" : "")}")];
        var told = anew.Length > 0 ? $"{name}: read {string.Join("; ", anew)}." : wrong.Length > 0 ? $"{name}:" : $"{name}: nothing new since the last delivery.";
        return (string.Join(' ', [told, .. wrong]), wrong.Length == 0);
    }
}
