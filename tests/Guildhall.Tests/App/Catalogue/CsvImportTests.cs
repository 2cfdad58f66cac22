using System.IO.Compression;
using System.Text;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Catalogue.Import;

namespace Guildhall.Tests.App.Catalogue;

/// <summary>The CSV form: one product a row, with its seller and one public offer. storefront-and-procurement.md E.4, RFC 4180.</summary>
public sealed class CsvImportTests
{
    private const string Header = "id,type,title,seller_id,seller_name";
    private const string Shield = "prod-a,SaaSProduct,Shield,seller-a,Alderwick";

    private const string AllColumns =
        "id,type,title,seller_id,seller_name,visibility,short_description,long_description,categories,keywords,delivery_methods,pricing_model,price,unit,currency,duration,logo_url,product_url,eula_url,support,rating,reviews";

    [Fact]
    public void A_row_makes_the_product_its_seller_and_one_public_offer()
    {
        var catalogue = new MemoryCatalogue();
        var counts = catalogue.Import(Plan(
            catalogue,
            AllColumns,
            "prod-a,SaaSProduct,Shield,seller-a,Alderwick,Public,Short.,Long.,security|storage,waf | owasp,SAAS|API,CONTRACT,120.00,Users,EUR,P12M,https://a.example/logo.png,https://a.example/,https://a.example/eula,help@a.example,4.4,37"));

        Assert.Equal(new ImportCounts(3, 0, 0, 0, 0), counts);
        Assert.Equal("""{"displayName":"Alderwick"}""", catalogue.Text(RecordKind.Seller, "seller-a"));
        Assert.Equal(
            """{"categories":["security","storage"],"dimensions":[{"key":"Users","name":"Users","types":["Entitled"],"unit":"Users"}],"fulfillmentOptions":[{"type":"SAAS"},{"type":"API"}],"keywords":["waf","owasp"],"logoUrl":"https://a.example/logo.png","longDescription":"Long.","rating":{"average":4.4,"count":37},"resources":[{"contentType":"EMAIL","resourceType":"MANUFACTURER_SUPPORT","value":"help@a.example"},{"contentType":"LINK","resourceType":"MANUFACTURER_INSTRUCTIONS","value":"https://a.example/"}],"seller":"seller-a","shortDescription":"Short.","title":"Shield","type":"SaaSProduct","visibility":"Public"}""",
            catalogue.Text(RecordKind.Product, "prod-a"));
        Assert.Equal(
            """{"buyerAccounts":[],"name":"Public offer","product":"prod-a","state":"Released","terms":[{"currencyCode":"EUR","rateCards":[{"duration":"P12M","prices":{"Users":"120.00"}}],"type":"ConfigurableUpfrontPricingTerm"},{"documents":[{"type":"CustomEula","url":"https://a.example/eula"}],"type":"LegalTerm"}]}""",
            catalogue.Text(RecordKind.Offer, RecordIds.OfferOf("prod-a")));
    }

