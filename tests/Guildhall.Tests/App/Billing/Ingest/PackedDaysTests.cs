using Guildhall.App.Billing.Ingest;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.Tests.App.Billing.Ingest;

/// <summary>The days of a cost are read as they were written, whatever the amounts are.</summary>
public sealed class PackedDaysTests
{
    private static readonly CostKey Key = new()
    {
        Account = new AccountId("111122223333"),
        BillingEntity = "AWS",
        LegalEntity = "",
        ProductCode = "",
        ProductName = "",
        LineItemType = "Usage",
        Region = "",
        UsageType = "",
        Currency = "USD",
        InvoiceId = "",
        AgreementId = "",
        Tags = TagValues.None,
    };

    private static readonly long[] Ends = [0, 1, -1, 63, 64, -64, -65, long.MaxValue, long.MinValue, Amount.One];

    [Fact]
    public void Days_of_any_amounts_come_back_as_they_were()
    {
        var random = new Random(7);
        for (var round = 0; round < 1_000; round++)
        {
            Cost[] days = [.. Enumerable.Range(1, random.Next(32)).Select(day => new Cost(new DateOnly(2026, 10, day), Key, new(Any(random)), new(Any(random)), new(Any(random)), 1 + (long)(random.NextDouble() * long.MaxValue)))];

            var read = PackedDays.Read(PackedDays.Write(days));

            Assert.Equal(days.Select(d => new KeyDay(d.Day.Day, d.Unblended.Units, d.Net.Units, d.Amortised.Units, d.Rows)), read);
        }
    }

    [Fact]
    public void A_month_of_equal_costs_of_some_dollars_takes_nine_bytes_a_day()
    {
        Cost[] days = [.. Enumerable.Range(1, 30).Select(day => new Cost(new DateOnly(2026, 9, day), Key, new(Amount.One), new(Amount.One), new(Amount.One), 24))];

        Assert.Equal(30 * 9, PackedDays.Write(days).Length);
    }

    private static long Any(Random random) => random.Next(3) switch
    {
        0 => Ends[random.Next(Ends.Length)],
        1 => random.NextInt64(),
        _ => random.NextInt64(-5 * Amount.One, 5 * Amount.One),
    };
}
