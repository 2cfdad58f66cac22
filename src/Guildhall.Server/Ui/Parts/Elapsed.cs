namespace Guildhall.Server.Ui.Parts;

/// <summary>Times in words, as people say them.</summary>
internal static class Elapsed
{
    private const int Half = 30;

    private static readonly (long Seconds, string One)[] Units = [(31_536_000, "year"), (2_629_800, "month"), (86_400, "day"), (3_600, "hour"), (60, "minute")];

    /// <summary>"3 hours ago", "in 2 days", "just now". Full units, rounded down; what is to come is rounded to the nearest minute first, so that 30 days from now are 30.</summary>
    public static string Text(DateTimeOffset at, DateTimeOffset now)
    {
        var seconds = (long)(now - at).TotalSeconds;
        if (seconds < -Half) seconds -= Half;
        foreach (var (unit, one) in Units)
        {
            if (Math.Abs(seconds) < unit) continue;
            var count = Math.Abs(seconds) / unit;
            var text = count == 1 ? $"1 {one}" : $"{count:N0} {one}s";
            return seconds > 0 ? $"{text} ago" : $"in {text}";
        }

        return seconds >= 0 ? "just now" : "in a moment";
    }
}
