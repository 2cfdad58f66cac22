namespace Guildhall.SimulatedAws.Reports.Costs;

/// <summary>What comes now and then: a promotional credit, a refund, a domain that is registered. The payer has a credit each month.</summary>
internal static class OccasionalLines
{
    public static IEnumerable<LineItem> Of(BillScope scope, BilledAccount account, AccountProfile profile)
    {
        var lot = Lot.Of(profile.Lot, scope.Month.First.DayNumber);
        var day = scope.Month.First.AddDays((int)(lot % 27));
        if (!account.IsPaidFor(day, scope.Counted)) yield break;
        var line = new LineItem
        {
            AccountId = account.Id,
            Type = "Credit",
            Start = BillingMonth.At(day),
            End = BillingMonth.At(day.AddDays(1)),
            ProductCode = "AmazonEC2",
            ProductName = "Amazon Elastic Compute Cloud",
            Cost = -(decimal)(10 + (lot / 32 % 50)),
            Description = "AWS Promotional Credits",
        };
        if (account.Id == scope.PayerId || Lot.Of(lot, 1) % 7 == 0) yield return line;
        if (Lot.Of(lot, 2) % 17 == 0) yield return line with { Type = "Refund", BillType = "Refund", Cost = -(decimal)(5 + (lot / 32 % 20)), Description = "Refund of overcharged data transfer" };
        if (Lot.Of(lot, 3) % 11 == 0)
            yield return line with { Type = "Fee", BillType = "Purchase", ProductCode = "AmazonRegistrar", ProductName = "Amazon Registrar", UsageType = "DomainRegistration-com", Operation = "RegisterDomain", Amount = 1, Rate = 14, Cost = 14, Description = "Registration of a .com domain for a year" };
    }
}
