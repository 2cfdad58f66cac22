using System.Globalization;

namespace Guildhall.Domain.Agreements;

/// <summary>Durations of terms: <c>P</c>, a number, and <c>D</c>, <c>W</c>, <c>M</c> or <c>Y</c>; the import lets no other in.</summary>
public static class Durations
{
    /// <summary>Longer than this is for ever.</summary>
    private const long MostMonths = 1_200;

    private const double DaysOfMonth = 30.4;

    /// <summary>The time that much later; null when that is so far that it is never.</summary>
    public static DateTimeOffset? After(DateTimeOffset time, string duration)
    {
        var (number, unit) = Read(duration);
        var days = unit switch { 'D' => number, 'W' => number * 7, _ => 0 };
        var months = unit switch { 'M' => number, 'Y' => number * 12, _ => 0 };
        if (months > MostMonths || days > MostMonths * DaysOfMonth || time.Year + (MostMonths / 12) + 1 > 9_999) return null;
        return time.AddMonths((int)months).AddDays(days);
    }

    /// <summary>How many months; null when it is none or no whole number of them.</summary>
    public static int? Months(string? duration)
    {
        if (duration is null) return null;
        var (number, unit) = Read(duration);
        var months = unit switch { 'M' => number, 'Y' => number * 12, _ => 0 };
        return months is > 0 and <= MostMonths ? (int)months : null;
    }

    private static (long Number, char Unit) Read(string duration) => (long.Parse(duration.AsSpan(1, duration.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture), duration[^1]);
}
