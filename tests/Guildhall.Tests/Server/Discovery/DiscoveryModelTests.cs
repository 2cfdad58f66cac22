using System.Net;
using System.Text.Json.Nodes;
using Guildhall.Tests.Server.Api;

namespace Guildhall.Tests.Server.Discovery;

/// <summary>The Discovery API against AWS's own model, where a botocore is installed: every operation, member, limit and word, asked and answered (decisions.md 38).</summary>
[Trait("Ring", "Clients")]
public sealed class DiscoveryModelTests(SqliteDiscoveryHall fixture) : IClassFixture<SqliteDiscoveryHall>
{
    private static readonly (string Operation, JsonObject Request)[] Requests =
    [
        ("SearchListings", Parse("""{"searchText":"a","filters":[{"filterType":"CATEGORY","filterValues":["security"]}],"sortBy":"RELEVANCE","sortOrder":"DESCENDING","maxResults":20}""")),
        ("SearchFacets", Parse("""{"searchText":"a","filters":[{"filterType":"CATEGORY","filterValues":["security"]}],"facetTypes":["CATEGORY"]}""")),
        ("GetListing", Parse("""{"listingId":"prodview-full000000000"}""")),
        ("GetProduct", Parse("""{"productId":"prod-full000000000"}""")),
        ("GetOffer", Parse("""{"offerId":"offer-full"}""")),
        ("GetOfferSet", Parse("""{"offerSetId":"offerset-open"}""")),
        ("GetOfferTerms", Parse("""{"offerId":"offer-full","maxResults":25}""")),
        ("ListPurchaseOptions", Parse("""{"filters":[{"filterType":"VISIBILITY_SCOPE","filterValues":["PUBLIC"]},{"filterType":"PRODUCT_ID","filterValues":["prod-full000000000"]}],"maxResults":100}""")),
        ("ListFulfillmentOptions", Parse("""{"productId":"prod-full000000000","maxResults":50}""")),
    ];

