using System.Globalization;
using System.Text.Json;

namespace Guildhall.Wire.Protocols;

/// <summary>Timestamps as each protocol writes them.</summary>
public static class WireTime
{
    private const string Seconds = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>Catalog and Query: 20 characters, UTC, no fraction (private-marketplace.md 1.1), cut off and not rounded.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("s", CultureInfo.InvariantCulture) + "Z";

    /// <summary>AWS JSON: seconds since 1970 with at most three places of fraction (aws-operations.md A.1).</summary>
    public static decimal Epoch(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1_000m;

    /// <summary>Writes a member as AWS JSON has it.</summary>
    public static void WriteEpoch(this Utf8JsonWriter json, string name, DateTimeOffset time) => json.WriteNumber(name, Epoch(time));

    /// <summary>The instant of a 20-character text, or null for any other form.</summary>
    public static DateTimeOffset? Parse(string text) =>
        DateTimeOffset.TryParseExact(text, Seconds, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>The instant of an AWS JSON number, or null when it lies outside the years 1 to 9999.</summary>
    public static DateTimeOffset? FromEpoch(decimal seconds) =>
        seconds >= Epoch(DateTimeOffset.MinValue) && seconds <= Epoch(DateTimeOffset.MaxValue)
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1_000m))
            : null;
}
