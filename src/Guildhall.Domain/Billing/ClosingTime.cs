namespace Guildhall.Domain.Billing;

/// <summary>When a month's statements may become final. vendor-integration.md 15.5.</summary>
public static class ClosingTime
{
    /// <summary>Why a month is not closed yet: <c>MONTH_NOT_OVER</c>, <c>REPORT_NOT_FINAL</c>; null when it may be.</summary>
    /// <param name="open">Whether AWS has not issued all invoices.</param>
    /// <param name="finalDay">The day of the next month from which it is closed all the same: 1 to 28.</param>
    /// <param name="today">UTC.</param>
    public static Problem? Refusal(BillingMonth month, bool open, int finalDay, DateOnly today)
    {
        var next = month.Plus(1).First;
        if (today < next) return Problem.Conflict("MONTH_NOT_OVER", $"{month} is not over yet.");
        var from = next.AddDays(finalDay - 1);
        return open && today < from ? Problem.Conflict("REPORT_NOT_FINAL", $"AWS has not issued all invoices for {month} yet. From {from:yyyy-MM-dd} on the month can be closed all the same.") : null;
    }
}
