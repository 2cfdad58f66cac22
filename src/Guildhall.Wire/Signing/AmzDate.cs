using System.Globalization;

namespace Guildhall.Wire.Signing;

/// <summary>The one date form of SigV4, <c>YYYYMMDDTHHMMSSZ</c>.</summary>
internal static class AmzDate
{
    private const string Form = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>The instant, or null for any other form.</summary>
    public static DateTimeOffset? Parse(ReadOnlySpan<char> text) =>
        DateTimeOffset.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date
            : null;

    public static string Format(DateTimeOffset date) => date.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);
}
