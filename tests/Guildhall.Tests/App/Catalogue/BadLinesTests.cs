using System.Text;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Catalogue.Import;

namespace Guildhall.Tests.App.Catalogue;

/// <summary>Every limit over by one, and every kind of broken line. storefront-and-procurement.md A.1, E.4; security.md F-61, F-62.</summary>
public sealed class BadLinesTests
{
    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("""{"kind":"seller","id":"seller-b","displayName":"A","displayName":"B"}""")]
    [InlineData("""{"kind":"seller","id":"seller-b","displayName":"\ud800"}""")]
    [InlineData("""{"kind":"seller","id":"seller-b","displayName":"A"} trailing""")]
    public void F61_A_line_that_is_no_sound_object_is_refused_without_an_id(string line) => Assert.Equal((3, null, null), At(CatalogueText.Refusal(line)));

    [Fact]
    public void F61_Nesting_without_end_is_refused() => Assert.Equal(3, CatalogueText.Refusal($$"""{"kind":"seller","id":"s","deep":{{new string('[', 100_000)}}""").Line);

    [Fact]
    public void F62_Invalid_UTF8_overlong_forms_and_a_byte_order_mark_are_refused()
    {
        foreach (var bad in (byte[][])[[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80]])
        {
            byte[] line = [.. """{"kind":"seller","id":"s","displayName":"""u8, (byte)'"', .. bad, (byte)'"', (byte)'}'];
            Assert.Equal("is not valid UTF-8.", Assert.Single(CatalogueText.Plan(new NothingKnown(), line).Refusals).Reason);
        }

        byte[] marked = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(CatalogueText.Seller)];
        Assert.Contains("byte order mark", Assert.Single(CatalogueText.Plan(new NothingKnown(), marked).Refusals).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"kind":"seler","id":"x"}""", "kind")]
    [InlineData("""{"id":"x"}""", "kind")]
    [InlineData("""{"kind":7,"id":"x"}""", "kind")]
    [InlineData("""{"kind":"seller","displayName":"A"}""", "id")]
    [InlineData("""{"kind":"seller","id":7,"displayName":"A"}""", "id")]
    [InlineData("""{"kind":"product","id":"-prod","type":"SaaSProduct","title":"A","seller":"seller-a"}""", "id")]
    [InlineData("""{"kind":"product","id":"p","type":"SaaSProduct","title":"A","seller":"seller-a"}""", "id")]
    [InlineData("""{"kind":"product","id":"prod_a","type":"SaaSProduct","title":"A","seller":"seller-a"}""", "id")]
    [InlineData("""{"kind":"product","id":"prod-a","type":"SaasProduct","title":"A","seller":"seller-a"}""", "type")]
    [InlineData("""{"kind":"product","id":"prod-a","type":"SaaSProduct","title":" ","seller":"seller-a"}""", "title")]
    [InlineData("""{"kind":"product","id":"prod-a","type":"SaaSProduct","title":"A\u202eB","seller":"seller-a"}""", "title")]
    [InlineData("""{"kind":"product","id":"prod-a","type":"SaaSProduct","title":"A\u0000B","seller":"seller-a"}""", "title")]
    [InlineData("""{"kind":"product","id":"prod-a","type":"SaaSProduct","title":"A","seller":"seller-z"}""", "seller")]
    [InlineData("""{"kind":"product","id":"prod-a","type":"SaaSProduct","title":"A","seller":"seller-a","categories":["no-such"]}""", "categories")]
    [InlineData("""{"kind":"product","id":"prod-a","type":"SaaSProduct","title":"A","seller":"seller-a","visibility":"public"}""", "visibility")]
    [InlineData("""{"kind":"product","id":"prod-a","type":"SaaSProduct","title":"A","seller":"seller-a","logoUrl":"ftp://x.example"}""", "logoUrl")]
    [InlineData("""{"kind":"product","id":"prod-a","type":"SaaSProduct","title":"A","seller":"seller-a","logoUrl":"javascript:alert(1)"}""", "logoUrl")]
    [InlineData("""{"kind":"product","id":"prod-a","type":"SaaSProduct","title":"A","seller":"seller-a","allowedAccounts":["12345678901"]}""", "allowedAccounts[0]")]
    [InlineData("""{"kind":"product","id":"prod-a","type":"SaaSProduct","title":"A","seller":"seller-a","alwaysEntitled":"yes"}""", "alwaysEntitled")]
    [InlineData("""{"kind":"product","id":"prod-a","type":"SaaSProduct","title":"A","seller":"seller-a","rating":{"average":5.1,"count":1}}""", "rating.average")]
    [InlineData("""{"kind":"product","id":"prod-a","type":"SaaSProduct","title":"A","seller":"seller-a","rating":{"average":5,"count":1.5}}""", "rating.count")]
    [InlineData("""{"kind":"product","id":"prod-a","type":"SaaSProduct","title":"A","seller":"seller-a","fulfillmentOptions":[{"type":"SAAS"},{"type":"BOX"}]}""", "fulfillmentOptions[1].type")]
    [InlineData("""{"kind":"product","id":"prod-a","type":"SaaSProduct","title":"A","seller":"seller-a","dimensions":[{"key":"k"}]}""", "dimensions[0]", 2)]
    [InlineData("""{"kind":"product","id":"prod-a","type":"SaaSProduct","title":"A","seller":"seller-a","op":"delete"}""", "op")]
    [InlineData("""{"kind":"offer","id":"offer-a","product":"prod-z"}""", "product")]
    [InlineData("""{"kind":"offer","id":"offer-a","product":"prod-z","state":"Open"}""", "state")]
    [InlineData("""{"kind":"offer","id":"offer-a","product":"prod-z","availableFrom":"2026-01-01"}""", "availableFrom")]
    [InlineData("""{"kind":"offer","id":"offer-a","product":"prod-z","terms":[{"type":"Renewal"}]}""", "terms[0]")]
    [InlineData("""{"kind":"offer","id":"offer-a","product":"prod-z","terms":[{"type":"FixedUpfrontPricingTerm","currencyCode":"usd","price":"1"}]}""", "terms[0].currencyCode")]
    [InlineData("""{"kind":"offer","id":"offer-a","product":"prod-z","terms":[{"type":"FixedUpfrontPricingTerm","currencyCode":"USD","price":"-1"}]}""", "terms[0].price")]
    [InlineData("""{"kind":"offer","id":"offer-a","product":"prod-z","terms":[{"type":"FixedUpfrontPricingTerm","currencyCode":"USD","price":1}]}""", "terms[0].price")]
    [InlineData("""{"kind":"offer","id":"offer-a","product":"prod-z","terms":[{"type":"FixedUpfrontPricingTerm","price":"1"}]}""", "terms[0]")]
    [InlineData("""{"kind":"offer","id":"offer-a","product":"prod-z","terms":[{"type":"UsageBasedPricingTerm","currencyCode":"USD","rateCards":[{"prices":{"users":"1e3"}}]}]}""", "terms[0].rateCards[0].prices.users")]
    [InlineData("""{"kind":"listing","id":"l","products":[]}""", "products")]
    [InlineData("""{"kind":"category","id":"c","displayName":"C","parent":"c2"}""", "parent")]
    [InlineData("""{"kind":"header","format":"guildhall-catalog/1"}""", "kind")]
    public void A_bad_member_is_named_with_its_place(string line, string member, int refusals = 1)
    {
        var found = CatalogueText.Plan(new NothingKnown(), CatalogueText.Header, CatalogueText.Seller, line).Refusals;
        Assert.Equal(refusals, found.Length);
        Assert.Equal((3, member), (found[0].Line, found[0].Member));
    }

    [Theory]
    [InlineData("title", 255)]
    [InlineData("shortDescription", 1_024)]
    [InlineData("longDescription", 32_768)]
    public void A_text_over_its_limit_by_one_is_refused(string member, int limit)
    {
        Assert.Empty(CatalogueText.Plan(new NothingKnown(), CatalogueText.Seller, Product(member, $"\"{new string('x', limit)}\"")).Refusals);
        Assert.Equal(member, Assert.Single(CatalogueText.Plan(new NothingKnown(), CatalogueText.Seller, Product(member, $"\"{new string('x', limit + 1)}\"")).Refusals).Member);
    }

    [Theory]
    [InlineData("categories", 30, "\"security\"")]
    [InlineData("highlights", 10, "\"fast\"")]
    [InlineData("resources", 100, """{"resourceType":"MANUFACTURER_SUPPORT","contentType":"EMAIL","value":"a@b.example"}""")]
    public void A_list_over_its_limit_by_one_is_refused(string member, int limit, string item)
    {
        Assert.Empty(CatalogueText.Plan(new NothingKnown(), CatalogueText.Seller, Product(member, Repeated(item, limit))).Refusals);
        Assert.Equal(member, Assert.Single(CatalogueText.Plan(new NothingKnown(), CatalogueText.Seller, Product(member, Repeated(item, limit + 1))).Refusals).Member);
    }

    [Fact]
    public void An_unknown_member_keeps_to_the_general_limits() =>
        Assert.Equal("colour", CatalogueText.Refusal(Product("colour", $"\"{new string('x', 32_769)}\"")).Member);

    [Fact]
    public void A_line_over_its_limit_is_refused_and_the_next_is_read()
    {
        var plan = CatalogueText.Plan(new NothingKnown(), new string('x', CatalogueLines.LongestLine + 1), CatalogueText.Seller, new string('y', 3 * CatalogueLines.LongestLine));
        Assert.Equal([1, 3], plan.Refusals.Select(r => r.Line));
        Assert.Equal(1, plan.Counts.Added);
    }

    [Fact]
    public void A_file_of_another_format_is_refused() =>
        Assert.Equal("format", Assert.Single(CatalogueText.Plan(new NothingKnown(), """{"kind":"header","format":"guildhall-catalog/2"}""").Refusals).Member);

    [Fact]
    public void Refusals_are_all_counted_though_not_all_listed()
    {
        var plan = CatalogueText.Plan(new NothingKnown(), [.. Enumerable.Repeat("{}", 12_000)]);
        Assert.Equal((12_000, 10_000), (plan.Counts.Refused, plan.Refusals.Length));
    }

    [Fact]
    public void Random_damage_never_gets_through_as_something_else()
    {
        var sound = Encoding.UTF8.GetBytes($"{CatalogueText.Header}\n{CatalogueText.Seller}\n{CatalogueText.Product}\n{CatalogueText.Offer}");
        for (var seed = 0; seed < 3_000; seed++)
        {
            var random = new Random(seed);
            var file = sound.ToArray();
            for (var hits = random.Next(1, 4); hits > 0; hits--) file[random.Next(file.Length)] = (byte)random.Next(256);
            var plan = CatalogueText.Plan(new NothingKnown(), file);
            Assert.Equal(plan.Counts.Added, plan.Records(TestContext.Current.CancellationToken).Count());
            Assert.All(plan.Refusals, r => Assert.InRange(r.Line, 1, 10));
        }
    }

    private static (int, string?, string?) At(Refusal refusal) => (refusal.Line, refusal.Id, refusal.Member);

    private static string Repeated(string item, int count) => $"[{string.Join(',', Enumerable.Repeat(item, count))}]";

    private static string Product(string member, string value) => member == "title"
        ? $$"""{"kind":"product","id":"prod-a","type":"SaaSProduct","seller":"seller-a","title":{{value}}}"""
        : $$"""{"kind":"product","id":"prod-a","type":"SaaSProduct","seller":"seller-a","title":"A","{{member}}":{{value}}}""";
}
