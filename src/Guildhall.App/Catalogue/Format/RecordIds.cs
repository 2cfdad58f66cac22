using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Guildhall.App.Catalogue.Format;

/// <summary>The forms of ids: the narrowest of the five models that meet them. storefront-and-procurement.md E.4.</summary>
internal static class RecordIds
{
    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const string Base32 = "abcdefghijklmnopqrstuvwxyz234567";

    private static readonly SearchValues<char> Narrow = SearchValues.Create(LettersAndDigits + "-");
    private static readonly SearchValues<char> Wide = SearchValues.Create(LettersAndDigits + "-_");

    /// <summary>Why the id does not fit its kind; null when it does.</summary>
    public static string? Refusal(RecordKind kind, string id) => kind switch
    {
        RecordKind.Product or RecordKind.Offer => Fits(id, 64) ? null : "must have 2 to 64 letters, digits and hyphens, no hyphen first or last.",
        RecordKind.OfferSet => Fits(id, 50) ? null : "must have 2 to 50 letters, digits and hyphens, no hyphen first or last.",
        _ => id.Length is >= 1 and <= 255 && !id.AsSpan().ContainsAnyExcept(Wide) ? null : "must have 1 to 255 letters, digits, hyphens and underscores.",
    };

    /// <summary>The id of an in-house product that has none: the same for the same source and external id.</summary>
    public static string Derived(string source, string externalId) => Of("prod-", $"{source}/{externalId}");

    /// <summary>The id of the public offer that a row of a CSV file makes: one for each product.</summary>
    public static string OfferOf(string product) => Of("offer-", $"csv/{product}");

    private static string Of(string kind, string text)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        var id = new StringBuilder(kind, 19);
        for (var place = 0; place < 13; place++) id.Append(Base32[FiveBits(hash, place * 5)]);
        return id.ToString();
    }

    private static bool Fits(string id, int most) =>
        id.Length >= 2 && id.Length <= most && id[0] != '-' && id[^1] != '-' && !id.AsSpan().ContainsAnyExcept(Narrow);

    private static int FiveBits(byte[] bytes, int bit)
    {
        var pair = (bytes[bit / 8] << 8) | bytes[(bit / 8) + 1];
        return (pair >> (11 - (bit % 8))) & 31;
    }
}
