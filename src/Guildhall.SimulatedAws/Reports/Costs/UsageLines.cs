namespace Guildhall.SimulatedAws.Reports.Costs;

/// <summary>What an account used of AWS's services, a line for each day and thing counted.</summary>
internal static class UsageLines
{
    public static IEnumerable<LineItem> Of(BillScope scope, BilledAccount account, AccountProfile profile)
    {
        for (var day = scope.Month.Start; day < scope.Counted; day = day.AddDays(1))
        {
            var share = account.ShareOf(day, scope.Counted);
            if (share <= 0) continue;
            foreach (var meter in profile.Meters)
            {
                if (profile.Amount(meter, day, share) is not (> 0 and var amount)) continue;
                var line = Line(account.Id, meter, day, amount);
                var lines = meter.Meter.Commitment switch
                {
                    Commitment.SavingsPlan when profile.HasSavingsPlan => SavingsPlanLines.Of(line, meter, share),
                    Commitment.Reservation when profile.HasReservation => ReservationLines.Of(line, meter, share),
                    _ => [line],
                };
                foreach (var found in lines) yield return found;
            }
        }
    }

    /// <summary>So many units of the line, the rest of its texts the same.</summary>
    public static LineItem Some(LineItem line, decimal amount, decimal cost) => line with { Amount = amount, Cost = cost, ListCost = cost };

    private static LineItem Line(string account, UsedMeter meter, DateTimeOffset day, decimal amount)
    {
        var cost = decimal.Round(amount * meter.Rate, 10);
        return new LineItem
        {
            AccountId = account,
            Type = "Usage",
            Start = day,
            End = day.AddDays(1),
            ProductCode = meter.Service.Code,
            ProductName = meter.Service.Name,
            UsageType = meter.UsageType,
            Operation = meter.Meter.Operation,
            Region = meter.Region,
            Family = meter.Meter.Family,
            Unit = meter.Meter.Unit,
            InstanceType = meter.Meter.InstanceType,
            Amount = amount,
            Rate = meter.Rate,
            Cost = cost,
            ListCost = cost,
            ListRate = meter.Rate,
            Description = $"${AwsNumber.Text(meter.Rate)} {meter.Meter.Text}",
        };
    }
}
