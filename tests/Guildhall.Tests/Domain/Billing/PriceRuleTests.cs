using Guildhall.Domain.Billing;

namespace Guildhall.Tests.Domain.Billing;

public sealed class PriceRuleTests
{
    private static readonly PriceRule Rule = new() { Id = "price-1", Version = 1, Name = "Plus ten", Kind = PriceKind.Markup, Percent = new(100_000), From = new(2026, 9, 1), Made = DateTimeOffset.UnixEpoch };

    [Theory]
    [InlineData("12.5", 125_000)]
    [InlineData("-100", -1_000_000)]
    [InlineData("1000", 10_000_000)]
    [InlineData("0.0001", 1)]
    public void A_percentage_has_four_decimals(string typed, int tenThousandths)
    {
        var read = Percent.Read(typed, -100, 1_000, "Percent").Value;
        Assert.Equal((tenThousandths, typed), (read.TenThousandths, read.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ten")]
    [InlineData("0.00001")]
    [InlineData("-100.0001")]
    [InlineData("1000.0001")]
    [InlineData("1e2")]
    [InlineData("1,000")]
    public void What_is_no_percentage_is_refused(string typed) => Assert.Equal("Percent", Percent.Read(typed, -100, 1_000, "Percent").Problems.Single().Member);

    [Fact]
    public void A_rule_that_cannot_be_is_refused_by_its_member()
    {
        Assert.Empty(PriceRuleFaults.Of(Rule));
        Assert.Equal("Name", Member(Rule with { Name = " " }));
        Assert.Equal("Until", Member(Rule with { Until = new(2026, 8, 31) }));
        Assert.Equal("Priority", Member(Rule with { Priority = 1_001 }));
        Assert.Equal("Percent", Member(Rule with { Kind = PriceKind.Discount, Percent = new(1_000_001) }));
        Assert.Equal("Scope", Member(Rule with { Scope = new(PriceScopeKind.Service, "") }));
        Assert.Equal("Target", Member(Rule with { Target = new(PriceTargetKind.Account, "") }));
        Assert.Equal("Currency", Member(Rule with { Kind = PriceKind.FixedFee, Fee = new(Amount.One) }));
        Assert.Equal("Fee", Member(Rule with { Kind = PriceKind.FixedFee, Fee = new(-1), Currency = "USD" }));
        Assert.Equal("Tiers", Member(Rule with { Kind = PriceKind.Tiered }));
        Assert.Equal("Tiers", Member(Rule with { Kind = PriceKind.Tiered, Tiers = [new(new(5), new(1))] }));
        Assert.Equal("Tiers", Member(Rule with { Kind = PriceKind.Tiered, Tiers = [new(new(5), new(1)), new(new(5), new(1)), new(null, new(1))] }));
    }

    [Fact]
    public void Halves_go_away_from_zero_and_parts_add_up()
    {
        Assert.Equal([3, -3, 2, -2, 0], new[] { (5, 2), (-5, 2), (7, 4), (-7, 4), (1, 4) }.Select(d => (int)Rounding.Divide(d.Item1, d.Item2)));
        Assert.Equal([33, 34, 33], Rounding.Spread(100, [1, 1, 1]).Select(p => (int)p));
        Assert.Equal(10, (int)Rounding.Spread(10, [0, 0]).Aggregate((a, b) => a + b));
    }

    private static string? Member(PriceRule rule) => PriceRuleFaults.Of(rule).Single().Member;
}
