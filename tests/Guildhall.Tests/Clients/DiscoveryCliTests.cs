using System.Text.Json;
using Guildhall.Tests.Server.Discovery;
using Guildhall.Tests.Wire.Signing;

namespace Guildhall.Tests.Clients;

/// <summary>The AWS CLI and botocore's paginators against the Discovery API. storefront-and-procurement.md A.10, H.</summary>
[Trait("Ring", "Clients")]
public sealed class DiscoveryCliTests(SqliteDiscoveryHall fixture) : IClassFixture<SqliteDiscoveryHall>
{
    [Theory]
    [InlineData("search-listings", """{"searchText":"web application firewall","filters":[{"filterType":"CATEGORY","filterValues":["security"]},{"filterType":"FULFILLMENT_OPTION_TYPE","filterValues":["SAAS","CONTAINER"]},{"filterType":"MIN_AVERAGE_CUSTOMER_RATING","filterValues":["4.0"]}],"sortBy":"RELEVANCE","sortOrder":"DESCENDING","maxResults":20}""", "totalResults listingSummaries")]
    [InlineData("search-facets", """{"searchText":"security","facetTypes":["CATEGORY","PRICING_MODEL","PUBLISHER"]}""", "totalResults listingFacets")]
    [InlineData("get-listing", """{"listingId":"prodview-full000000000"}""", "associatedEntities badges catalog categories fulfillmentOptionSummaries highlights listingId listingName logoThumbnailUrl longDescription pricingModels pricingUnits promotionalMedia publisher resources sellerEngagements shortDescription useCases")]
    [InlineData("get-product", """{"productId":"prod-full000000000"}""", "productId catalog productName deployedOnAws shortDescription longDescription manufacturer logoThumbnailUrl fulfillmentOptionSummaries categories highlights promotionalMedia resources sellerEngagements")]
    [InlineData("get-offer", """{"offerId":"offer-full"}""", "offerId catalog agreementProposalId sellerOfRecord pricingModel badges associatedEntities")]
    [InlineData("get-offer-set", """{"offerSetId":"offerset-open"}""", "offerSetId catalog sellerOfRecord badges associatedEntities")]
    [InlineData("get-offer-terms", """{"offerId":"offer-full","maxResults":25}""", "offerTerms")]
    [InlineData("list-fulfillment-options", """{"productId":"prod-full000000000","maxResults":50}""", "fulfillmentOptions")]
    [InlineData("list-purchase-options", """{"filters":[{"filterType":"PRODUCT_ID","filterValues":["prod-full000000000"]},{"filterType":"PURCHASE_OPTION_TYPE","filterValues":["OFFER"]}],"maxResults":50}""", "purchaseOptions")]
    public async Task StorefrontH1_Each_of_the_nine_commands_prints_every_required_member(string command, string input, string members)
    {
        var answer = (await Cli().RunAsync($"marketplace-discovery {command} --cli-input-json", input)).Json;
        Assert.All(members.Split(' '), member => Assert.True(answer.TryGetProperty(member, out _), member));
    }

    [Fact]
    public async Task StorefrontH3_What_the_CLI_counts_for_a_value_of_a_facet_is_what_filtering_by_it_finds()
    {
        var facets = (await Cli().RunAsync("marketplace-discovery search-facets")).Json.GetProperty("listingFacets");
        foreach (var facet in facets.EnumerateObject())
        {
            var value = facet.Value[facet.Value.GetArrayLength() / 2];
            var type = facet.Name == "AVERAGE_CUSTOMER_RATING" ? "MIN_AVERAGE_CUSTOMER_RATING" : facet.Name;
            var found = (await Cli().RunAsync($"marketplace-discovery search-listings --no-paginate --max-results 1 --filters filterType={type},filterValues={value.GetProperty("value").GetString()}")).Json;
            Assert.Equal((facet.Name, value.GetProperty("count").GetInt32()), (facet.Name, found.GetProperty("totalResults").GetInt32()));
        }

        Assert.Equal(8, facets.EnumerateObject().Count());
    }

