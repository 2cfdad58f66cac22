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
    public async Task StorefrontH2_Listings_without_arguments_page_to_their_end()
    {
        var answer = (await Cli().RunAsync("marketplace-discovery search-listings --page-size 50")).Json;
        var ids = answer.GetProperty("listingSummaries").EnumerateArray().Select(l => l.GetProperty("listingId").GetString()).ToList();
        Assert.Equal(answer.GetProperty("totalResults").GetInt32(), ids.Count);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.True(ids.Count > 300);
    }

    [Fact]
    public async Task StorefrontH4_H10_H13_Botocore_pages_everything_sees_reasons_and_tries_refusals_once()
    {
        var key = fixture.Named.Credentials;
        var lines = await Python.RunAsync("Clients/discover_with_botocore.py", fixture.Hall.Url, key.AccessKeyId, key.SecretAccessKey);
        var seen = JsonDocument.Parse(lines.Single()).RootElement;
        foreach (var walk in seen.GetProperty("walks").EnumerateObject())
        {
            var (found, pages, distinct) = (walk.Value[0].GetInt32(), walk.Value[1].GetInt32(), walk.Value[2].GetInt32());
            Assert.True(found == distinct && pages > 1 && found > pages, $"{walk.Name}: {walk.Value}");
        }

        Assert.Equal("""["ValidationException","MALFORMED_REQUEST_PARAMETERS",0]""", seen.GetProperty("sort").GetRawText().Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal("""["ValidationException","INVALID_PAGINATION_TOKEN",0]""", seen.GetProperty("token").GetRawText().Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal("""["ResourceNotFoundException",null,0]""", seen.GetProperty("missing").GetRawText().Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal("""["InvalidSignatureException",null,0]""", seen.GetProperty("secret").GetRawText().Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal("""["UnrecognizedClientException",null,0]""", seen.GetProperty("key").GetRawText().Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal("""["InvalidSignatureException",null,0]""", seen.GetProperty("body").GetRawText().Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal("""["InvalidSignatureException",null,0]""", seen.GetProperty("date").GetRawText().Replace(" ", "", StringComparison.Ordinal));
        Assert.True(seen.GetProperty("catalog").GetInt32() > 0);
    }

    private MarketplaceCli Cli() => new(fixture.Hall, fixture.Named);
}
