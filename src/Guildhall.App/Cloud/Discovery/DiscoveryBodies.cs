using System.Text;
using System.Text.Json.Nodes;

namespace Guildhall.App.Cloud.Discovery;

/// <summary>The bodies of requests, with the largest pages there are. storefront-and-procurement.md A.2, A.10.</summary>
internal static class DiscoveryBodies
{
    /// <param name="token">Where the list is to go on; null from its beginning.</param>
    public static byte[] Of(DiscoveryQuestion question, string? token)
    {
        var body = Members(question);
        if (token is not null) body["nextToken"] = token;
        return Encoding.UTF8.GetBytes(body.ToJsonString());
    }

    private static JsonObject Members(DiscoveryQuestion question) => question.Operation switch
    {
        DiscoveryOperation.SearchListings => Sliced(question, new JsonObject { ["maxResults"] = 100 }),
        DiscoveryOperation.SearchFacets => Sliced(question, new JsonObject { ["facetTypes"] = new JsonArray(SearchSlice.Of(question.Id).NextCut!) }),
        DiscoveryOperation.GetListing => new JsonObject { ["listingId"] = question.Id },
        DiscoveryOperation.GetProduct => new JsonObject { ["productId"] = question.Id },
        DiscoveryOperation.ListFulfillmentOptions => new JsonObject { ["productId"] = question.Id, ["maxResults"] = 50 },
        DiscoveryOperation.ListPurchaseOptions => new JsonObject { ["filters"] = new JsonArray(Filter("PRODUCT_ID", question.Id)), ["maxResults"] = 100 },
        DiscoveryOperation.GetOffer => new JsonObject { ["offerId"] = question.Id },
        DiscoveryOperation.GetOfferTerms => new JsonObject { ["offerId"] = question.Id, ["maxResults"] = 25 },
        DiscoveryOperation.GetOfferSet => new JsonObject { ["offerSetId"] = question.Id },
        _ => throw new ArgumentOutOfRangeException(nameof(question)),
    };

    private static JsonObject Sliced(DiscoveryQuestion question, JsonObject body)
    {
        var slice = SearchSlice.Of(question.Id);
        if (slice.Filters.Length > 0) body["filters"] = new JsonArray([.. slice.Filters.Select(filter => Filter(filter.Type, filter.Value))]);
        return body;
    }

    private static JsonObject Filter(string type, string value) => new() { ["filterType"] = type, ["filterValues"] = new JsonArray(value) };
}
