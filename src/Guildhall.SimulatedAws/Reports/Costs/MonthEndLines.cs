using System.Globalization;

namespace Guildhall.SimulatedAws.Reports.Costs;

/// <summary>What follows from the sum of an account's other lines: discount, support, tax.</summary>
internal static class MonthEndLines
{
    /// <summary>The day of the following month that support is billed on (aws-operations.md C.7).</summary>
    private const int SupportDay = 6;

    private static readonly decimal[] TaxRates = [0.2m, 0.19m, 0.0825m, 0.081m];

    /// <summary>A private discount, one line for a service: what the net costs are lower by.</summary>
    public static IEnumerable<LineItem> Discounts(BillScope scope, IReadOnlyList<LineItem> usage) =>
        from line in usage
        where line.NetCost is { } net && net != line.Cost
        group line by (line.ProductCode, line.ProductName) into service
        let off = service.Sum(line => line.NetCost!.Value - line.Cost)
        where off != 0
        select Line(scope, service.First().AccountId, service.Key.ProductCode, service.Key.ProductName) with
        {
            Type = "EdpDiscount",
            Cost = off,
            NetCost = 0,
            Description = string.Create(CultureInfo.InvariantCulture, $"Enterprise discount of {scope.Discount * 100:0.##} percent"),
        };

    /// <summary>Support for the closed month: 10 percent of what was used and 100 dollars at least, or 3 percent and 29 dollars; many accounts have none.</summary>
    public static IEnumerable<LineItem> Support(BillScope scope, BilledAccount account, AccountProfile profile, IReadOnlyList<LineItem> usage)
    {
        var sum = usage.Sum(line => line.Cost);
        if (scope.AsOf < scope.Month.End.AddDays(SupportDay - 1) || sum <= 0) yield break;
        var plan = account.Id == scope.PayerId ? 0 : Lot.Of(profile.Lot, 8) % 4;
        if (plan > 1) yield break;
        var (code, name, percent, least) = plan == 0 ? ("AWSSupportBusiness", "AWS Support (Business)", 0.10m, 100m) : ("AWSDeveloperSupport", "AWS Support (Developer)", 0.03m, 29m);
        yield return Line(scope, account.Id, code, name) with
        {
            Type = "Fee",
            UsageType = "Dollar",
            Operation = "RunInstances",
            Unit = "Dollar",
            Amount = decimal.Round(sum, 2),
            Cost = Math.Max(least, decimal.Round(sum * percent, 2)),
            Description = string.Create(CultureInfo.InvariantCulture, $"{percent * 100:0}% of monthly AWS usage, at least ${least:0}"),
            InvoicedAlone = "support",
        };
    }

    /// <summary>Tax on AWS's services, for each account and service.</summary>
    public static IEnumerable<LineItem> Taxes(BillScope scope, IEnumerable<LineItem> taxed) =>
        from line in taxed
        group line by (line.AccountId, line.ProductCode, line.ProductName, line.Seller, line.IsMarketplace) into item
        let tax = decimal.Round(item.Sum(line => line.Cost) * RateOf(scope), 2)
        where tax > 0
        select Line(scope, item.Key.AccountId, item.Key.ProductCode, item.Key.ProductName) with
        {
            Type = "Tax",
            TaxType = "VAT",
            Cost = tax,
            Seller = item.Key.Seller,
            IsMarketplace = item.Key.IsMarketplace,
            Description = $"Tax for product code {item.Key.ProductCode}",
        };

    /// <summary>Tax on what sellers of AWS Marketplace bill: the payer's alone, for all accounts.</summary>
    public static IEnumerable<LineItem> MarketplaceTaxes(BillScope scope) =>
        Taxes(scope, scope.Accounts.SelectMany(account => MarketplaceLines.Of(scope, account)).Select(line => line with { AccountId = scope.PayerId }));

    private static decimal RateOf(BillScope scope) => TaxRates[(int)(Lot.Of("tax", scope.PayerId) % (ulong)TaxRates.Length)];

    private static LineItem Line(BillScope scope, string account, string code, string name) =>
        new() { AccountId = account, Type = "", Start = scope.Month.Start, End = scope.Month.End, ProductCode = code, ProductName = name, Cost = 0, Description = "" };
}
