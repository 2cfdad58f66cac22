using System.Net;
using System.Text;
using System.Text.Json;

namespace Guildhall.Tests.Server.Secrets;

/// <summary>What a secret looks like where it was let out: as it is, or in one of the usual encodings.</summary>
internal static class SecretForms
{
    public static IReadOnlyList<(string Form, byte[] Bytes)> Of(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        (string, string)[] texts =
        [
            ("clear", secret),
            ("url", Uri.EscapeDataString(secret)),
            ("form", WebUtility.UrlEncode(secret)),
            ("html", WebUtility.HtmlEncode(secret)),
            ("html of pages", System.Text.Encodings.Web.HtmlEncoder.Default.Encode(secret)),
            ("json", JsonSerializer.Serialize(secret).Trim('"')),
            ("hex", Convert.ToHexString(bytes)),
            ("hex in small letters", Convert.ToHexStringLower(bytes)),
            .. Base64(bytes),
        ];
        return [.. texts.DistinctBy(t => t.Item2).Select(t => (t.Item1, Encoding.UTF8.GetBytes(t.Item2))), ("UTF-16", Encoding.Unicode.GetBytes(secret))];
    }

    /// <summary>Wherever it stands in what was encoded: the characters that its neighbours have no part in.</summary>
    private static IEnumerable<(string, string)> Base64(byte[] secret)
    {
        for (var before = 0; before < 3; before++)
        {
            var encoded = Convert.ToBase64String([.. new byte[before], .. secret]);
            var inner = encoded[(before == 0 ? 0 : before + 1)..((before + secret.Length) / 3 * 4)];
            yield return ("base64", inner);
            yield return ("base64url", inner.Replace('+', '-').Replace('/', '_'));
        }
    }
}
