using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App.Discovery;
using Guildhall.Domain;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Discovery;

/// <summary><c>POST /2026-02-05/getOfferSet</c>. storefront-and-procurement.md A.7.</summary>
internal static class GetOfferSet
{
    public static Operation Operation(DiscoveredOffers offers) => DiscoveryOperation.Post<GetOfferSetRequest, OfferSetDetails>(
        "GetOfferSet",
        DiscoveryJson.Default.GetOfferSetRequest,
        async (caller, request, cancellation) =>
        {
            ImmutableArray<Problem> problems = [.. DiscoveryLimits.Id("offerSetId", request.OfferSetId)];
            return problems.IsEmpty ? await offers.SetAsync(caller, request.OfferSetId!, cancellation) : problems;
        },
        (json, set, _) => Write(json, set));

    private static void Write(Utf8JsonWriter json, OfferSetDetails details)
    {
        json.WriteString("offerSetId", details.Set.Id);
        json.WriteString("catalog", DiscoveryOperation.Catalog);
        if (!string.IsNullOrWhiteSpace(details.Set.Name)) json.WriteString("offerSetName", details.Set.Name);
        json.Time("availableFromTime", details.Set.AvailableFrom);
        json.Time("expirationTime", details.Set.Expires);
        json.Word("buyerNotes", details.Set.BuyerNotes);
        json.Seller("sellerOfRecord", details.SellerOfRecord);
        json.Named("badges", "badgeType", details.Badges);
        json.Each("associatedEntities", details.Products, offered =>
        {
            json.Product(offered.Product);
            json.Offer(offered.Offer);
        });
    }
}

internal sealed record GetOfferSetRequest
{
    public string? OfferSetId { get; init; }
}
