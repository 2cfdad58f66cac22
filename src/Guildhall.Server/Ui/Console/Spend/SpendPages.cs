using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Prices;
using Guildhall.App.Billing.Spend;
using Guildhall.Server.Api.V1.Billing;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Spend;

/// <summary><c>/spend</c>: what accounts, companies, experiences and products cost. mission.md M-39, design/ui.md 3.</summary>
internal sealed class SpendPages(Installation guildhall)
{
    public void Map(PageRoutes pages)
    {
        pages.Get(SpendAddresses.Overview, BillingReach.Read, On((query, report) =>
            PageAnswer.Console<SpendView>("Spend", new SpendOverview(query, report, SpendSorting.Sorted(report.Rows, query)))));
        pages.Get(SpendAddresses.Overview + ".csv", BillingReach.Read, On((query, report) => CsvFile.Of(
            $"spend-by-{PriceWords.Of(report.By)}", ["Key", "Name", "From", "To", "AWS", "AWS Marketplace", "Total", "Before", "Currency"],
            SpendSorting.Sorted(report.Rows, query).Select(r => (IReadOnlyList<object?>)[r.Key, r.Name, $"{report.From}", $"{report.To}", D(r.Amount.Aws), D(r.Amount.Marketplace), D(r.Total), r.Before is { } b ? D(b) : null, report.Currency]))));
        pages.Get(SpendAddresses.Overview + "/months.csv", BillingReach.Read, On((_, report) => Series("spend-by-month", "Month", "yyyy-MM", report.ByMonth, report.Currency)));
        pages.Get(SpendAddresses.Overview + "/days.csv", BillingReach.Read, On((_, report) => Series("spend-by-day", "Day", "yyyy-MM-dd", report.ByDay ?? [], report.Currency)));
    }

    private PageHandler On(Func<ListQuery, SpendReport, PageAnswer> handler) => SpendDoor.Within(guildhall, (call, reach, _) =>
    {
        var query = ListQuery.Of(call, sort: SpendSorting.Total, down: true, kept: SpendAsk.Names);
        var wish = SpendAsk.Read(query.Value);
        if (wish.Refused) return ValueTask.FromResult<PageAnswer>(new PageAnswer.Refused(wish.Problems));
        var report = guildhall.SpendQueries.Of(reach, wish.Value);
        return ValueTask.FromResult(report.Refused ? new PageAnswer.Refused(report.Problems) : handler(query, report.Value));
    });

    private static PageAnswer Series(string name, string title, string format, IEnumerable<SpendPoint> points, string? currency) => CsvFile.Of(
        name, [title, "AWS", "AWS Marketplace", "Total", "Currency"],
        points.Select(p => (IReadOnlyList<object?>)[p.Day.ToString(format, System.Globalization.CultureInfo.InvariantCulture), D(p.Amount.Aws), D(p.Amount.Marketplace), D(p.Amount.Total), currency]));

    private static decimal D(Domain.Billing.AmountSum sum) => sum.ToDecimal();
}
