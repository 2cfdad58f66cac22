using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Guildhall.App.Catalogue.Generator;

namespace Guildhall.Tests.App.Catalogue;

/// <summary>The generator. storefront-and-procurement.md E.5, contract.md 2.</summary>
public sealed class SyntheticCatalogueTests
{
    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        Assert.Equal(Hash(500, 1), Hash(500, 1));
        Assert.NotEqual(Hash(500, 1), Hash(500, 2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(17)]
    [InlineData(300)]
    public void Every_line_can_be_imported_and_public_products_are_as_many_as_asked(int products)
    {
        var file = Generate(products, 1);
        var catalogue = new MemoryCatalogue();
        var plan = CatalogueText.Plan(catalogue, file);
        Assert.Empty(plan.Refusals);
        Assert.Empty(plan.UnknownMembers);
        catalogue.Import(plan);
        Assert.Equal(products, Products(file).Count(p => p.GetProperty("visibility").GetString() == "Public"));
        Assert.Equal(catalogue.Count, CatalogueText.Plan(catalogue, file).Counts.Unchanged);
    }

    [Fact]
    public void The_shares_are_those_of_the_specification()
    {
        var products = Products(Generate(20_000, 1)).ToList();
        double Share(string member, string value) => 100.0 * products.Count(p => p.GetProperty(member).GetString() == value) / products.Count;
        Assert.Equal(44, Share("type", "SaaSProduct"), 1.5);
        Assert.Equal(27, Share("type", "AmiProduct"), 1.5);
        Assert.Equal(11, Share("type", "ProfessionalServicesProduct"), 1.0);
        Assert.Equal(8, Share("type", "ContainerProduct"), 1.0);
        Assert.Equal(96, Share("visibility", "Public"), 1.0);
        Assert.Equal(3, Share("visibility", "Limited"), 0.6);
        Assert.Equal(35, 100.0 * products.Count(p => p.TryGetProperty("rating", out _)) / products.Count, 1.5);
        Assert.Equal(14, 100.0 * products.Count(p => p.GetProperty("categories")[0].GetString() == "security") / products.Count, 1.5);
        var bySeller = products.GroupBy(p => p.GetProperty("seller").GetString()).Select(g => g.Count()).OrderDescending().ToList();
        Assert.InRange(bySeller[0], 100, 320);
        Assert.InRange(bySeller[bySeller.Count / 2], 1, 4);
        Assert.All(products, p => Assert.InRange(p.GetProperty("shortDescription").GetString()!.Length, 60, 180));
    }

    [Fact]
    public void The_edge_cases_are_in_the_smallest_demo()
    {
        var file = Generate(20, 9);
        var products = Products(file).ToList();
        Assert.Contains(products, p => p.GetProperty("longDescription").GetString()!.Length == 32_768);
        Assert.Contains(products, p => p.GetProperty("categories").GetArrayLength() == 30);
        Assert.Contains(products, p => p.GetProperty("dimensions").GetArrayLength() >= 24);
        Assert.Contains(products, p => !p.TryGetProperty("logoUrl", out _));
        Assert.Contains(products, p => p.GetProperty("title").GetString()!.Length == 255);
        Assert.Contains(products, p => p.GetProperty("title").GetString()!.Length == 1);
        Assert.Contains(products.GroupBy(p => p.GetProperty("title").GetString()), g => g.Count() == 2);
        var offers = Lines(file).Where(l => l.GetProperty("kind").GetString() == "offer").ToList();
        Assert.Contains(offers, o => o.GetProperty("availableFrom").GetString()!.StartsWith("2099", StringComparison.Ordinal));
        Assert.Contains(offers, o => o.TryGetProperty("expires", out _));
        Assert.Contains(offers, o => o.GetProperty("buyerAccounts").GetArrayLength() == 25);
        Assert.Contains(Lines(file), l => l.GetProperty("kind").GetString() == "listing" && l.GetProperty("products").GetArrayLength() > 1);
    }

    [Fact]
    public void Rare_terms_and_kinds_of_offers_are_in_the_smallest_demo()
    {
        var offers = Lines(Generate(20, 9)).Where(l => l.GetProperty("kind").GetString() == "offer").ToList();
        var types = Terms(offers).ToHashSet();
        Assert.Empty(((string[])["PaymentScheduleTerm", "VariablePaymentTerm", "RecurringPaymentTerm", "FixedUpfrontPricingTerm", "ValidityTerm"]).Except(types));
        Assert.Contains(offers, o => o.TryGetProperty("replaces", out _));
        var privately = offers.Where(o => o.GetProperty("buyerAccounts").GetArrayLength() > 0).ToList();
        Assert.Contains(privately, o => o.GetProperty("availableFrom").GetString()!.StartsWith("2099", StringComparison.Ordinal));
        Assert.Contains(privately, o => o.TryGetProperty("expires", out var end) && end.GetString()!.StartsWith("2025", StringComparison.Ordinal));
    }

    [Fact]
    public void All_types_of_terms_and_ways_of_delivery_bundles_and_collections_are_in_a_demo_of_1_000()
    {
        var lines = Lines(Generate(1_000, 1)).ToList();
        var delivery = lines.Where(l => l.GetProperty("kind").GetString() == "product").SelectMany(p => p.GetProperty("fulfillmentOptions").EnumerateArray()).Select(o => o.GetProperty("type").GetString());
        Assert.Equal(12, delivery.Distinct().Count());
        Assert.Equal(12, Terms(lines.Where(l => l.GetProperty("kind").GetString() == "offer")).Distinct().Count());
        Assert.Contains(lines, l => l.GetProperty("kind").GetString() == "listing" && l.GetProperty("products").GetArrayLength() == 1);
        Assert.True(lines.Count(l => l.GetProperty("kind").GetString() == "offerSet") > 1);
    }

    [Fact]
    public void Private_offers_name_the_accounts_that_were_given()
    {
        using var output = new MemoryStream();
        SyntheticCatalogue.Write(new SyntheticOptions(300, 1, ["111122223333", "444455556666"]), output, TestContext.Current.CancellationToken);
        var ids = Products(output.ToArray()).Where(p => p.GetProperty("visibility").GetString() == "Limited").Select(p => p.GetProperty("id").GetString()).ToHashSet();
        var offers = Lines(output.ToArray()).Where(l => l.GetProperty("kind").GetString() == "offer" && ids.Contains(l.GetProperty("product").GetString())).ToList();
        Assert.NotEmpty(offers);
        Assert.All(offers, o => Assert.Contains(o.GetProperty("buyerAccounts")[0].GetString(), (string[])["111122223333", "444455556666"]));
    }

    [Fact]
    public void No_product_is_always_entitled() =>
        Assert.DoesNotContain(Products(Generate(300, 1)), p => p.TryGetProperty("alwaysEntitled", out _));

    private static IEnumerable<string?> Terms(IEnumerable<JsonElement> offers) => offers.SelectMany(o => o.GetProperty("terms").EnumerateArray()).Select(t => t.GetProperty("type").GetString());

    private static string Hash(int products, ulong seed) => Convert.ToHexStringLower(SHA256.HashData(Generate(products, seed)));

    private static byte[] Generate(int products, ulong seed)
    {
        using var output = new MemoryStream();
        SyntheticCatalogue.Write(new SyntheticOptions(products, seed), output, TestContext.Current.CancellationToken);
        return output.ToArray();
    }

    private static IEnumerable<JsonElement> Lines(byte[] file) =>
        Encoding.UTF8.GetString(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line));

    private static IEnumerable<JsonElement> Products(byte[] file) => Lines(file).Where(l => l.GetProperty("kind").GetString() == "product");
}
