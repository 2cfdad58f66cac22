using System.Text.Json.Nodes;

namespace Guildhall.Tests.Server.Pulls;

/// <summary>Pulls from a Discovery API that answers what makes no sense. F-13, F-14.</summary>
public sealed class BadAnswerTests : PullingTests
{
    /// <summary>What is answered in place of something about product 3, and what is told about it.</summary>
    public static TheoryData<string, Func<JsonNode, IResult>, string> BadAnswers => new()
    {
        { "getProduct", _ => Results.Text("<html>Welcome to the hotel</html>", "text/html"), "GetProduct of prod-0003aaaaaaaaa is not JSON" },
        { "getProduct", _ => SmallMarketplace.Json(new JsonObject { ["productId"] = "prod-other" }), "is about prod-other" },
        { "getProduct", _ => Results.Text("{\"productId\":\"prod-0003aaaaaaaaa\",\"productName\":\"\\ud800\"}", "application/json"), "surrogate" },
        { "getProduct", _ => Results.Text($"{{\"productId\":\"prod-0003aaaaaaaaa\",\"deep\":{new string('[', 10_000)}", "application/json"), "nested too deeply" },
        { "getProduct", _ => Results.Stream(Endless, "application/json"), "is too large" },
        { "listFulfillmentOptions", _ => SmallMarketplace.Json(new JsonObject { ["fulfillmentOptions"] = new JsonArray(new JsonObject { ["teleportFulfillmentOption"] = new JsonObject() }) }), "fulfillmentOptions[0] is of a kind that this version does not know (teleportFulfillmentOption)" },
        { "listFulfillmentOptions", _ => SmallMarketplace.Json(new JsonObject { ["fulfillmentOptions"] = new JsonArray(), ["nextToken"] = "AAAA" }), "comes to a page that it has had before" },
        { "listFulfillmentOptions", request => SmallMarketplace.Json(new JsonObject { ["fulfillmentOptions"] = new JsonArray(), ["nextToken"] = $"{request["nextToken"]}A" }), "has more than 100 pages" },
        { "listFulfillmentOptions", _ => SmallMarketplace.Json(new JsonObject { ["fulfillmentOptions"] = 7 }), "lacks fulfillmentOptions" },
        { "listFulfillmentOptions", _ => SmallMarketplace.Json(new JsonObject { ["fulfillmentOptions"] = new JsonArray(), ["nextToken"] = 7 }), "has no sound nextToken" },
        { "getOfferTerms", _ => SmallMarketplace.Json(new JsonObject { ["offerTerms"] = new JsonArray(new JsonObject { ["barterTerm"] = new JsonObject() }) }), "terms[0] is of a kind that this version does not know (barterTerm)" },
        { "getOfferTerms", _ => SmallMarketplace.Json(new JsonObject { ["offerTerms"] = new JsonArray(new JsonObject { ["byolPricingTerm"] = new JsonObject(), ["renewalTerm"] = new JsonObject() }) }), "terms[0] must have exactly one member" },
        { "getOffer", _ => Results.Text("{\"offerId\":\"offer-0003aaaaaaaaa\",\"availableFromTime\":1e300}", "application/json"), "availableFromTime is no point in time" },
    };

    [Theory]
    [MemberData(nameof(BadAnswers))]
    public async Task F13_F14_A_bad_answer_about_one_thing_is_told_and_everything_else_is_taken_and_nothing_is_lost(string operation, Func<JsonNode, IResult> answer, string told)
    {
        await using var market = await SmallMarketplace.StartAsync(6);
        await PullAsync(market);
        var before = (await StoredAsync()).ToDictionary(r => r.Key, r => r.Value.ToJsonString());
        market.Products = market.Products.Remove(5).Add(6);
        market.Instead = (name, request) => name == operation && request.ToJsonString().Contains("-0003", StringComparison.Ordinal) ? answer(request) : null;

        Assert.Equal(1, await Terminal.RunAsync([.. Arguments(market), "--strict"]));
        Assert.Equal(before, (await StoredAsync()).ToDictionary(r => r.Key, r => r.Value.ToJsonString()));
        var pulled = await PullAsync(market);

        Assert.Contains(told, Terminal.Error, StringComparison.Ordinal);
        Assert.Contains("nothing was withdrawn", Terminal.Error, StringComparison.Ordinal);
        Assert.Equal((2, 0, 0, 1, false), (Count(pulled, "added"), Count(pulled, "changed"), Count(pulled, "withdrawn"), Count(pulled, "refused"), pulled.GetProperty("complete").GetBoolean()));
        var after = (await StoredAsync()).ToDictionary(r => r.Key, r => r.Value.ToJsonString());
        Assert.All(before, record => Assert.Equal(record.Value, after[record.Key]));
    }

