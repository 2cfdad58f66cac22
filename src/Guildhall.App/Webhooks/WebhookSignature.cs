using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Guildhall.App.Secrets;

namespace Guildhall.App.Webhooks;

/// <summary>
/// What proves that a delivery comes from here and when it was sent: HMAC-SHA256 over the time, a dot and the body, for each secret in force. How a receiver
/// checks it is told in docs/guide/webhooks.md.
/// </summary>
internal static class WebhookSignature
{
    public const string Header = "Guildhall-Signature";

    /// <summary><c>t=SECONDS,v1=HEX</c>, with a further <c>v1</c> while two secrets are in force.</summary>
    public static string Of(IEnumerable<Secret> secrets, DateTimeOffset now, string body)
    {
        var time = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signed = Encoding.UTF8.GetBytes($"{time}.{body}");
        return string.Join(',', secrets.Select(secret => "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal()), signed))).Prepend("t=" + time));
    }
}
