namespace Guildhall.SimulatedAws.Reports.Costs;

/// <summary>Compute that a savings plan covers: at its ordinary price, taken off again, and the plan's own fee for the day (aws-operations.md C.6).</summary>
internal static class SavingsPlanLines
{
    private const decimal Price = 0.72m;

    private static readonly KeyValuePair<string, string>[] Terms =
        [new("savingsPlan/OfferingType", "ComputeSavingsPlans"), new("savingsPlan/PaymentOption", "No Upfront"), new("savingsPlan/PurchaseTerm", "1yr"), new("savingsPlan/Region", "Any")];

    public static IEnumerable<LineItem> Of(LineItem use, UsedMeter meter, double share)
    {
        var (arn, fee) = (ArnOf(use.AccountId), Fee(meter, share));
        var used = decimal.Round(Math.Min(fee, use.Cost * Price), 10);
        var covered = decimal.Round(used / Price, 10);
        var amount = decimal.Round(covered / meter.Rate, 10);
        var plan = new KeyValuePair<string, string>("savingsPlan/SavingsPlanArn", arn);
        yield return UsageLines.Some(use, amount, covered) with
        {
            Type = "SavingsPlanCoveredUsage",
            More = [plan, new("savingsPlan/SavingsPlanRate", AwsNumber.Text(meter.Rate * Price)), new("savingsPlan/SavingsPlanEffectiveCost", AwsNumber.Text(used)), .. Terms],
        };
        yield return UsageLines.Some(use, amount, -covered) with { Type = "SavingsPlanNegation", Amount = null, Rate = null, ListCost = null, ListRate = null, Description = $"SavingsPlanNegation used by AccountId : {use.AccountId} and UsageSku : {use.UsageType}", More = [plan] };
        yield return use with
        {
            Type = "SavingsPlanRecurringFee",
            ProductCode = "ComputeSavingsPlans",
            ProductName = "Savings Plans for AWS Compute usage",
            UsageType = "ComputeSP:1yrNoUpfront",
            Operation = "",
            Family = "Compute Savings Plans",
            Unit = "Hrs",
            InstanceType = "",
            Amount = decimal.Round((decimal)(24 * share), 6),
            Rate = null,
            Cost = fee,
            ListCost = null,
            ListRate = null,
            Description = "1 year No Upfront Compute Savings Plan",
            More = [plan, new("savingsPlan/TotalCommitmentToDate", AwsNumber.Text(fee)), new("savingsPlan/UsedCommitment", AwsNumber.Text(used)), new("savingsPlan/RecurringCommitmentForBillingPeriod", AwsNumber.Text(fee)), .. Terms],
        };
        if (use.Cost > covered) yield return UsageLines.Some(use, use.Amount!.Value - amount, use.Cost - covered);
    }

    /// <summary>What is committed for an hour covers a little more than half of an ordinary day.</summary>
    private static decimal Fee(UsedMeter meter, double share) =>
        decimal.Round(decimal.Round((decimal)meter.PerDay * meter.Rate * Price * 0.55m / 24, 3) * 24 * (decimal)share, 10);

    private static string ArnOf(string account) => $"arn:aws:savingsplans::{account}:savingsplan/{Lot.Of("savings plan", account):x16}";
}
