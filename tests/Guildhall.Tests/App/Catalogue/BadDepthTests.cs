using Guildhall.App.Catalogue.Import;

namespace Guildhall.Tests.App.Catalogue;

/// <summary>What Discovery could not answer is not taken: media, engagements, use cases, fulfilment options, listings. storefront-and-procurement.md A.5, A.9, E.4.</summary>
public sealed class BadDepthTests
{
    private const string Image = """{"embeddedImage":{"title":"Board","url":"https://a.example/1.png"}}""";
    private const string UseCase = """{"useCase":{"value":"waf","displayName":"Firewall","description":"Blocks."}}""";
    private const string Engagement = """{"engagementType":"REQUEST_FOR_DEMO","contentType":"LINK","value":"https://a.example/demo"}""";

    [Theory]
    [InlineData("promotionalMedia", "[{}]", "promotionalMedia[0]")]
    [InlineData("promotionalMedia", """[{"embeddedImage":{"title":"A","url":"https://a.example"},"embeddedVideo":{}}]""", "promotionalMedia[0]")]
    [InlineData("promotionalMedia", """[{"embeddedImage":{"title":"A"}}]""", "promotionalMedia[0].embeddedImage")]
    [InlineData("promotionalMedia", """[{"embeddedVideo":{"title":"A","url":"https://a.example","preview":"ftp://a.example","thumbnail":"https://a.example"}}]""", "promotionalMedia[0].embeddedVideo.preview")]
    [InlineData("sellerEngagements", """[{"engagementType":"CALL","contentType":"LINK","value":"a"}]""", "sellerEngagements[0].engagementType")]
    [InlineData("useCases", """[{"useCase":{"value":" ","displayName":"A","description":"A"}}]""", "useCases[0].useCase.value")]
    [InlineData("useCases", """[{"value":"a"}]""", "useCases[0]")]
    [InlineData("dimensions", """[{"key":"k","name":"K","unit":"Units","dimensionLabels":[{"labelType":"Zone","labelValue":"a"}]}]""", "dimensions[0].dimensionLabels[0].labelType")]
    [InlineData("fulfillmentOptions", """[{"type":"HELM","operatingSystems":[{"operatingSystemName":"Linux"}]}]""", "fulfillmentOptions[0].operatingSystems[0]")]
    [InlineData("fulfillmentOptions", """[{"type":"API","awsSupportedServices":[{"supportedServiceType":"EKS","displayName":"EKS"}]}]""", "fulfillmentOptions[0].awsSupportedServices[0]")]
    [InlineData("fulfillmentOptions", """[{"type":"DATA_EXCHANGE","dataArtifacts":[{"resourceType":"S3"}]}]""", "fulfillmentOptions[0].dataArtifacts[0]")]
    [InlineData("fulfillmentOptions", """[{"type":"SAAS","recommendation":{"instanceType":"m5.large"}}]""", "fulfillmentOptions[0].recommendation")]
    [InlineData("fulfillmentOptions", """[{"type":"SAGEMAKER_ALGORITHM","recommendation":{"recommendedBatchTransformInstanceType":"ml.m5.large"}}]""", "fulfillmentOptions[0].recommendation")]
    public void A_bad_member_of_a_product_is_named_with_its_place(string member, string value, string place)
    {
        var refusal = CatalogueText.Refusal(Product(member, value));
        Assert.Equal((3, place), (refusal.Line, refusal.Member));
    }

    [Theory]
    [InlineData("promotionalMedia", 100, Image)]
    [InlineData("useCases", 100, UseCase)]
    [InlineData("sellerEngagements", 100, Engagement)]
    [InlineData("fulfillmentOptions", 100, """{"type":"SAAS"}""")]
    public void A_list_over_its_limit_by_one_is_refused(string member, int most, string item)
    {
        Assert.Empty(Plan(Product(member, $"[{string.Join(',', Enumerable.Repeat(item, most))}]")));
        Assert.Equal(member, Assert.Single(Plan(Product(member, $"[{string.Join(',', Enumerable.Repeat(item, most + 1))}]"))));
    }

    [Fact]
    public void A_guide_or_the_name_of_a_resource_over_255_characters_is_refused()
    {
        Assert.Empty(Plan(Product("integrationGuide", $"\"{new string('x', 255)}\"")));
        Assert.Equal(["integrationGuide"], Plan(Product("integrationGuide", $"\"{new string('x', 256)}\"")));
        Assert.Equal(["resources[0].displayName"], Plan(Product("resources", $$"""[{"resourceType":"MANUFACTURER_SUPPORT","contentType":"OTHER","value":"a","displayName":"{{new string('x', 256)}}"}]""")));
    }

    [Theory]
    [InlineData("""{"kind":"offer","id":"offer-b","product":"prod-a","terms":[{"type":"ConfigurableUpfrontPricingTerm","currencyCode":"USD","rateCards":[{"prices":{"users":"1"}}]}]}""", "terms[0].rateCards[0]")]
    [InlineData("""{"kind":"offer","id":"offer-b","product":"prod-a","terms":[{"type":"UsageBasedPricingTerm","currencyCode":"USD","rateCards":[{"prices":{"":"1"}}]}]}""", "terms[0].rateCards[0].prices.")]
    public void A_contract_has_a_duration_and_every_price_a_dimension(string line, string place) => Assert.Equal([place], Plan(CatalogueText.Product, line));

    [Theory]
    [InlineData("\"shortDescription\":\"Own words.\"", "shortDescription")]
    [InlineData("\"logoUrl\":\"https://a.example/1.png\"", "logoUrl")]
    [InlineData("\"publisher\":\"seller-a\"", "publisher")]
    public void A_listing_of_one_product_may_only_rename_it(string member, string place)
    {
        Assert.Empty(Plan(CatalogueText.Product, """{"kind":"listing","id":"prodview-a","name":"Shield for teams","products":["prod-a"]}"""));
        Assert.Equal([place], Plan(CatalogueText.Product, $$"""{"kind":"listing","id":"prodview-a","products":["prod-a"],{{member}}}"""));
    }

    [Fact]
    public void A_listing_of_several_products_has_texts_of_its_own_and_points_to_what_exists()
    {
        var second = CatalogueText.Product.Replace("prod-a", "prod-b", StringComparison.Ordinal);
        Assert.Empty(Plan(CatalogueText.Product, second, $$"""{"kind":"listing","id":"prodview-c","name":"Both","products":["prod-a","prod-b"],"publisher":"seller-a","shortDescription":"Two.","longDescription":"Two of them.","categories":["security"],"highlights":["Two"],"promotionalMedia":[{{Image}}],"useCases":[{{UseCase}}],"sellerEngagements":[{{Engagement}}],"integrationGuide":"First one, then the other.","rating":{"average":4,"count":2},"logoUrl":"https://a.example/1.png"}"""));
        Assert.Equal(["publisher"], Plan(CatalogueText.Product, second, """{"kind":"listing","id":"prodview-c","products":["prod-a","prod-b"],"publisher":"seller-z"}"""));
        Assert.Equal(["categories"], Plan(CatalogueText.Product, second, """{"kind":"listing","id":"prodview-c","products":["prod-a","prod-b"],"categories":["no-such"]}"""));
    }

    private static IEnumerable<string?> Plan(params string[] lines) => CatalogueText.Plan(new NothingKnown(), [CatalogueText.Header, CatalogueText.Seller, .. lines]).Refusals.Select(r => r.Member);

    private static string Product(string member, string value) => $$"""{"kind":"product","id":"prod-a","type":"SaaSProduct","seller":"seller-a","title":"A","{{member}}":{{value}}}""";
}