    [Fact]
    public async Task A_record_that_no_file_may_hold_is_refused_by_the_same_rules_and_the_rest_is_taken()
    {
        await using var market = await SmallMarketplace.StartAsync(6);
        await PullAsync(market);
        market.Products = market.Products.Remove(5);
        market.Instead = (name, request) => name == "getOfferTerms" && request.ToJsonString().Contains("-0003", StringComparison.Ordinal)
            ? SmallMarketplace.Json(new JsonObject { ["offerTerms"] = new JsonArray(new JsonObject { ["supportTerm"] = new JsonObject { ["id"] = "x", ["refundPolicy"] = 7 } }) })
            : null;
        var pulled = await PullAsync(market);
        Assert.Contains("offer-0003aaaaaaaaa terms[0].refundPolicy must be text.", Terminal.Error, StringComparison.Ordinal);
        Assert.Equal((1, 2, true), (Count(pulled, "refused"), Count(pulled, "withdrawn"), pulled.GetProperty("complete").GetBoolean()));
    }

    /// <summary>What is answered to every search, and what is told.</summary>
    public static TheoryData<Func<IResult>, string> BadSearches => new()
    {
        { () => Results.Text("<html>Welcome to the hotel</html>", "text/html"), "SearchListings is not JSON" },
        { () => SmallMarketplace.Json(new JsonObject { ["totalResults"] = 7 }), "lacks listingSummaries" },
        { () => SmallMarketplace.Json(new JsonObject { ["listingSummaries"] = new JsonArray(), ["nextToken"] = "AAAA" }), "comes to a page that it has had before" },
        { () => Results.Stream(Endless, "application/json"), "is too large" },
        { () => SmallMarketplace.Error("AccessDeniedException", 403), "The key may not do this." },
        { () => SmallMarketplace.Error("UnrecognizedClientException", 403), "The API key doesn't exist" },
        { () => SmallMarketplace.Error("ValidationException", 400, "MALFORMED_REQUEST_PARAMETERS"), "So it is." },
        { () => Results.StatusCode(404), "There is no Discovery API at" },
    };

    [Theory]
    [MemberData(nameof(BadSearches))]
    public async Task F13_F14_Without_the_list_of_listings_nothing_is_changed_and_the_reason_is_told(Func<IResult> answer, string told)
    {
        await using var market = await SmallMarketplace.StartAsync(6);
        await PullAsync(market);
        var before = (await StoredAsync()).ToDictionary(r => r.Key, r => r.Value.ToJsonString());
        market.Instead = (name, _) => name == "searchListings" ? answer() : null;
        Assert.Equal(1, await Terminal.RunAsync(Arguments(market)));
        Assert.Contains(told, Terminal.Error, StringComparison.Ordinal);
        Assert.Equal("", Terminal.Out);
        Assert.Equal(before, (await StoredAsync()).ToDictionary(r => r.Key, r => r.Value.ToJsonString()));

        market.Instead = (_, _) => null;
        Assert.Equal(13 + 4, Count(await PullAsync(market), "unchanged"));
    }

    /// <summary>More than any limit.</summary>
    private static async Task Endless(Stream body)
    {
        var spaces = new byte[1024 * 1024];
        Array.Fill(spaces, (byte)' ');
        for (var megabyte = 0; megabyte < 1_024; megabyte++) await body.WriteAsync(spaces);
    }
}
