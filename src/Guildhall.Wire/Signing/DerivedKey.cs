using System.Security.Cryptography;
using System.Text;

namespace Guildhall.Wire.Signing;

/// <summary>The signing key of one day, region and service, made from the secret.</summary>
internal static class DerivedKey
{
    public static byte[] Make(string secret, ReadOnlySpan<char> date, ReadOnlySpan<char> region, ReadOnlySpan<char> service)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var step in (ReadOnlySpan<string>)[date.ToString(), region.ToString(), service.ToString(), "aws4_request"])
        {
            var next = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(step));
            CryptographicOperations.ZeroMemory(key);
            key = next;
        }

        return key;
    }
}
