namespace Guildhall.SimulatedAws.Reports.Costs;

/// <summary>All lines of an account's month. The same scope gives the same ones, so that each delivery tells the whole month anew.</summary>
internal static class MonthlyBill
{
    public static IEnumerable<LineItem> Of(BillScope scope, BilledAccount account)
    {
        var profile = new AccountProfile(account.Id);
        List<LineItem> usage = [.. UsageLines.Of(scope, account, profile).Concat(ReservationLines.Fees(scope, account, profile)).Select(line => Discounted(scope, line))];
        List<LineItem> discounts = [.. MonthEndLines.Discounts(scope, usage)];
        return
        [
            .. usage,
            .. discounts,
            .. MarketplaceLines.Of(scope, account),
            .. OccasionalLines.Of(scope, account, profile),
            .. ToldLines.Of(scope, account),
            .. MonthEndLines.Support(scope, account, profile, usage),
            .. MonthEndLines.Taxes(scope, usage.Concat(discounts)),
            .. account.Id == scope.PayerId ? MonthEndLines.MarketplaceTaxes(scope) : [],
        ];
    }

    private static LineItem Discounted(BillScope scope, LineItem line) =>
        scope.Discount is { } part ? line with { NetCost = decimal.Round(line.Cost * (1 - part), 10) } : line;
}