    [Theory]
    [InlineData("search-listings --sort-by NEWEST")]
    [InlineData("search-listings --filters filterType=COLOR,filterValues=red")]
    [InlineData("search-listings --filters filterType=MIN_AVERAGE_CUSTOMER_RATING,filterValues=5.1")]
    [InlineData("search-listings --no-paginate --max-results 500")]
    [InlineData("list-purchase-options")]
    [InlineData("get-listing --listing-id no/such.id")]
    public async Task StorefrontH4_What_the_CLI_lets_through_and_the_limits_do_not_is_a_ValidationException_at_the_first_attempt(string words)
    {
        await using var between = await Between.StartAsync(fixture.Hall);
        var key = fixture.Named.Credentials;
        var refused = await new AwsCli(between.Url, key.AccessKeyId, key.SecretAccessKey).With("AWS_MAX_ATTEMPTS", null).RunAsync("marketplace-discovery " + words);
        Assert.Equal(("ValidationException", 1), (refused.ErrorName, between.Count));
    }

    [Theory]
    [InlineData("get-listing --listing-id prodview-secret0000000")]
    [InlineData("get-product --product-id prod-secret0000000")]
    [InlineData("get-offer --offer-id offer-secret")]
    [InlineData("get-offer-set --offer-set-id offerset-secret")]
    [InlineData("get-offer-terms --offer-id offer-secret")]
    [InlineData("list-fulfillment-options --product-id prod-secret0000000")]
    [InlineData("search-listings --search-text zymurgy")]
    [InlineData("search-facets --search-text zymurgy")]
    [InlineData("list-purchase-options --filters filterType=PRODUCT_ID,filterValues=prod-secret0000000")]
    public async Task StorefrontH8_M19_The_CLI_shows_a_private_offer_to_the_account_it_names_and_to_no_other_by_any_of_the_nine_commands(string words)
    {
        var named = (await Cli().RunAsync("marketplace-discovery " + words)).Ok().Output;
        var other = await new MarketplaceCli(fixture.Hall, fixture.Other).RunAsync("marketplace-discovery " + words);
        Assert.Matches("(?i)zymurgy|secret|5000|\"totalResults\": 1", named);
        if (words.StartsWith("get-", StringComparison.Ordinal) || words.StartsWith("list-f", StringComparison.Ordinal)) Assert.Equal("ResourceNotFoundException", other.ErrorName);
        else Assert.DoesNotMatch("(?i)zymurgy|secret|5000|\"totalResults\": 1", other.Ok().Output);
    }

    [Fact]
    public async Task StorefrontH2_H3_H4_H8_boto3_pages_everything_counts_right_sees_reasons_and_nothing_of_others()
    {
        var (key, other) = (fixture.Named.Credentials, fixture.Other.Credentials);
        var lines = await Python.RunAsync("Clients/discover_with_boto3.py", fixture.Hall.Url, key.AccessKeyId, key.SecretAccessKey, other.AccessKeyId, other.SecretAccessKey);
        var seen = JsonElement.Parse(lines.Single());
        foreach (var walk in seen.GetProperty("walks").EnumerateObject())
        {
            var (found, pages, distinct) = (walk.Value[0].GetInt32(), walk.Value[1].GetInt32(), walk.Value[2].GetInt32());
            Assert.True(found == distinct && pages > 1 && found > pages, $"{walk.Name}: {walk.Value}");
        }

        Assert.Equal(seen.GetProperty("walks").GetProperty("listings")[0].GetInt32(), seen.GetProperty("total").GetInt32());
        Assert.Equal("[]", seen.GetProperty("miscounted").GetRawText());
        Assert.True(seen.GetProperty("counted").GetInt32() > 100);
        foreach (var wrong in new[] { "sort", "filter", "range", "id", "size", "options" }) Assert.Equal($"""{wrong} ["ValidationException","MALFORMED_REQUEST_PARAMETERS",0]""", $"{wrong} {Text(wrong)}");
        Assert.Equal("""["ValidationException","INVALID_PAGINATION_TOKEN",0]""", Text("token"));
        Assert.Equal("""["ResourceNotFoundException",null,0]""", Text("missing"));
        Assert.All(seen.GetProperty("named").EnumerateObject(), operation => Assert.Equal((operation.Name, "seen"), (operation.Name, operation.Value.GetString())));
        Assert.All(seen.GetProperty("other").EnumerateObject(), operation => Assert.Equal(
            (operation.Name, operation.Name is "search_listings" or "search_facets" or "list_purchase_options" ? "nothing" : "ResourceNotFoundException"), (operation.Name, operation.Value.GetString())));
        Assert.Equal(9, seen.GetProperty("other").EnumerateObject().Count());

        string Text(string name) => seen.GetProperty(name).GetRawText().Replace(" ", "", StringComparison.Ordinal);
    }

    private MarketplaceCli Cli() => new(fixture.Hall, fixture.Named);
}
