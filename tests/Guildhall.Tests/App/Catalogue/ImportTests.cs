using System.IO.Compression;
using System.Text;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Catalogue.Import;

namespace Guildhall.Tests.App.Catalogue;

/// <summary>What an import makes of a file. storefront-and-procurement.md E.4, decisions.md 31.</summary>
public sealed class ImportTests
{
    private readonly MemoryCatalogue _catalogue = new();

    [Fact]
    public void The_same_file_twice_adds_everything_and_then_nothing()
    {
        string[] lines = [CatalogueText.Header, CatalogueText.Seller, CatalogueText.Product, CatalogueText.Offer];
        Assert.Equal(new ImportCounts(3, 0, 0, 0, 0), _catalogue.Import(lines));
        Assert.Equal(new ImportCounts(0, 0, 3, 0, 0), _catalogue.Import(lines));
    }

    [Fact]
    public void Lines_may_come_in_any_order_and_references_are_resolved_at_the_end() =>
        Assert.Equal(new ImportCounts(3, 0, 0, 0, 0), _catalogue.Import(CatalogueText.Offer, CatalogueText.Product, CatalogueText.Seller, CatalogueText.Header));

    [Fact]
    public void Order_and_spelling_of_members_make_no_difference()
    {
        _catalogue.Import(CatalogueText.Seller, CatalogueText.Product);
        var same = _catalogue.Import("""{ "title" : "Shi\u0065ld", "categories":["security"], "seller":"seller-a", "id":"prod-a","kind":"product", "type":"SaaSProduct" }""");
        Assert.Equal(1, same.Unchanged);
    }

    [Fact]
    public void An_absent_member_stays_null_clears_and_a_list_is_replaced_whole()
    {
        _catalogue.Import(CatalogueText.Seller, """{"kind":"product","id":"prod-a","type":"SaaSProduct","title":"Shield","seller":"seller-a","keywords":["a","b"],"shortDescription":"s"}""");
        var counts = _catalogue.Import("""{"kind":"product","id":"prod-a","keywords":["c"],"shortDescription":null}""");
        Assert.Equal(1, counts.Changed);
        Assert.Equal("""{"keywords":["c"],"seller":"seller-a","title":"Shield","type":"SaaSProduct"}""", _catalogue.Text(RecordKind.Product, "prod-a"));
    }

    [Fact]
    public void A_new_product_needs_its_title_and_a_known_one_cannot_lose_it()
    {
        var lacking = Assert.Single(CatalogueText.Plan(_catalogue, CatalogueText.Seller, """{"kind":"product","id":"prod-b","type":"SaaSProduct","seller":"seller-a"}""").Refusals);
        Assert.Equal((2, "prod-b", "title"), (lacking.Line, lacking.Id, lacking.Member));
        _catalogue.Import(CatalogueText.Seller, CatalogueText.Product);
        Assert.Equal("title", Assert.Single(CatalogueText.Plan(_catalogue, """{"kind":"product","id":"prod-a","title":null}""").Refusals).Member);
    }

    [Fact]
    public void Restrict_withdraws_a_record_and_never_deletes_it()
    {
        _catalogue.Import(CatalogueText.Seller, CatalogueText.Product);
        Assert.Equal(1, _catalogue.Import("""{"kind":"product","id":"prod-a","op":"restrict"}""").Changed);
        Assert.Contains("\"visibility\":\"Restricted\"", _catalogue.Text(RecordKind.Product, "prod-a"), StringComparison.Ordinal);
        Assert.Equal(1, _catalogue.Import("""{"kind":"product","id":"prod-a","op":"restrict"}""").Unchanged);
        Assert.Equal("op", Assert.Single(CatalogueText.Plan(_catalogue, """{"kind":"product","id":"prod-z","op":"restrict"}""").Refusals).Member);
    }

    [Fact]
    public void Mode_replace_withdraws_what_the_same_source_no_longer_has_and_nothing_else()
    {
        const string other = """{"kind":"product","id":"prod-b","type":"SaaSProduct","title":"Lens","seller":"seller-a"}""";
        _catalogue.Import("""{"kind":"header","format":"guildhall-catalog/1","source":"elsewhere"}""", CatalogueText.Seller, other);
        _catalogue.Import(CatalogueText.Header, CatalogueText.Product);
        const string replace = """{"kind":"header","format":"guildhall-catalog/1","source":"corp","mode":"replace"}""";
        Assert.Equal(new ImportCounts(0, 0, 0, 0, 1), _catalogue.Import(replace));
        Assert.Contains("Restricted", _catalogue.Text(RecordKind.Product, "prod-a"), StringComparison.Ordinal);
        Assert.DoesNotContain("Restricted", _catalogue.Text(RecordKind.Product, "prod-b"), StringComparison.Ordinal);
        Assert.True(_catalogue.Import(replace).ChangesNothing);
    }

    [Fact]
    public void A_line_that_was_refused_does_not_count_as_missing()
    {
        _catalogue.Import(CatalogueText.Header, CatalogueText.Seller, CatalogueText.Product);
        const string replace = """{"kind":"header","format":"guildhall-catalog/1","source":"corp","mode":"replace"}""";
        var plan = CatalogueText.Plan(_catalogue, replace, CatalogueText.Seller, """{"kind":"product","id":"prod-a","title":7}""");
        Assert.Equal(new ImportCounts(0, 0, 1, 1, 0), plan.Counts);
        Assert.Equal(0, CatalogueText.Plan(_catalogue, replace, CatalogueText.Seller, "broken").Counts.Withdrawn);
    }

