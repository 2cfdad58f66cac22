using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.App.Catalogue.Import;
using Guildhall.App.Catalogue.Pull;
using Guildhall.App.Cloud.Discovery;
using Guildhall.Tests.Wire.Signing;

namespace Guildhall.Tests.App.Catalogue.Pull;

/// <summary>Answers that have every member of AWS's own model, where a botocore is installed, become records that have all of it (decisions.md 38).</summary>
[Trait("Ring", "Clients")]
public sealed class DiscoverySamplesTests : IDisposable
{
    /// <summary>Members that no record has, by how their paths end.</summary>
    private static readonly string[] Left =
    [
        ".catalog", // always AWSMarketplace
        ".associatedEntities.product.productName", // the product says it itself
        ".associatedEntities.product.manufacturer.sellerProfileId", // likewise
        ".associatedEntities.product.manufacturer.displayName",
        ".associatedEntities.offer.offerName", // the offer says it itself
        ".associatedEntities.offer.sellerOfRecord.sellerProfileId",
        ".associatedEntities.offer.sellerOfRecord.displayName",
        ".associatedEntities.offerSet.sellerOfRecord.sellerProfileId", // the offer set says it itself
        ".associatedEntities.offerSet.sellerOfRecord.displayName",
        ".badges.badgeType", // what is flagged or follows
        ".badges.displayName",
        ".fulfillmentOptionSummaries.displayName", // words for a type
        ".pricingModels.pricingModelType", // follow from the terms
        ".pricingModels.displayName",
        ".pricingUnits.pricingUnitType",
        ".pricingUnits.displayName",
        ".pricingModel.pricingModelType",
        ".pricingModel.displayName",
        ".reviewSummary.reviewSourceSummaries.sourceId", // one source only
        ".reviewSummary.reviewSourceSummaries.sourceName",
        ".reviewSummary.reviewSourceSummaries.sourceUrl",
        ".rateCards.selector.type", // always Duration
        "GetOffer.agreementProposalId", // Guildhall's own follows from the terms
    ];

    private readonly SpoolFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_member_of_the_model_comes_into_a_record_that_an_import_takes_or_is_left_for_a_reason()
    {
        var samples = JsonNode.Parse((await Python.RunAsync("App/Catalogue/Pull/discovery_samples.py")).Single())!.AsObject();
        var file = await FileAsync(samples);

        Assert.Empty(CatalogueText.Plan(new NothingKnown(), file).Refusals);
        var told = Encoding.UTF8.GetString(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).SelectMany(line => Leaves("", JsonNode.Parse(line)!)).Select(leaf => leaf.Value).ToHashSet();
        string[] asked = ["GetListing", "GetProduct", "GetOffer", "GetOfferTerms", "GetOfferSet", "ListFulfillmentOptions"];
        var missing = asked.SelectMany(operation => Leaves(operation, samples[operation]!)).Where(leaf => !told.Contains(leaf.Value)).Select(leaf => leaf.Path).Distinct().ToList();
        var lost = missing.Where(path => !Left.Any(left => path.EndsWith(left, StringComparison.Ordinal))).ToList();
        Assert.True(lost.Count == 0, string.Join('\n', lost));
        Assert.All(Left, left => Assert.Contains(missing, path => path.EndsWith(left, StringComparison.Ordinal)));
        Assert.True(told.Count > 200, $"Only {told.Count} texts.");
    }

    /// <summary>A catalogue of one listing for one product, one for two, an offer and an offer set, all as the samples have them.</summary>
    private async Task<byte[]> FileAsync(JsonObject samples)
    {
        using var spool = await _folder.OpenAsync();
        Add("GetListing", "prodview-z1");
        samples["GetListing"]!["associatedEntities"]!.AsArray().Add(new JsonObject { ["product"] = new JsonObject { ["productId"] = "prod-b1", ["productName"] = "Another" } });
        foreach (var (operation, id) in new[] { ("GetListing", "prodview-z2"), ("GetProduct", "prod-a1"), ("GetProduct", "prod-b1"), ("ListFulfillmentOptions", "prod-a1"), ("ListFulfillmentOptions", "prod-b1"), ("GetOffer", "offer-a1"), ("GetOfferTerms", "offer-a1"), ("GetOfferSet", "offerset-a1") })
            Add(operation, id);
        using var file = new MemoryStream();
        Assert.Empty(new PulledCatalogue(spool, SpoolFolder.Origin, TestContext.Current.CancellationToken).Write(file, complete: true));
        return file.ToArray();

        void Add(string operation, string id) => spool.Add(new DiscoveryQuestion(Enum.Parse<DiscoveryOperation>(operation), id), JsonElement.Parse(samples[operation]!.ToJsonString()));
    }

    /// <summary>All texts and numbers, with the way to them; numbers that are points in time as records have them.</summary>
    private static IEnumerable<(string Path, string Value)> Leaves(string path, JsonNode node) => node switch
    {
        JsonObject of => of.Where(m => m.Value is not null).SelectMany(m => Leaves($"{path}.{m.Key}", m.Value!)),
        JsonArray list => list.SelectMany(item => Leaves(path, item!)),
        _ when path.EndsWith("Time", StringComparison.Ordinal) || path.EndsWith("Date", StringComparison.Ordinal) => [(path, TimeOf(node))],
        _ => [(path, node.ToString())],
    };

    private static string TimeOf(JsonNode node) =>
        node.GetValueKind() == JsonValueKind.Number ? DateTimeOffset.FromUnixTimeSeconds(node.GetValue<long>()).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : node.ToString();
}