    /// <summary>A value that fits each type of filter.</summary>
    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["CATEGORY"] = "security",
        ["PUBLISHER"] = "seller-maker",
        ["FULFILLMENT_OPTION_TYPE"] = "SAAS",
        ["PRICING_MODEL"] = "FREE",
        ["PRICING_UNIT"] = "USERS",
        ["DEPLOYED_ON_AWS"] = "DEPLOYED",
        ["NUMBER_OF_PRODUCTS"] = "MULTIPLE",
        ["MIN_AVERAGE_CUSTOMER_RATING"] = "4.0",
        ["MAX_AVERAGE_CUSTOMER_RATING"] = "4.0",
        ["PRODUCT_ID"] = "prod-full000000000",
        ["SELLER_OF_RECORD_PROFILE_ID"] = "seller-dealer",
        ["PURCHASE_OPTION_TYPE"] = "OFFERSET",
        ["VISIBILITY_SCOPE"] = "PUBLIC",
        ["AVAILABILITY_STATUS"] = "AVAILABLE",
    };

    [Fact]
    public async Task Every_operation_of_the_model_is_served_by_its_method_and_path()
    {
        var modelled = (await DescribeAsync()).Where(line => line["operation"] is not null).Select(line => $"{line["operation"]} {line["method"]} {line["uri"]}");
        Assert.Equal(modelled.Order(), fixture.Hall.Host.Operations.Operations.Where(o => o.Path.StartsWith("/2026-02-05/", StringComparison.Ordinal)).Select(o => $"{o.Name} {o.Method} {o.Path}").Order());
    }

    [Fact]
    public async Task Every_member_of_the_model_but_the_tokens_is_tried()
    {
        var missing = (await DescribeAsync()).Select(line => line["missing"]?.GetValue<string>()).OfType<string>();
        Assert.All(missing, member => Assert.EndsWith(".nextToken", member, StringComparison.Ordinal));
    }

    [Fact]
    public async Task S59_Every_limit_and_required_member_of_the_model_is_kept_and_every_word_is_known()
    {
        var (tried, wrong) = (0, new List<string>());
        foreach (var line in (await DescribeAsync()).Where(line => line["rule"] is not null))
        {
            var (operation, request) = Requests[line["request"]!.GetValue<int>()];
            var (rule, changed) = (line["rule"]!.GetValue<string>(), ServiceModel.Changed(request, line));
            if (rule == "word" && line["path"]!.AsArray()[^1]!.ToString() == "filterType") Fit(changed, line["path"]![1]!.GetValue<int>());
            var answer = await fixture.Named.PostAsync($"/2026-02-05/{char.ToLowerInvariant(operation[0])}{operation[1..]}", changed);
            var refused = answer is { Status: HttpStatusCode.BadRequest, ErrorType: "ValidationException" };
            if (refused == (rule == "word")) wrong.Add($"{operation} {line["path"]!.ToJsonString()} {rule}: {(int)answer.Status} {answer.Body}");
            tried++;
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(tried > 60, $"Only {tried} rules were found in the model.");
    }

    [Fact]
    public async Task Every_answer_fits_the_model_and_together_they_have_all_its_members()
    {
        var answers = new List<(string, JsonNode)>();
        var listings = await AskAsync("SearchListings", """{"maxResults":100}""");
        foreach (var listing in listings["listingSummaries"]!.AsArray())
        {
            await AskAsync("GetListing", new JsonObject { ["listingId"] = listing!["listingId"]!.GetValue<string>() }.ToJsonString());
            var product = listing["associatedEntities"]![0]!["product"]!["productId"]!.GetValue<string>();
            await AskAsync("GetProduct", new JsonObject { ["productId"] = product }.ToJsonString());
            await AskAsync("ListFulfillmentOptions", new JsonObject { ["productId"] = product }.ToJsonString());
        }

        await AskAsync("SearchFacets", "{}");
        await AskAsync("GetListing", """{"listingId":"prodview-collection"}""");
        foreach (var (operation, request) in Requests) await AskAsync(operation, request.ToJsonString());
        await AskAsync("GetOffer", """{"offerId":"offer-private"}""");
        await AskAsync("GetOfferSet", """{"offerSetId":"offerset-secret"}""");
        await AskAsync("ListPurchaseOptions", """{"filters":[{"filterType":"VISIBILITY_SCOPE","filterValues":["PRIVATE"]}],"maxResults":100}""");
        await AskAsync("ListPurchaseOptions", """{"filters":[{"filterType":"VISIBILITY_SCOPE","filterValues":["PUBLIC"]}],"maxResults":2}""");
        await AskAsync("GetOfferTerms", """{"offerId":"offer-full","maxResults":2}""");
        await AskAsync("ListFulfillmentOptions", """{"productId":"prod-full000000000","maxResults":2}""");
        Assert.Equal(
            [
                "unseen GetListing.reviewSummary.reviewSourceSummaries.sourceUrl", // Guildhall has no page of reviews to send anybody to
                "unseen SearchFacets.nextToken", // one page, always
                "unseen SearchListings.listingSummaries.reviewSummary.reviewSourceSummaries.sourceUrl",
            ],
            (await ServiceModel.CheckAsync("marketplace-discovery", answers)).Order(StringComparer.Ordinal));

        async Task<JsonNode> AskAsync(string operation, string request)
        {
            var answer = await DiscoveryHall.AskAsync(fixture.Named, char.ToLowerInvariant(operation[0]) + operation[1..], request);
            answers.Add((operation, answer));
            return answer;
        }
    }

    private static void Fit(JsonObject request, int place)
    {
        var filter = request["filters"]![place]!;
        filter["filterValues"] = new JsonArray(Values[filter["filterType"]!.GetValue<string>()]);
    }

    private static Task<List<JsonNode>> DescribeAsync() => ServiceModel.DescribeAsync("marketplace-discovery", Requests);

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
