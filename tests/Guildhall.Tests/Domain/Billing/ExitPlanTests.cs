using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Exits;

namespace Guildhall.Tests.Domain.Billing;

/// <summary>When a plan of an exit is one, and what the reports say of it. mission.md M-39.</summary>
public sealed class ExitPlanTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Theory]
    [InlineData("2026-11-22", false)]
    [InlineData("2026-11-23", false)]
    [InlineData("2026-11-24", true)]
    [InlineData("2028-11-23", true)]
    [InlineData("2028-11-24", false)]
    public void A_plan_is_for_a_day_after_today_and_within_two_years(string day, bool taken)
    {
        var plan = new ExitPlan(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), "");
        Assert.Equal(taken ? [] : ["GoneBy"], plan.Faults(Today).Select(f => f.Member));

        // A day that it has already stays, though it has passed: its note may be changed.
        Assert.Empty(plan.Faults(Today, plan.GoneBy));
    }

    [Fact]
    public void A_note_has_lines_and_an_end_and_hides_nothing()
    {
        var day = Today.AddDays(1);
        Assert.Empty(new ExitPlan(day, new string('n', ExitPlan.LongestNote - 2) + "\nn").Faults(Today));
        foreach (var note in new[] { new string('n', ExitPlan.LongestNote + 1), "a\u0007b", "a\u202Eb" }) Assert.Equal(["Note"], new ExitPlan(day, note).Faults(Today).Select(f => f.Member));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(7, true)]
    [InlineData(8, false)]
    public void Its_day_is_near_for_a_week(int days, bool near) => Assert.Equal(near, ExitOutlook.Of(Today.AddDays(days), Today, []).Near);

    [Fact]
    public void Only_months_that_lie_wholly_after_its_day_count()
    {
        ExitMonth[] months = [new(new BillingMonth(202609), true, true), new(new BillingMonth(202610), true, true), new(new BillingMonth(202611), false, true)];
        Assert.Equal(new BillingMonth(202611), ExitOutlook.Of(new DateOnly(2026, 9, 30), Today, months).Charged);
        Assert.Equal(new BillingMonth(202611), ExitOutlook.Of(new DateOnly(2026, 10, 1), Today, months).Charged);
        Assert.Null(ExitOutlook.Of(new DateOnly(2026, 11, 1), Today, months).Charged);
        Assert.False(ExitOutlook.Of(new DateOnly(2026, 9, 30), Today, months).Gone);
    }

    [Theory]
    [InlineData("10--", false)]
    [InlineData("10f-", true)]
    [InlineData("10fc 11f-", true)]
    [InlineData("10f- 11-c", false)]
    [InlineData("10-- 11--", false)]
    [InlineData("10fc 11-c 12f-", true)]
    [InlineData("09f-", false)]
    public void It_is_done_when_a_final_month_after_it_cost_nothing_and_none_since_did(string months, bool gone)
    {
        ExitMonth[] read = [.. months.Split(' ').Select(m => new ExitMonth(new BillingMonth(202600 + int.Parse(m[..2], System.Globalization.CultureInfo.InvariantCulture)), m[2] == 'f', m[3] == 'c'))];
        Assert.Equal(gone, ExitOutlook.Of(new DateOnly(2026, 9, 15), Today, read).Gone);
    }

    [Fact]
    public void A_month_is_final_when_its_statements_are_or_its_day_has_come()
    {
        var month = new BillingMonth(202610);
        Assert.True(ExitOutlook.IsFinal(month, closed: true, 10, new DateOnly(2026, 10, 20)));
        Assert.False(ExitOutlook.IsFinal(month, closed: false, 10, new DateOnly(2026, 11, 9)));
        Assert.True(ExitOutlook.IsFinal(month, closed: false, 10, new DateOnly(2026, 11, 10)));
    }
}