    [Fact]
    public void Bad_lines_are_named_and_nothing_is_imported_unless_asked()
    {
        var plan = CatalogueText.Plan(_catalogue, CatalogueText.Header, CatalogueText.Seller, "{", CatalogueText.Product, """{"kind":"seller","id":"seller-b"}""");
        Assert.Equal([3, 5], plan.Refusals.Select(r => r.Line));
        Assert.False(plan.MayBeApplied(keepGoing: false));
        Assert.True(plan.MayBeApplied(keepGoing: true));
        Assert.Equal(2, _catalogue.Import(plan).Added);
    }

    [Fact]
    public void What_points_to_a_refused_record_is_refused_too_unless_it_was_known_before()
    {
        const string broken = """{"kind":"product","id":"prod-a","type":"SaaSProduct","title":"","seller":"seller-a"}""";
        const string set = """{"kind":"offerSet","id":"offerset-a","seller":"seller-a","offers":["offer-a"]}""";
        var plan = CatalogueText.Plan(_catalogue, CatalogueText.Seller, broken, CatalogueText.Offer, set);
        Assert.Equal([(2, "title"), (3, "product"), (4, "offers")], plan.Refusals.Select(r => (r.Line, r.Member!)));

        _catalogue.Import(CatalogueText.Seller, CatalogueText.Product);
        Assert.Equal([2], CatalogueText.Plan(_catalogue, CatalogueText.Seller, broken, CatalogueText.Offer, set).Refusals.Select(r => r.Line));
    }

    [Fact]
    public void An_id_that_stands_twice_is_refused_the_second_time() =>
        Assert.Equal([(3, "stands in line 2 already.")], CatalogueText.Plan(_catalogue, CatalogueText.Header, CatalogueText.Seller, CatalogueText.Seller).Refusals.Select(r => (r.Line, r.Reason)));

    [Fact]
    public void A_product_without_id_gets_one_from_its_source_and_external_id()
    {
        const string product = """{"kind":"product","externalId":"4711","type":"SaaSProduct","title":"In house","seller":"seller-a"}""";
        var id = Assert.Single(CatalogueText.Plan(_catalogue, CatalogueText.Header, CatalogueText.Seller, product).Records(TestContext.Current.CancellationToken), r => r.Key.Kind == RecordKind.Product).Key.Id;
        Assert.Matches("^prod-[a-z2-7]{13}$", id);
        Assert.NotEqual(id, Assert.Single(CatalogueText.Plan(_catalogue, CatalogueText.Header, CatalogueText.Seller, product.Replace("4711", "4712", StringComparison.Ordinal)).Records(TestContext.Current.CancellationToken), r => r.Key.Kind == RecordKind.Product).Key.Id);
        Assert.Equal("id", Assert.Single(CatalogueText.Plan(_catalogue, CatalogueText.Seller, product).Refusals).Member);
    }

    [Fact]
    public void Gzip_is_told_by_its_bytes_and_one_that_breaks_off_is_refused_where_it_does()
    {
        var plain = Encoding.UTF8.GetBytes($"{CatalogueText.Seller}\n{CatalogueText.Product}\n");
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(plain);
        Assert.Equal(2, CatalogueText.Plan(_catalogue, packed.ToArray()).Counts.Added);
        var broken = packed.ToArray();
        broken.AsSpan(20, 8).Fill(0xFF);
        Assert.False(CatalogueText.Plan(_catalogue, broken).MayBeApplied(keepGoing: false));
    }

    [Fact]
    public void F52_A_gzip_bomb_is_one_long_line_and_is_never_held_whole()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var block = new byte[1024 * 1024];
            block.AsSpan().Fill((byte)'a');
            for (var i = 0; i < 200; i++) gzip.Write(block);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("longer than", Assert.Single(CatalogueText.Plan(_catalogue, packed.ToArray()).Refusals).Reason, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 * 1024 * 1024);
    }

    [Fact]
    public void Members_of_later_versions_are_kept_and_counted()
    {
        var plan = CatalogueText.Plan(_catalogue, CatalogueText.Seller, CatalogueText.Product.Replace("\"title\"", "\"colour\":\"red\",\"title\"", StringComparison.Ordinal));
        Assert.Equal([("product.colour", 1)], plan.UnknownMembers.Select(m => (m.Key, m.Value)));
        _catalogue.Import(plan);
        Assert.Contains("\"colour\":\"red\"", _catalogue.Text(RecordKind.Product, "prod-a"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_merge_of_any_members_in_any_steps_ends_with_the_last_word_on_each()
    {
        string[] members = ["keywords", "highlights", "shortDescription", "longDescription"];
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var catalogue = new MemoryCatalogue();
            catalogue.Import(CatalogueText.Seller, CatalogueText.Product);
            var expected = new SortedDictionary<string, string>(StringComparer.Ordinal);
            for (var step = 0; step < 6; step++)
            {
                var member = members[random.Next(members.Length)];
                var value = random.Next(3) == 0 ? "null" : member.EndsWith("Description", StringComparison.Ordinal) ? $"\"text {step}\"" : $"[\"item {step}\"]";
                if (value == "null") expected.Remove(member);
                else expected[member] = value;
                catalogue.Import($$"""{"kind":"product","id":"prod-a","{{member}}":{{value}}}""");
            }

            foreach (var (member, value) in expected) Assert.Contains($"\"{member}\":{value}", catalogue.Text(RecordKind.Product, "prod-a"), StringComparison.Ordinal);
            Assert.Equal(expected.Count, members.Count(m => catalogue.Text(RecordKind.Product, "prod-a").Contains($"\"{m}\":", StringComparison.Ordinal)));
        }
    }
}
