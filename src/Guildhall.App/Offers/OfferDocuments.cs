using System.Text.Json;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Search;
using Guildhall.Domain;
using Guildhall.Domain.Offers;

namespace Guildhall.App.Offers;

/// <summary>Reads offers and offer sets of the catalogue, whose documents an import has checked. storefront-and-procurement.md E.4.</summary>
internal static class OfferDocuments
{
    /// <param name="manufacturer">The seller of the product, who sells it when the offer names nobody else.</param>
    public static Offer Offer(string id, JsonElement document, string manufacturer)
    {
        var terms = document.TryGetProperty("terms", out var list) ? list : default;
        return Head(id, document, manufacturer) with
        {
            Terms = TermDocuments.Of(id, terms),
            ProposalId = RecordIds.ProposalOf(id, terms.ValueKind == JsonValueKind.Array ? terms.GetRawText() : ""),
            Pricing = OffersRead.PricingOf(terms),
        };
    }

    /// <summary>The offer without its terms, and what follows from them: for lists of many.</summary>
    public static Offer Head(string id, JsonElement document, string manufacturer) =>
        new(id, new ProductId(SearchTexts.Text(document, "product")), document.Word("seller") ?? manufacturer)
        {
            Name = SearchTexts.Text(document, "name"),
            IsOut = !document.TryGetProperty("withdrawn", out _) && (!document.TryGetProperty("state", out var state) || state.GetString() == "Released"),
            Buyers = [.. SearchTexts.Texts(document, "buyerAccounts").Select(b => new AccountId(b))],
            AvailableFrom = Time(document, "availableFrom"),
            Expires = Time(document, "expires"),
            Replaces = document.Word("replaces"),
        };

    public static OfferSet OfferSet(string id, JsonElement document) => new(id, SearchTexts.Text(document, "seller"), [.. SearchTexts.Texts(document, "offers")])
    {
        Name = SearchTexts.Text(document, "name"),
        BuyerNotes = document.Word("buyerNotes"),
        Withdrawn = document.TryGetProperty("withdrawn", out _),
        AvailableFrom = Time(document, "availableFrom"),
        Expires = Time(document, "expires"),
    };

    internal static DateTimeOffset? Time(JsonElement of, string member) => of.TryGetProperty(member, out var time) && time.ValueKind == JsonValueKind.String ? time.GetDateTimeOffset() : null;
}
