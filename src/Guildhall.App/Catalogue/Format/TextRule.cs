using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Guildhall.App.Catalogue.Format;

/// <summary>A text of a length, in characters as the Discovery model counts them. storefront-and-procurement.md A.1.</summary>
internal class TextRule(int least, int most) : Rule
{
    /// <summary>The longest text there is: a long description.</summary>
    public const int Longest = 32_768;

    /// <summary>All but tab and the ends of lines.</summary>
    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(char.IsControl).Except("\t\n\r")]);

    public sealed override void Check(JsonElement value, Findings findings)
    {
        if (!Is(value, JsonValueKind.String, "text", findings)) return;
        var text = value.GetString()!;
        if (text.Length < least || text.Length > most) findings.Add(least == 0 ? $"must have at most {most:N0} characters." : $"must have {least:N0} to {most:N0} characters.");
        else if (Refusal(text) is { } reason) findings.Add(reason);
    }

    /// <summary>What else is wrong with a text of the right length; null when nothing is.</summary>
    protected virtual string? Refusal(string text) =>
        text.AsSpan().ContainsAny(Controls) ? "holds a control character."
        : least > 0 && string.IsNullOrWhiteSpace(text) ? "must not be blank."
        : null;
}

/// <summary>A name or title: no characters that hide or reorder text. security.md S-47.</summary>
internal sealed class NameRule(int most) : TextRule(1, most)
{
    protected override string? Refusal(string text) =>
        string.IsNullOrWhiteSpace(text) ? "must not be blank."
        : text.Any(IsForbidden) ? "holds a control, bidirectional or zero-width character."
        : null;

    private static bool IsForbidden(char c) =>
        char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or (>= '\u200B' and <= '\u200D') or '\u2060' or '\uFEFF';
}

/// <summary>One of some words, spelled exactly.</summary>
internal sealed class WordRule(params string[] words) : TextRule(1, 255)
{
    protected override string? Refusal(string text) => words.Contains(text, StringComparer.Ordinal) ? null : $"must be one of {string.Join(", ", words)}.";
}

/// <summary>Letters, digits and some marks.</summary>
internal sealed class TokenRule(int least, int most, string marks, string sentence) : TextRule(least, most)
{
    private readonly SearchValues<char> _allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + marks);

    protected override string? Refusal(string text) => text.AsSpan().ContainsAnyExcept(_allowed) ? sentence : null;
}

/// <summary>An AWS account: exactly 12 digits.</summary>
internal sealed class AccountRule() : TextRule(12, 12)
{
    protected override string? Refusal(string text) => text.All(char.IsAsciiDigit) ? null : "must be an account of 12 digits.";
}

/// <summary>An address that starts with http:// or https://.</summary>
internal sealed class UrlRule() : TextRule(1, 2_048)
{
    protected override string? Refusal(string text) =>
        (text.StartsWith("https://", StringComparison.Ordinal) || text.StartsWith("http://", StringComparison.Ordinal))
        && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 && text.All(c => c > ' ' && !char.IsControl(c))
            ? null
            : "must be an address that starts with http:// or https://.";
}

/// <summary>A point in time by ISO 8601 with its offset, such as <c>2026-01-01T00:00:00Z</c>.</summary>
internal sealed class TimeRule() : TextRule(1, 40)
{
    protected override string? Refusal(string text) =>
        text.Contains('T', StringComparison.Ordinal)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)
            ? null
            : "must be a time such as 2026-01-01T00:00:00Z.";
}

/// <summary>An amount of money as text: digits with at most ten places, not negative.</summary>
internal sealed class AmountRule() : TextRule(1, 40)
{
    protected override string? Refusal(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var (whole, places) = point < 0 ? (text, "0") : (text[..point], text[(point + 1)..]);
        return whole.Length is >= 1 and <= 15 && places.Length is >= 1 and <= 10 && whole.All(char.IsAsciiDigit) && places.All(char.IsAsciiDigit)
            ? null
            : "must be an amount such as 120.00, with at most ten places.";
    }
}
