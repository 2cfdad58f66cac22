using System.Collections.Immutable;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Budgets;

namespace Guildhall.Tests.Domain.Billing;

/// <summary>What a budget reaches, what a month is going to come to, and whose purchases wait. vendor-integration.md 15.6.</summary>
public sealed class BudgetTests
{
    private static readonly Int128 Cent = Amount.One / 100;

    [Theory]
    [InlineData(4_999, 0)]
    [InlineData(5_000, 1)]
    [InlineData(7_999, 1)]
    [InlineData(8_000, 2)]
    [InlineData(9_999, 2)]
    [InlineData(10_000, 3)]
    [InlineData(50_000, 3)]
    [InlineData(-10_000, 0)]
    public void Vendor15_6_Half_of_it_four_fifths_and_all_of_it_are_reached_at_the_cent(int cents, int steps)
    {
        Assert.Equal(Enum.GetValues<BudgetStep>().Take(steps), BudgetSteps.Reached(100 * Amount.One, cents * Cent, null));
        Assert.Equal(cents >= 10_000, BudgetSteps.Reached(100 * Amount.One, 0, cents * Cent).Contains(BudgetStep.Forecast100));
    }

    [Fact]
    public void What_costs_more_reaches_no_less()
    {
        var random = new Random(7);
        for (var round = 0; round < 2_000; round++)
        {
            Int128 amount = random.NextInt64(1, 900_000_000) * Cent, less = random.NextInt64(-1_000, 2_000_000_000) * Cent, more = less + random.NextInt64(0, 1_000_000_000);
            Assert.Empty(BudgetSteps.Reached(amount, less, less).Except(BudgetSteps.Reached(amount, more, more)));
        }
    }

    [Fact]
    public void Vendor15_6_A_month_comes_to_its_mean_and_to_what_is_charged_once()
    {
        var random = new Random(11);
        for (var round = 0; round < 1_000; round++)
        {
            var (days, last) = (random.Next(28, 32), random.Next(0, 29));
            ImmutableArray<DayCost> costs = [.. Enumerable.Range(0, random.Next(0, 80)).Select(_ => new DayCost(random.Next(1, Math.Max(2, last + 1)), random.Next(4) == 0, random.NextInt64(-1_000, 100_000_000_000)))];
            Assert.Equal(Slow(costs, last, days), MonthForecast.Of(costs, last, days));
        }

        Assert.Equal(310, MonthForecast.Of([.. Enumerable.Range(1, 11).Select(day => new DayCost(day, false, 10))], 11, 31));
        Assert.Equal(1_310, MonthForecast.Of([new DayCost(3, true, 1_000), .. Enumerable.Range(1, 11).Select(day => new DayCost(day, false, 10))], 11, 31));
        Assert.Null(MonthForecast.Of([new DayCost(1, false, 10)], 1, 31));
    }

    [Fact]
    public void Parts_of_a_forecast_are_all_of_it_and_none_is_less_than_it_has_cost()
    {
        var random = new Random(13);
        for (var round = 0; round < 1_000; round++)
        {
            var (days, last) = (random.Next(28, 32), random.Next(2, 29));
            ImmutableArray<DayCost> one = [.. Costs(last)], other = [.. Costs(last)], all = [.. one, .. other];
            Assert.InRange((long)(MonthForecast.Of(all, last, days) - MonthForecast.OfPart(one, all, last, days) - MonthForecast.OfPart(other, all, last, days))!, -1, 1);
            Assert.True(MonthForecast.OfPart(one, all, last, days) >= one.Aggregate((Int128)0, (sum, c) => sum + c.Units));
        }

        ImmutableArray<DayCost> market = [new DayCost(1, false, 10)], aws = [new DayCost(1, false, 30), new DayCost(2, false, 4), new DayCost(2, true, 7)];
        Assert.Equal(7 + 40 + (40 * 29), MonthForecast.Of([.. market, .. aws], 2, 30));
        Assert.Equal(10 + (((40 * 29) - 4) / 4), MonthForecast.OfPart(market, [.. market, .. aws], 2, 30));
        Assert.Null(MonthForecast.OfPart(market, market, 1, 30));

        IEnumerable<DayCost> Costs(int last) => Enumerable.Range(0, random.Next(0, 80)).Select(_ => new DayCost(random.Next(1, last + 1), random.Next(4) == 0, random.NextInt64(0, 100_000_000_000)));
    }

