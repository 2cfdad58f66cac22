using System.Security.Cryptography;
using System.Text;

namespace Guildhall.App.Entitlements;

/// <summary>The names that a publisher knows buyers by: the same at every call, and not the same for two publishers. storefront-and-procurement.md C.</summary>
public static class Customers
{
    private const string Base32 = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>A customer of a publisher: both are accounts.</summary>
    public static string IdOf(string publisher, string buyer) =>
        "cust-" + string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes($"{publisher}/{buyer}")).Take(20).Select(b => Base32[b % Base32.Length]));

    /// <summary>The licence that an agreement is, in the form of AWS License Manager's ARNs.</summary>
    public static string LicenceOf(string buyer, string agreement) =>
        $"arn:aws:license-manager::{buyer}:license:l-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(agreement)))[..32]}";

    /// <summary>The code that a publisher's software knows a product by: its id without <c>prod-</c>.</summary>
    public static string CodeOf(string product) => product.StartsWith("prod-", StringComparison.Ordinal) ? product[5..] : product;
}
