using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App.Discovery;
using Guildhall.Domain;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Discovery;

/// <summary><c>POST /2026-02-05/getProduct</c>. storefront-and-procurement.md A.6.</summary>
internal static class GetProduct
{
    public static Operation Operation(DiscoveredProducts products, LogoAddresses logos) => DiscoveryOperation.Post<GetProductRequest, ProductDetails>(
        "GetProduct",
        DiscoveryJson.Default.GetProductRequest,
        async (caller, request, cancellation) =>
        {
            ImmutableArray<Problem> problems = [.. DiscoveryLimits.Id("productId", request.ProductId)];
            return problems.IsEmpty ? await products.ProductAsync(caller, request.ProductId!, cancellation) : problems;
        },
        (json, product, call) => Write(json, product, logos.Origin(call)));

    private static void Write(Utf8JsonWriter json, ProductDetails details, string origin)
    {
        var product = details.Product.Product;
        json.WriteString("productId", product.Id.Value);
        json.WriteString("catalog", DiscoveryOperation.Catalog);
        json.WriteString("productName", product.Title);
        json.WriteString("deployedOnAws", details.DeployedOnAws);
        json.WriteString("shortDescription", details.Listing.ShortDescription);
        json.Seller("manufacturer", details.Product.Manufacturer);
        json.WriteString("logoThumbnailUrl", LogoAddresses.Of(origin, details.Listing.LogoUrl, product.Title));
        json.Facts(details.Listing);
        json.Presentation(details.Presentation);
    }
}

internal sealed record GetProductRequest
{
    public string? ProductId { get; init; }
}
