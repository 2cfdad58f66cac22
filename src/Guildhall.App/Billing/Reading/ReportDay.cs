using System.Text;

namespace Guildhall.App.Billing.Reading;

/// <summary>Days of one billing period, as reports write them: <c>2026-11-23T01:00:00Z</c>, <c>2026-11-23 01:00:00</c> or the date alone.</summary>
internal sealed class ReportDay(DateOnly period)
{
    private readonly byte[] _month = Encoding.ASCII.GetBytes($"{period:yyyy-MM}-");
    private readonly int _days = DateTime.DaysInMonth(period.Year, period.Month);

    /// <param name="day">Of the month, from 1; 0 when it is none of the period's.</param>
    public RowFaultReason? Read(ReadOnlySpan<byte> text, out int day)
    {
        day = 0;
        if (text.Length < 10 || (text.Length > 10 && text[10] is not ((byte)'T' or (byte)' '))) return RowFaultReason.NotADate;
        var number = ((text[8] - '0') * 10) + (text[9] - '0');
        if (text.StartsWith(_month) && char.IsAsciiDigit((char)text[8]) && char.IsAsciiDigit((char)text[9]) && number >= 1 && number <= _days)
        {
            day = number;
            return null;
        }

        return DateOnly.TryParseExact(Encoding.Latin1.GetString(text[..10]), "yyyy-MM-dd", out _) ? RowFaultReason.OutsidePeriod : RowFaultReason.NotADate;
    }
}