    [Theory]
    [InlineData("USAGE,0.25,Hosts", """[{"currencyCode":"USD","rateCards":[{"prices":{"Hosts":"0.25"}}],"type":"UsageBasedPricingTerm"}]""")]
    [InlineData("FREE,,", """[{"currencyCode":"USD","rateCards":[{"prices":{"Units":"0"}}],"type":"UsageBasedPricingTerm"}]""")]
    [InlineData("BYOL,,", """[{"type":"ByolPricingTerm"}]""")]
    public void Each_pricing_model_makes_its_term(string cells, string terms)
    {
        var catalogue = new MemoryCatalogue();
        catalogue.Import(Plan(catalogue, Header + ",pricing_model,price,unit", $"{Shield},{cells}"));
        Assert.Contains(terms, catalogue.Text(RecordKind.Offer, RecordIds.OfferOf("prod-a")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_file_again_changes_nothing_and_an_empty_cell_leaves_what_is_there()
    {
        var catalogue = new MemoryCatalogue();
        string[] file = [Header + ",short_description", $"{Shield},Old.", "prod-b,AmiProduct,Lens,seller-a,,"];
        Assert.Equal(new ImportCounts(3, 0, 0, 0, 0), catalogue.Import(Plan(catalogue, file)));
        Assert.Equal(new ImportCounts(0, 0, 3, 0, 0), catalogue.Import(Plan(catalogue, file)));
        Assert.Equal(new ImportCounts(0, 1, 0, 0, 0), catalogue.Import(Plan(catalogue, "short_description,title,id", ",Shield II,prod-a")));
        Assert.Equal("""{"seller":"seller-a","shortDescription":"Old.","title":"Shield II","type":"SaaSProduct"}""", catalogue.Text(RecordKind.Product, "prod-a"));
    }

    [Fact]
    public void A_byte_order_mark_CR_LF_quotes_commas_and_newlines_in_quotes_are_read()
    {
        var catalogue = new MemoryCatalogue();
        byte[] file = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes($"\"id\",type,title,seller_id,seller_name,long_description\r\nprod-a,SaaSProduct,\"A \"\"wide\"\", blue Shield\",seller-a,Alderwick,\"One\r\n\r\ntwo\"\r\n\r\nprod-b,SaaSProduct,,seller-a,Alderwick,\r\n")];
        var plan = Plan(catalogue, file);
        Assert.Equal([(6, "prod-b", "title")], plan.Refusals.Select(r => (r.Line, r.Id!, r.Member!)));
        catalogue.Import(plan);
        Assert.Equal("""{"longDescription":"One\r\n\r\ntwo","seller":"seller-a","title":"A \"wide\", blue Shield","type":"SaaSProduct"}""", catalogue.Text(RecordKind.Product, "prod-a"));
    }

    [Theory]
    [InlineData("id,title,title", "title: is a column twice.")]
    [InlineData("type,title", "id: is missing")]
    [InlineData("id,colour", "'colour': is no column")]
    [InlineData("id;title", "'id;title': is no column")]
    [InlineData("""{"kind":"header","format":"guildhall-catalog/1"}""", "has a quote in a cell")]
    public void A_header_that_is_not_one_is_refused_and_nothing_behind_it_is_read(string header, string reason)
    {
        var plan = Plan(new NothingKnown(), header, Shield, Shield);
        Assert.Equal((0, 1), (plan.Counts.Added, plan.Counts.Refused));
        Assert.All(plan.Refusals, r => Assert.Equal(1, r.Line));
        Assert.Contains(plan.Refusals, r => r.ToString().Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_without_a_header_is_refused() =>
        Assert.Contains("must name the columns", Assert.Single(Plan(new NothingKnown(), "").Refusals).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("prod-b,SaaSProduct,Lens,seller-a", null, "has 4 cells; the header has 8.")]
    [InlineData("prod-b,SaaSProduct,Le\"ns,seller-a,Alderwick,,,", null, "has a quote in a cell that does not begin with one.")]
    [InlineData("prod-b,SaaSProduct,\"Lens\"x,seller-a,Alderwick,,,", null, "has text behind a closing quote.")]
    [InlineData("prod-b,SaaSProduct,\"Lens,seller-a,Alderwick,,,", null, "has a quote that is not closed.")]
    [InlineData(",SaaSProduct,Lens,seller-a,Alderwick,,,", "id", "is missing.")]
    [InlineData("prod_b,SaaSProduct,Lens,seller-a,Alderwick,,,", "id", "must have 2 to 64")]
    [InlineData("prod-b,Software,Lens,seller-a,Alderwick,,,", "type", "must be one of")]
    [InlineData("prod-b,SaaSProduct,Lens,seller-a,Other,,,", "seller_name", "is another than in line 2")]
    [InlineData("prod-b,SaaSProduct,Lens,seller-z,,,,", "seller_id", "seller seller-z is neither")]
    [InlineData("prod-b,SaaSProduct,Lens,seller-a,,MONTHLY,,", "pricing_model", "must be CONTRACT")]
    [InlineData("prod-b,SaaSProduct,Lens,seller-a,,,12,", "pricing_model", "is missing, though")]
    [InlineData("prod-b,SaaSProduct,Lens,seller-a,,CONTRACT,12,", "duration", "is missing")]
    [InlineData("prod-b,SaaSProduct,Lens,seller-a,,USAGE,twelve,", "price", "must be an amount")]
    [InlineData("prod-b,SaaSProduct,Lens,seller-a,,FREE,1,", "price", "must be empty or 0")]
    [InlineData("prod-b,SaaSProduct,Lens,seller-a,,,,5.5", "rating", "from 0 to 5")]
    [InlineData("prod-a,SaaSProduct,Lens,seller-a,,FREE,,", "id", "stands in line 2 already.")]
    public void A_bad_row_is_refused_once_with_its_line_and_column(string row, string? column, string reason)
    {
        var plan = Plan(new NothingKnown(), Header + ",pricing_model,price,rating", Shield + ",,,", row);
        Assert.Equal(1, plan.Counts.Refused);
        var refusal = column == "rating" ? plan.Refusals.First(r => r.Member == column) : Assert.Single(plan.Refusals);
        Assert.Equal((3, column), (refusal.Line, refusal.Member));
        Assert.Contains(reason, refusal.Reason, StringComparison.Ordinal);
        Assert.False(plan.MayBeApplied(keepGoing: false));
    }

    [Fact]
    public void With_keep_going_the_sound_rows_go_in_and_of_a_refused_one_neither_product_nor_offer()
    {
        var catalogue = new MemoryCatalogue();
        var counts = catalogue.Import(Plan(
            catalogue, Header + ",categories,pricing_model", "prod-b,SaaSProduct,Lens,seller-a,Alderwick,no-such,FREE", $"{Shield},,FREE", "prod-c,Box,Lens,seller-c,Corvid,,"));
        Assert.Equal(new ImportCounts(3, 0, 0, 2, 0), counts);
        Assert.Equal(3, catalogue.Count);
        Assert.Null(catalogue.Find(new RecordKey(RecordKind.Product, "prod-b")));
        Assert.Null(catalogue.Find(new RecordKey(RecordKind.Seller, "seller-c")));
    }

    [Fact]
    public void F62_A_row_that_is_not_UTF8_or_too_long_is_refused_and_the_next_is_read()
    {
        byte[] file = [.. Encoding.UTF8.GetBytes(Header + "\n"), 0xFF, .. Encoding.UTF8.GetBytes($"\nprod-b,SaaSProduct,\"{new string('\n', CatalogueLines.LongestLine + 5)}\",seller-a,\n{Shield}\n")];
        var plan = Plan(new NothingKnown(), file);
        Assert.Equal(["is not valid UTF-8.", "is longer than 1,048,576 bytes."], plan.Refusals.Select(r => r.Reason));
        Assert.Equal([2, 3], plan.Refusals.Select(r => r.Line));
        Assert.Equal("prod-a", Assert.Single(plan.Records(TestContext.Current.CancellationToken), r => r.Key.Kind == RecordKind.Product).Key.Id);
    }

    [Theory]
    [InlineData("catalogue.csv", CatalogueForm.Csv)]
    [InlineData("Catalogue.CSV.gz", CatalogueForm.Csv)]
    [InlineData("catalogue.jsonl.gz", CatalogueForm.JsonLines)]
    [InlineData("csv", CatalogueForm.JsonLines)]
    public void The_form_goes_by_the_name_of_the_file(string name, CatalogueForm form) => Assert.Equal(form, CatalogueFile.At(name).Form);

    [Fact]
    public void Gzip_is_told_by_the_first_bytes()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes($"{Header}\n{Shield}"));
        Assert.Equal(2, Plan(new NothingKnown(), packed.ToArray()).Counts.Added);
    }

    private static ImportPlan Plan(IKnownRecords known, params string[] lines) => Plan(known, Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    private static ImportPlan Plan(IKnownRecords known, byte[] file) => ImportPlan.Of(CatalogueFile.Csv(() => new MemoryStream(file)), known, TestContext.Current.CancellationToken);
}
