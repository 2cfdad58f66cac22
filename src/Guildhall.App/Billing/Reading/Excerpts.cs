using System.Text;
using System.Text.RegularExpressions;

namespace Guildhall.App.Billing.Reading;

/// <summary>What is shown of a row that is left out: short, of printable characters, without what looks like a secret.</summary>
internal static partial class Excerpts
{
    /// <summary>Characters at most.</summary>
    public const int Longest = 200;

    /// <summary>Enough bytes for that many characters, and to see a secret that begins before their end.</summary>
    private const int Looked = 1024;

    public static string Of(ReadOnlySpan<byte> text)
    {
        var read = Encoding.UTF8.GetString(text[..Math.Min(text.Length, Looked)]);
        var safe = Secret().Replace(read, "***");
        var printable = string.Concat(safe.Select(c => char.IsControl(c) || Guildhall.Domain.Texts.Forbidden(c) ? ' ' : c));
        return printable.Length <= Longest ? printable : printable[..(Longest - 1)] + "…";
    }

    /// <summary>Access key ids, and runs that are as long as keys, tokens and passwords of AWS.</summary>
    [GeneratedRegex("(?:AKIA|ASIA)[A-Z0-9]{12,}|[A-Za-z0-9+/=_]{32,}")]
    private static partial Regex Secret();
}
