using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App.Discovery;
using Guildhall.Domain;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Discovery;

/// <summary><c>POST /2026-02-05/getOffer</c>. storefront-and-procurement.md A.7.</summary>
internal static class GetOffer
{
    public static Operation Operation(DiscoveredOffers offers) => DiscoveryOperation.Post<GetOfferRequest, OfferDetails>(
        "GetOffer",
        DiscoveryJson.Default.GetOfferRequest,
        async (caller, request, cancellation) =>
        {
            ImmutableArray<Problem> problems = [.. DiscoveryLimits.Id("offerId", request.OfferId)];
            return problems.IsEmpty ? await offers.OfferAsync(caller, request.OfferId!, cancellation) : problems;
        },
        (json, offer, _) => Write(json, offer));

    private static void Write(Utf8JsonWriter json, OfferDetails details)
    {
        var offer = details.Offer;
        json.WriteString("offerId", offer.Id);
        json.WriteString("catalog", DiscoveryOperation.Catalog);
        json.Word("offerName", offer.Name);
        json.WriteString("agreementProposalId", offer.ProposalId);
        json.Time("expirationTime", offer.Expires);
        json.Time("availableFromTime", offer.AvailableFrom);
        json.Seller("sellerOfRecord", details.SellerOfRecord);
        json.Word("replacementAgreementId", offer.Replaces);
        json.Object("pricingModel", () => json.Named("pricingModelType", OfferWriter.PricingModel(offer.Pricing)));
        json.Named("badges", "badgeType", details.Badges);
        json.Each("associatedEntities", details.Sets.IsEmpty ? [null] : details.Sets.Select(s => (OfferSetInformation?)s), set =>
        {
            json.Product(details.Product);
            if (set is not null) json.OfferSet(set);
        });
    }
}

internal sealed record GetOfferRequest
{
    public string? OfferId { get; init; }
}