    [Theory]
    [InlineData("Usage", false)]
    [InlineData("SavingsPlanRecurringFee", false)]
    [InlineData("SavingsPlanNegation", false)]
    [InlineData("EdpDiscount", false)]
    [InlineData("Unheard", false)]
    [InlineData("Fee", true)]
    [InlineData("RIFee", true)]
    [InlineData("SavingsPlanUpfrontFee", true)]
    [InlineData("Tax", true)]
    [InlineData("Credit", true)]
    [InlineData("Refund", true)]
    public void Fees_tax_and_credits_are_charged_once(string type, bool once) => Assert.Equal(once, MonthForecast.IsOnce(type));

    [Fact]
    public void A_hold_ends_with_its_month_and_is_for_its_accounts_alone()
    {
        var (one, other, now) = (new AccountId("111111111111"), new AccountId("222222222222"), new DateTimeOffset(2026, 10, 31, 23, 59, 59, TimeSpan.Zero));
        ImmutableArray<PurchaseHold> some = [PurchaseHold.Read("budget-1", "Some", 202610, "111111111111 333333333333")], all = [PurchaseHold.Read("budget-2", "All", 202610, "")];
        Assert.Equal("Some", PurchaseHold.Find(some, one, now)?.Name);
        Assert.Null(PurchaseHold.Find(some, other, now));
        Assert.Equal("All", PurchaseHold.Find(all, other, now)?.Name);
        Assert.Null(PurchaseHold.Find(all, other, now.AddSeconds(1)));
        Assert.Null(PurchaseHold.Find([], one, now));
    }

    [Fact]
    public void Finding_a_hold_takes_no_memory()
    {
        ImmutableArray<PurchaseHold> holds = [PurchaseHold.Read("budget-1", "Some", 202610, "111111111111"), PurchaseHold.Read("budget-2", "Other", 202610, "222222222222")];
        var (account, now) = (new AccountId("333333333333"), new DateTimeOffset(2026, 10, 31, 0, 0, 0, TimeSpan.Zero));
        PurchaseHold.Find(holds, account, now);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) PurchaseHold.Find(holds, account, now);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void All_that_is_wrong_with_a_budget_is_told_by_its_member()
    {
        var good = new Budget { Name = "Good", Target = new PriceTarget(PriceTargetKind.Account, "111111111111"), Amount = 0.01m, Currency = "USD", Action = BudgetAction.Suspend };
        Assert.Empty(good.Faults());
        Assert.Empty((good with { Amount = Budget.Highest }).Faults());
        foreach (var (wrong, member) in new[]
        {
            (good with { Name = "" }, "Name"), (good with { Name = new string('x', 101) }, "Name"), (good with { Name = "a\u200bb" }, "Name"), (good with { Amount = 0 }, "Amount"), (good with { Amount = -1 }, "Amount"),
            (good with { Amount = Budget.Highest + 1 }, "Amount"), (good with { Amount = 1.005m }, "Amount"), (good with { Currency = "XXX" }, "Currency"), (good with { Target = PriceTarget.All }, "Target"),
            (good with { Target = new PriceTarget(PriceTargetKind.Company, "") }, "TargetValue"), (good with { Target = new PriceTarget(PriceTargetKind.Organization, "o-1") }, "Action"),
        })
            Assert.Equal([member], wrong.Faults().Select(f => f.Member));
    }

    /// <summary>Day by day: what was delivered, the mean of the whole days for the rest, and once what is charged once.</summary>
    private static Int128? Slow(ImmutableArray<DayCost> costs, int last, int days)
    {
        if (last < 2) return null;
        var kept = new System.Numerics.BigInteger[days + 2];
        var once = System.Numerics.BigInteger.Zero;
        foreach (var cost in costs)
        {
            if (cost.Once) once += (System.Numerics.BigInteger)cost.Units;
            else kept[cost.Day] += (System.Numerics.BigInteger)cost.Units;
        }

        var whole = kept[1..last].Aggregate(System.Numerics.BigInteger.Zero, (sum, day) => sum + day);
        var rest = kept[last..].Aggregate(System.Numerics.BigInteger.Zero, (sum, day) => sum + day);
        var (left, count) = (days - last + 1, last - 1);
        var exact = whole * left;
        var guess = (System.Numerics.BigInteger.Abs(exact) + (count / 2) + (count % 2)) / count * exact.Sign;
        if (count % 2 == 1) guess = ((2 * System.Numerics.BigInteger.Abs(exact)) + count) / (2 * count) * exact.Sign;
        return (Int128)(once + whole + System.Numerics.BigInteger.Max(rest, guess));
    }
}
