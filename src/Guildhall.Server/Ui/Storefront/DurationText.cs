using System.Globalization;

namespace Guildhall.Server.Ui.Storefront;

/// <summary>Durations of offers in words.</summary>
internal static class DurationText
{
    /// <summary><c>P12M</c> as "12 months", <c>P14D</c> as "14 days", <c>P1Y</c> as "1 year"; anything else as it is.</summary>
    public static string Of(string duration)
    {
        if (duration is not ['P', .. var number, var unit] || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return duration;
        var word = unit switch { 'D' => "day", 'W' => "week", 'M' => "month", 'Y' => "year", _ => null };
        return word is null ? duration : $"{count} {word}{(count == 1 ? "" : "s")}";
    }
}
