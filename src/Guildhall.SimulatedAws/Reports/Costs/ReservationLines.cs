namespace Guildhall.SimulatedAws.Reports.Costs;

/// <summary>A database that runs under a reservation: hours without a price, and the month's fee (aws-operations.md C.6).</summary>
internal static class ReservationLines
{
    private const decimal Price = 0.6m;

    /// <summary>One instance is reserved; what runs beside it has its ordinary price.</summary>
    public static IEnumerable<LineItem> Of(LineItem use, UsedMeter meter, double share)
    {
        var hours = Math.Min(use.Amount!.Value, decimal.Round((decimal)(24 * share), 6));
        var worth = AwsNumber.Text(decimal.Round(hours * meter.Rate * Price, 10));
        yield return use with
        {
            Type = "DiscountedUsage",
            Amount = hours,
            Rate = 0,
            Cost = 0,
            ListCost = decimal.Round(hours * meter.Rate, 10),
            Description = $"{meter.Meter.InstanceType} reserved instance applied",
            More = [Arn(use), new("reservation/EffectiveCost", worth), new("reservation/RecurringFeeForUsage", worth), new("pricing/LeaseContractLength", "1yr"), new("pricing/OfferingClass", "standard"), new("pricing/PurchaseOption", "No Upfront")],
        };
        if (use.Amount > hours) yield return UsageLines.Some(use, use.Amount.Value - hours, decimal.Round((use.Amount.Value - hours) * meter.Rate, 10));
    }

    /// <summary>The fee of a whole month, for an account that had the reservation on its first day.</summary>
    public static IEnumerable<LineItem> Fees(BillScope scope, BilledAccount account, AccountProfile profile)
    {
        if (!profile.HasReservation || !account.IsPaidFor(scope.Month.First, scope.Counted)) yield break;
        foreach (var meter in profile.Meters.Where(meter => meter.Meter.Commitment == Commitment.Reservation))
        {
            var hours = (decimal)(scope.Month.End - scope.Month.Start).TotalHours;
            var line = new LineItem
            {
                AccountId = account.Id,
                Type = "RIFee",
                Start = scope.Month.Start,
                End = scope.Month.End,
                ProductCode = meter.Service.Code,
                ProductName = meter.Service.Name,
                UsageType = meter.UsageType.Replace("InstanceUsage", "HeavyUsage", StringComparison.Ordinal),
                Operation = meter.Meter.Operation,
                Region = meter.Region,
                Family = meter.Meter.Family,
                Unit = meter.Meter.Unit,
                InstanceType = meter.Meter.InstanceType,
                Amount = hours,
                Rate = decimal.Round(meter.Rate * Price, 10),
                Cost = decimal.Round(hours * decimal.Round(meter.Rate * Price, 10), 10),
                Description = $"USD {AwsNumber.Text(decimal.Round(meter.Rate * Price, 10))} hourly fee per PostgreSQL, {meter.Meter.InstanceType} instance",
            };
            yield return line with { More = [Arn(line), new("reservation/UnusedRecurringFee", "0"), new("reservation/UnusedAmortizedUpfrontFeeForBillingPeriod", "0"), new("reservation/NumberOfReservations", "1")] };
        }
    }

    private static KeyValuePair<string, string> Arn(LineItem line) =>
        new("reservation/ReservationARN", $"arn:aws:rds:{line.Region.Code}:{line.AccountId}:ri:ri-{Lot.Of("reservation", line.AccountId):x16}");
}
