using System.Text.Json;
using Guildhall.App.Discovery;
using Guildhall.App.Search;
using Guildhall.Domain.Offers;

namespace Guildhall.Server.Api.Discovery;

/// <summary>Writes offers and sets as other things refer to them. storefront-and-procurement.md A.3.</summary>
internal static class OfferWriter
{
    public static void Offer(this Utf8JsonWriter json, OfferInformation offer) => json.Object("offer", () =>
    {
        json.WriteString("offerId", offer.Offer.Id);
        json.Word("offerName", offer.Offer.Name);
        json.Seller("sellerOfRecord", offer.SellerOfRecord);
    });

    public static void OfferSet(this Utf8JsonWriter json, OfferSetInformation set) => json.Object("offerSet", () =>
    {
        json.WriteString("offerSetId", set.Set.Id);
        json.Seller("sellerOfRecord", set.SellerOfRecord);
    });

    public static Named PricingModel(PricingModel model)
    {
        var word = model.ToString().ToUpperInvariant();
        return new Named(word, FacetWords.NameOf(Facet.Pricing, word));
    }
}
