using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App.Discovery;
using Guildhall.Domain;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Discovery;

/// <summary><c>POST /2026-02-05/getListing</c>. storefront-and-procurement.md A.5.</summary>
internal static class GetListing
{
    public static Operation Operation(DiscoveredProducts products, LogoAddresses logos) => DiscoveryOperation.Post<GetListingRequest, ListingDetails>(
        "GetListing",
        DiscoveryJson.Default.GetListingRequest,
        async (caller, request, cancellation) =>
        {
            ImmutableArray<Problem> problems = [.. DiscoveryLimits.Id("listingId", request.ListingId)];
            return problems.IsEmpty ? await products.ListingAsync(caller, request.ListingId!, cancellation) : problems;
        },
        (json, listing, call) => Write(json, listing, logos.Origin(call)));

    private static void Write(Utf8JsonWriter json, ListingDetails listing, string origin)
    {
        json.Summary(listing.Summary);
        json.WriteString("logoThumbnailUrl", LogoAddresses.Of(origin, listing.Summary.LogoUrl, listing.Summary.Name));
        json.Presentation(listing.Presentation);
        json.Each("useCases", listing.Presentation.UseCases, use => json.Object("useCase", () =>
        {
            json.WriteString("value", use.Value);
            json.WriteString("displayName", use.DisplayName);
            json.WriteString("description", use.Description);
        }));
        json.Word("integrationGuide", listing.Presentation.IntegrationGuide);
        json.Each("associatedEntities", listing.Summary.Products.Take(100), product =>
        {
            json.Product(product);
            if (listing.Offers.TryGetValue(product.Product.Id, out var offer)) json.Offer(offer);
        });
    }
}

internal sealed record GetListingRequest
{
    public string? ListingId { get; init; }
}
