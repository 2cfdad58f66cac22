using System.Collections.Immutable;
using Guildhall.App.Discovery;
using Guildhall.Domain;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Discovery;

/// <summary><c>POST /2026-02-05/listFulfillmentOptions</c>. storefront-and-procurement.md A.9.</summary>
internal static class ListFulfillmentOptions
{
    private const int MostResults = 50;

    public static Operation Operation(DiscoveredProducts products) => DiscoveryOperation.Post<ListFulfillmentOptionsRequest, DiscoveryPage<FulfillmentOption>>(
        "ListFulfillmentOptions",
        DiscoveryJson.Default.ListFulfillmentOptionsRequest,
        async (caller, request, cancellation) =>
        {
            ImmutableArray<Problem> problems = [.. DiscoveryLimits.Id("productId", request.ProductId), .. DiscoveryLimits.Page(request.MaxResults, MostResults, request.NextToken)];
            return problems.IsEmpty ? await products.FulfillmentAsync(caller, request.ProductId!, request.MaxResults ?? MostResults, request.NextToken, cancellation) : problems;
        },
        (json, page, _) =>
        {
            json.Each("fulfillmentOptions", page.Items, json.FulfillmentOption);
            json.Word("nextToken", page.NextToken);
        });
}

internal sealed record ListFulfillmentOptionsRequest
{
    public string? ProductId { get; init; }

    public int? MaxResults { get; init; }

    public string? NextToken { get; init; }
}
