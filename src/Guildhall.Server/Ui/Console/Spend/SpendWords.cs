using System.Globalization;
using Guildhall.App.Billing.Lines;
using Guildhall.App.Billing.Spend;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Spend;
using Guildhall.Server.Ui.Parts.Charts;

namespace Guildhall.Server.Ui.Console.Spend;

/// <summary>How spend is told on pages.</summary>
internal static class SpendWords
{
    /// <summary>Two places; files have all ten.</summary>
    public static string Money(AmountSum sum) => sum.ToDecimal().ToString("#,##0.00", CultureInfo.InvariantCulture);

    public static string Money(AmountSum sum, string? currency) => $"{Money(sum)} {currency}";

    /// <summary>A month as it stands: the present one is not over.</summary>
    public static string Month(BillingMonth month, DateTimeOffset now) => month == BillingMonth.Of(now) ? $"{month}, so far" : $"{month}";

    public static string Period(BillingMonth from, BillingMonth to) => from == to ? $"{from}" : $"{from} to {to}";

    /// <summary>What became of a sum, in percent of what it was: "+12.5 %"; a dash where there was nothing.</summary>
    public static string Change(AmountSum now, AmountSum? before) =>
        before is not { } was || was.Units == 0 ? "–" : ((now.ToDecimal() - was.ToDecimal()) / Math.Abs(was.ToDecimal()) * 100).ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture) + " %";

    public static string Title(SpendBy by) => by switch
    {
        SpendBy.Account => "Accounts",
        SpendBy.Company => "Companies",
        SpendBy.CostCentre => "Cost centres",
        SpendBy.Experience => "Experiences",
        SpendBy.Product => "Services and products",
        _ => "Organizations",
    };

    public static string One(SpendBy by) => by switch
    {
        SpendBy.Account => "Account",
        SpendBy.Company => "Company",
        SpendBy.CostCentre => "Cost centre",
        SpendBy.Experience => "Experience",
        SpendBy.Product => "Service or product",
        _ => "Organization",
    };

    /// <summary>What a row without a key is called.</summary>
    public static string Nobody(SpendBy by) => by switch
    {
        SpendBy.Company => "No company",
        SpendBy.CostCentre => "No cost centre",
        SpendBy.Experience => "Not governed",
        _ => "None",
    };

    /// <summary>Why not all lines are there.</summary>
    /// <param name="most">The most that are told, where there are more.</param>
    public static string Cut(LinesEnd end, int? most) =>
        most is { } full ? string.Create(CultureInfo.InvariantCulture, $"Cut off after {full:N0} lines: choose an account, a product or a day.")
        : end.Problem is { } problem ? $"Not read to the end: {problem.Message}"
        : string.Create(CultureInfo.InvariantCulture, $"Not read to the end: its time was up after {end.FilesRead:N0} of {end.Files:N0} files. Choose an account, a product or a day.");

    public static string Cost(SpendCost cost) => cost switch
    {
        SpendCost.Net => "Net of discounts",
        SpendCost.Amortised => "Amortised",
        _ => "Unblended",
    };

    public static IReadOnlyList<ChartBar> Bars(IEnumerable<SpendPoint> points, string label, string format, string? currency) =>
        [.. points.Select(p => new ChartBar(
            p.Day.ToString(label, CultureInfo.InvariantCulture), [p.Amount.Aws.ToDecimal(), p.Amount.Marketplace.ToDecimal()],
            $"{p.Day.ToString(format, CultureInfo.InvariantCulture)}: AWS {Money(p.Amount.Aws, currency)}, AWS Marketplace {Money(p.Amount.Marketplace, currency)}"))];
}
