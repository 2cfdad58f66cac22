using Guildhall.Domain.Billing;

namespace Guildhall.Tests.Domain.Billing;

/// <summary>When a month may be closed. vendor-integration.md 15.5.</summary>
public sealed class ClosingTimeTests
{
    [Theory]
    [InlineData("2026-10-31", false, "MONTH_NOT_OVER")]
    [InlineData("2026-11-01", false, null)]
    [InlineData("2026-11-01", true, "REPORT_NOT_FINAL")]
    [InlineData("2026-11-09", true, "REPORT_NOT_FINAL")]
    [InlineData("2026-11-10", true, null)]
    public void A_month_is_closed_when_it_is_over_and_its_invoices_are_there_or_the_day_has_come(string today, bool open, string? code) =>
        Assert.Equal(code, ClosingTime.Refusal(new BillingMonth(202610), open, 10, DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture))?.Code);
}
