using System.Net;
using System.Text.Json.Nodes;

namespace Guildhall.Tests.Server.Discovery;

/// <summary>What Discovery refuses, and that what belongs to others looks like what does not exist. storefront-and-procurement.md A.2, A.3, A.7, G, H.</summary>
public abstract class DiscoveryRefusalTests(DiscoveryHall fixture)
{
    public static TheoryData<string, string> Bad => new()
    {
        { "searchListings", """{"sortBy":"NEWEST"}""" },
        { "searchListings", """{"sortOrder":"UP"}""" },
        { "searchListings", """{"searchText":""}""" },
        { "searchListings", """{"searchText":7}""" },
        { "searchListings", """{"maxResults":0}""" },
        { "searchListings", """{"maxResults":101}""" },
        { "searchListings", """{"maxResults":1.5}""" },
        { "searchListings", """{"maxResults":"20"}""" },
        { "searchListings", """{"filters":[]}""" },
        { "searchListings", """{"filters":[null]}""" },
        { "searchListings", """{"filters":{}}""" },
        { "searchListings", """{"filters":[{"filterType":"COLOR","filterValues":["red"]}]}""" },
        { "searchListings", """{"filters":[{"filterType":"AVERAGE_CUSTOMER_RATING","filterValues":["4.0"]}]}""" },
        { "searchListings", """{"filters":[{"filterType":"CATEGORY"}]}""" },
        { "searchListings", """{"filters":[{"filterType":"CATEGORY","filterValues":[]}]}""" },
        { "searchListings", """{"filters":[{"filterType":"CATEGORY","filterValues":["a b"]}]}""" },
        { "searchListings", """{"filters":[{"filterType":"PRICING_MODEL","filterValues":["CHEAP"]}]}""" },
        { "searchListings", """{"filters":[{"filterType":"NUMBER_OF_PRODUCTS","filterValues":["2"]}]}""" },
        { "searchListings", """{"filters":[{"filterType":"MIN_AVERAGE_CUSTOMER_RATING","filterValues":["5.1"]}]}""" },
        { "searchListings", """{"filters":[{"filterType":"MIN_AVERAGE_CUSTOMER_RATING","filterValues":["-1"]}]}""" },
        { "searchListings", """{"filters":[{"filterType":"MAX_AVERAGE_CUSTOMER_RATING","filterValues":["1.0","2.0"]}]}""" },
        { "searchFacets", """{"facetTypes":["COLOR"]}""" },
        { "searchFacets", """{"facetTypes":[null]}""" },
        { "getListing", "{}" },
        { "getListing", """{"listingId":""}""" },
        { "getListing", """{"listingId":"a b"}""" },
        { "getProduct", """{"productId":["a"]}""" },
        { "getOffer", """{"offerId":"a/b"}""" },
        { "getOfferSet", "[]" },
        { "getOfferTerms", """{"offerId":"offer-full","maxResults":26}""" },
        { "listFulfillmentOptions", """{"productId":"prod-full000000000","maxResults":51}""" },
        { "listPurchaseOptions", "{}" },
        { "listPurchaseOptions", """{"filters":[{"filterType":"PURCHASE_OPTION_TYPE","filterValues":["OFFER"]}]}""" },
        { "listPurchaseOptions", """{"filters":[{"filterType":"PRODUCT_ID","filterValues":["a.b"]}]}""" },
        { "listPurchaseOptions", """{"filters":[{"filterType":"VISIBILITY_SCOPE","filterValues":["SECRET"]}]}""" },
        { "listPurchaseOptions", """{"filters":[{"filterType":"PRODUCT_ID","filterValues":["a"]},{"filterType":"AVAILABILITY_STATUS","filterValues":["SOON"]}]}""" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task StorefrontH4_Bad_input_is_told_with_its_reason(string operation, string request)
    {
        var answer = await fixture.Named.PostAsync($"/2026-02-05/{operation}", request);
        Assert.Equal((HttpStatusCode.BadRequest, "ValidationException", "MALFORMED_REQUEST_PARAMETERS"), (answer.Status, answer.ErrorType, answer.Text("reason")));
        Assert.NotEqual("", answer.Text("message"));
    }

    [Fact]
    public async Task StorefrontH4_A_token_is_good_for_its_call_its_account_and_its_parameters_alone()
    {
        var token = (await DiscoveryHall.AskAsync(fixture.Named, "searchListings", """{"maxResults":5}"""))["nextToken"]!.GetValue<string>();
        await DiscoveryHall.AskAsync(fixture.Named, "searchListings", new { nextToken = token, maxResults = 9 });
        await RefusedAsync(fixture.Other, "searchListings", new { nextToken = token });
        await RefusedAsync(fixture.Named, "searchListings", new { nextToken = token, searchText = "security" });
        await RefusedAsync(fixture.Named, "searchListings", new { nextToken = token, sortOrder = "ASCENDING" });
        await RefusedAsync(fixture.Named, "searchFacets", new { nextToken = token });
        await RefusedAsync(fixture.Named, "getOfferTerms", new { nextToken = token, offerId = DiscoveryHall.FullOffer });
        await RefusedAsync(fixture.Named, "listFulfillmentOptions", new { nextToken = token, productId = DiscoveryHall.Full });
        await RefusedAsync(fixture.Named, "searchListings", new { nextToken = token[..^5] });
        await RefusedAsync(fixture.Named, "searchListings", new { nextToken = "junk" });
        var terms = (await DiscoveryHall.AskAsync(fixture.Named, "getOfferTerms", new { offerId = DiscoveryHall.FullOffer, maxResults = 1 }))["nextToken"]!.GetValue<string>();
        await RefusedAsync(fixture.Named, "getOfferTerms", new { offerId = DiscoveryHall.FutureOffer, nextToken = terms });
        var options = (await DiscoveryHall.AskAsync(fixture.Named, "listPurchaseOptions", """{"maxResults":1,"filters":[{"filterType":"VISIBILITY_SCOPE","filterValues":["PUBLIC"]}]}"""))["nextToken"]!.GetValue<string>();
        await RefusedAsync(fixture.Named, "listPurchaseOptions", JsonNode.Parse($$"""{"nextToken":"{{options}}","filters":[{"filterType":"VISIBILITY_SCOPE","filterValues":["PRIVATE"]}]}""")!);
    }

    [Fact]
    public async Task Unknown_members_are_ignored() => await DiscoveryHall.AskAsync(fixture.Named, "searchListings", """{"colour":"red","maxResults":1,"filters":[{"filterType":"CATEGORY","filterValues":["security"],"more":1}]}""");

    [Fact]
    public async Task StorefrontH8_Anothers_private_things_and_missing_ones_answer_alike_byte_for_byte()
    {
        (string Operation, string Member, string Private, string Missing)[] cases =
        [
            ("getListing", "listingId", DiscoveryHall.SecretListing, "prodview-zzzzzzzzzzzzz"),
            ("getProduct", "productId", DiscoveryHall.Secret, "prod-zzzzzzzzzzzzz"),
            ("getProduct", "productId", DiscoveryHall.Gone, "prod-zzzzzzzzzzzzz"),
            ("listFulfillmentOptions", "productId", DiscoveryHall.Secret, "prod-zzzzzzzzzzzzz"),
            ("getOffer", "offerId", DiscoveryHall.SecretOffer, "offer-zzzzzzzzzzzzz"),
            ("getOffer", "offerId", DiscoveryHall.PrivateOffer, "offer-zzzzzzzzzzzzz"),
            ("getOffer", "offerId", "offer-draft", "offer-zzzzzzzzzzzzz"),
            ("getOfferTerms", "offerId", DiscoveryHall.PrivateOffer, "offer-zzzzzzzzzzzzz"),
            ("getOfferSet", "offerSetId", DiscoveryHall.SecretSet, "offerset-zzzzzzzzz"),
        ];
        foreach (var (operation, member, secret, missing) in cases)
        {
            var (others, none) = (await fixture.Other.PostAsync($"/2026-02-05/{operation}", new JsonObject { [member] = secret }.ToJsonString()), await fixture.Other.PostAsync($"/2026-02-05/{operation}", new JsonObject { [member] = missing }.ToJsonString()));
            Assert.Equal((HttpStatusCode.NotFound, "ResourceNotFoundException"), (others.Status, others.ErrorType));
            Assert.Equal(none, others);
        }

        foreach (var id in (string[])[DiscoveryHall.Secret, "prod-zzzzzzzzzzzzz"])
            Assert.Equal("""{"purchaseOptions":[]}""", (await fixture.Other.PostAsync("/2026-02-05/listPurchaseOptions", $$"""{"filters":[{"filterType":"PRODUCT_ID","filterValues":["{{id}}"]}]}""")).Body);
        foreach (var (operation, member, secret, _) in cases.Where(c => c.Private is not (DiscoveryHall.Gone or "offer-draft")))
            await DiscoveryHall.AskAsync(fixture.Named, operation, new JsonObject { [member] = secret }.ToJsonString());
    }

    [Theory]
    [InlineData("searchListings", "{}")]
    [InlineData("searchFacets", "{}")]
    [InlineData("getListing", """{"listingId":"prodview-full000000000"}""")]
    [InlineData("getProduct", """{"productId":"prod-full000000000"}""")]
    [InlineData("getOffer", """{"offerId":"offer-full"}""")]
    [InlineData("getOfferSet", """{"offerSetId":"offerset-open"}""")]
    [InlineData("getOfferTerms", """{"offerId":"offer-full"}""")]
    [InlineData("listPurchaseOptions", """{"filters":[{"filterType":"PRODUCT_ID","filterValues":["prod-full000000000"]}]}""")]
    [InlineData("listFulfillmentOptions", """{"productId":"prod-full000000000"}""")]
    public async Task Each_operation_needs_the_right_of_its_name(string operation, string request)
    {
        var action = char.ToUpperInvariant(operation[0]) + operation[1..];
        var only = await fixture.Hall.CallerWithPolicyAsync(fixture.World.Developer, $"only-{operation}", $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"aws-marketplace:{{action}}","Resource":"*"}]}""");
        var none = await fixture.Hall.CallerWithPolicyAsync(fixture.World.Developer, $"not-{operation}", $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"aws-marketplace:{{action}}","Resource":"*"}]}""");
        Assert.Equal(HttpStatusCode.OK, (await only.PostAsync($"/2026-02-05/{operation}", request)).Status);
        var denied = await none.PostAsync($"/2026-02-05/{operation}", request);
        Assert.Equal((HttpStatusCode.Forbidden, "AccessDeniedException"), (denied.Status, denied.ErrorType));
    }

    private static async Task RefusedAsync(HallCaller caller, string operation, object request)
    {
        var answer = await caller.PostAsync($"/2026-02-05/{operation}", request is JsonNode node ? node.ToJsonString() : request);
        Assert.Equal((HttpStatusCode.BadRequest, "ValidationException", "INVALID_PAGINATION_TOKEN"), (answer.Status, answer.ErrorType, answer.Text("reason")));
    }
}

public sealed class DiscoveryRefusalOnSqliteTests(SqliteDiscoveryHall fixture) : DiscoveryRefusalTests(fixture), IClassFixture<SqliteDiscoveryHall>;

[Trait("Ring", "Postgres")]
public sealed class DiscoveryRefusalOnPostgresTests(PostgresDiscoveryHall fixture) : DiscoveryRefusalTests(fixture), IClassFixture<PostgresDiscoveryHall>;
