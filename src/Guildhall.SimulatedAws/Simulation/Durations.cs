using System.Globalization;
using System.Text.RegularExpressions;

namespace Guildhall.SimulatedAws.Simulation;

/// <summary>Durations as people write them: <c>36h</c>, <c>1h30m</c>, <c>250ms</c>; units d, h, m, s, ms.</summary>
internal static partial class Durations
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    /// <summary>The duration, at most a hundred years; null when the text is none.</summary>
    public static TimeSpan? Parse(string text)
    {
        if (!Whole().IsMatch(text)) return null;
        var total = Part().Matches(text).Sum(part => Milliseconds(part.Groups[1].Value, part.Groups[2].Value));
        return total <= Longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(total) : null;
    }

    private static double Milliseconds(string number, string unit) => double.Parse(number, CultureInfo.InvariantCulture) * unit switch
    {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        _ => 86_400_000,
    };

    [GeneratedRegex(@"\A([0-9]{1,9}(\.[0-9]{1,6})?(ms|s|m|h|d))+\z")]
    private static partial Regex Whole();

    [GeneratedRegex(@"([0-9]+(?:\.[0-9]+)?)(ms|s|m|h|d)")]
    private static partial Regex Part();
}
