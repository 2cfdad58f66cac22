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

    /// <summary>What a member that points to a record must be.</summary>
    public static readonly Rule Rule = new TokenRule(1, 255, "-_", "may hold letters, digits, hyphens and underscores only.");

    /// <summary>Why the id does not fit its kind; null when it does.</summary>
    public static string? Refusal(RecordKind kind, string id) => kind switch
    {
        RecordKind.Product or RecordKind.Offer => Fits(id, 64) ? null : "must have 2 to 64 letters, digits and hyphens, no hyphen first or last.",
        RecordKind.OfferSet => Fits(id, 50) ? null : "must have 2 to 50 letters, digits and hyphens, no hyphen first or last.",
        // What listings are filtered by has at most 128 characters.
        RecordKind.Seller or RecordKind.Category => id.Length is >= 1 and <= 128 && !id.AsSpan().ContainsAnyExcept(Wide) ? null : "must have 1 to 128 letters, digits, hyphens and underscores.",
        _ => id.Length is >= 1 and <= 255 && !id.AsSpan().ContainsAnyExcept(Wide) ? null : "must have 1 to 255 letters, digits, hyphens and underscores.",
    };

    /// <summary>The id of an in-house product that has none: the same for the same source and external id.</summary>
    public static string Derived(string source, string externalId) => Of("prod-", $"{source}/{externalId}");

    /// <summary>The id of the public offer that a row of a CSV file makes: one for each product.</summary>
    public static string OfferOf(string product) => Of("offer-", $"csv/{product}");

    /// <summary>The id of a term that has none: the same at every import.</summary>
    /// <param name="place">Among the offer's terms of the type, from 1.</param>
    public static string TermOf(string offer, string type, int place) => Of("term-", $"{offer}/{type}/{place}");

    /// <summary>The id of a fulfilment option that has none.</summary>
    /// <param name="place">Among the product's options that have none, from 1.</param>
    public static string FulfillmentOf(string product, string type, int place) => Of("fo-", $"{product}/{type}/{place}");

    /// <summary>Characters of what <see cref="ProposalsOf"/> and <see cref="ProposalOf"/> make.</summary>
    public const int ProposalsLength = 16, ProposalLength = 29;

    /// <summary>How all proposals of an offer begin.</summary>
    public static string ProposalsOf(string offer) => Of("ap-", offer);

    /// <summary>What a quote names an offer by: another id as soon as its terms are other ones, so that a stale one is told from an unknown one (A.7).</summary>
    /// <param name="terms">As they are kept: canonical JSON.</param>
    public static string ProposalOf(string offer, string terms) => Of(ProposalsOf(offer), $"{offer}/{terms}");

    private static string Of(string kind, string text)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        var id = new StringBuilder(kind);
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
