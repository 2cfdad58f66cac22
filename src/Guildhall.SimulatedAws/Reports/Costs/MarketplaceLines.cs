using System.Globalization;
using Guildhall.SimulatedAws.Records;

namespace Guildhall.SimulatedAws.Reports.Costs;

/// <summary>What an account bought on AWS Marketplace: contracts on their days, use day by day (aws-operations.md C.5, C.6).</summary>
internal static class MarketplaceLines
{
    public static IEnumerable<LineItem> Of(BillScope scope, BilledAccount account)
    {
        foreach (var subscription in scope.Subscriptions[account.Id])
        {
            for (var day = scope.Month.First; scope.Month.Has(day) && BillingMonth.At(day) < scope.Counted; day = day.AddDays(1))
            {
                if (day < subscription.From || day >= subscription.Until || !account.IsPaidFor(day, scope.Counted)) continue;
                if (Due(subscription, day) is > 0 and var due) yield return Contract(subscription, day, due);
                if (subscription.Daily > 0 && Use(subscription, day, account.ShareOf(BillingMonth.At(day), scope.Counted)) is { Cost: > 0 } use) yield return use;
            }
        }
    }

    /// <summary>What is to be paid on a day: everything upfront on the first, a month's price on the same day of each month, or on its last one.</summary>
    private static decimal Due(MarketplaceSubscription subscription, DateOnly day)
    {
        var monthly = day.Day == Math.Min(subscription.From.Day, DateTime.DaysInMonth(day.Year, day.Month)) ? subscription.Monthly : 0;
        return monthly + (day == subscription.From ? subscription.Upfront : 0);
    }

    private static LineItem Contract(MarketplaceSubscription subscription, DateOnly day, decimal price) => Line(subscription, day) with
    {
        Type = "Fee",
        BillType = "Purchase",
        UsageType = "Global-SoftwareUsage-Contracts",
        Unit = "Units",
        Amount = 1,
        Rate = price,
        Cost = price,
        Description = $"AWS Marketplace software contract: {subscription.ProductTitle} | {subscription.AgreementId}",
    };

    private static LineItem Use(MarketplaceSubscription subscription, DateOnly day, double share)
    {
        var rate = decimal.Round(subscription.Daily / 100, 10);
        var noise = Lot.Fraction(Lot.Of(Lot.Of("marketplace", subscription.AgreementId), day.DayNumber));
        var units = decimal.Round((decimal)(100 * (0.8 + (0.4 * noise)) * share), 4);
        return Line(subscription, day) with
        {
            Type = "Usage",
            UsageType = string.Create(CultureInfo.InvariantCulture, $"MP:{subscription.ProductCode}-Units"),
            Unit = "Units",
            Amount = units,
            Rate = rate,
            Cost = decimal.Round(units * rate, 10),
            Description = $"AWS Marketplace usage of {subscription.ProductTitle}, ${AwsNumber.Text(rate)} per unit | {subscription.AgreementId}",
        };
    }

    private static LineItem Line(MarketplaceSubscription subscription, DateOnly day) => new()
    {
        AccountId = subscription.AccountId,
        Type = "",
        Start = BillingMonth.At(day),
        End = BillingMonth.At(day.AddDays(1)),
        ProductCode = subscription.ProductCode,
        ProductName = subscription.ProductTitle,
        Cost = 0,
        Description = "",
        Seller = subscription.Seller,
        IsMarketplace = true,
    };
}
