using System.Text.RegularExpressions;

namespace Guildhall.App.Secrets;

/// <summary>
/// Takes out of a text what looks like a secret. The second net: the first is that secrets are of the type <see cref="Secret"/>. security.md S-18.
/// </summary>
public static partial class LogScrubber
{
    /// <summary>
    /// The text with signatures, bearer tokens, session tokens and secret access keys replaced by <c>***</c>, and of access key ids only the last
    /// four characters (S-16). The same object when there is nothing to hide.
    /// </summary>
    public static string Scrub(string text) =>
        KeyId().Replace(SecretKey().Replace(Labelled().Replace(text, "${label}***"), "***"), "***${end}");

    [GeneratedRegex(@"(?<label>\bBearer\s+|(\bSignature|\bX-Amz-Signature|\bX-Amz-Security-Token)""?\s*[=:]\s*""?)[^\s,;&""']+", RegexOptions.IgnoreCase)]
    private static partial Regex Labelled();

    /// <summary>40 characters of base64 with upper case, lower case and a digit: a secret access key, and not the hex of a commit.</summary>
    [GeneratedRegex(@"(?<![A-Za-z0-9/+=])(?=[^\s]{0,39}[A-Z])(?=[^\s]{0,39}[a-z])(?=[^\s]{0,39}[0-9])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])")]
    private static partial Regex SecretKey();

    [GeneratedRegex(@"\bA[KS]IA[A-Z0-9]{8,124}(?<end>[A-Z0-9]{4})\b")]
    private static partial Regex KeyId();
}
