using System.Net;
using System.Text.Json.Nodes;

namespace Guildhall.Tests.Server.Search;

/// <summary>GET /api/v1/search. Issue 3, "Build" 3; M-10, M-19.</summary>
public abstract class SearchApiTests(SearchHall fixture)
{
    [Fact]
    public async Task M10_Search_tells_what_may_be_bought_and_finds_only_that_when_asked()
    {
        var all = await FindAsync(fixture.Buyer, "category=security");
        var approved = await FindAsync(fixture.Buyer, "category=security&approved=true");

        Assert.Equal([(SearchHall.Meter, "PRODUCT_NOT_APPROVED"), (SearchHall.Shield, "PRODUCT_ALLOWED"), (SearchHall.Waf, "PRODUCT_ALLOWED")], Decisions(all));
        Assert.Equal(2, all["approved"]!.GetValue<int>());
        Assert.Equal([SearchHall.Shield, SearchHall.Waf], Ids(approved));
    }

    [Fact]
    public async Task M19_A_private_product_is_found_only_by_the_account_that_an_offer_names()
    {
        Assert.Equal([SearchHall.Secret], Ids(await FindAsync(fixture.Buyer, "q=clandestine")));

        var others = await FindAsync(fixture.Administrator, "q=clandestine");
        Assert.Equal(0, others["total"]!.GetValue<int>());
        Assert.DoesNotContain("Clandestine", others.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(SearchHall.Gone, Ids(await FindAsync(fixture.Buyer, "q=shield")));
    }

    [Theory]
    [InlineData("q=northwind+web", SearchHall.Shield)]
    [InlineData("q=nort", SearchHall.Shield)]
    [InlineData("q=norhtwind", SearchHall.Shield)]
    [InlineData("q=eclair", SearchHall.Waf)]
    [InlineData("q=%C3%89CLAIR", SearchHall.Waf)]
    [InlineData("q=owasp", SearchHall.Shield)]
    [InlineData("q=meter&pricing=FREE", SearchHall.Meter)]
    [InlineData("badge=FREE_TRIAL", SearchHall.Shield)]
    [InlineData("delivery=CONTAINER", SearchHall.Waf)]
    [InlineData("rating=4", SearchHall.Shield)]
    [InlineData("seller=seller-north", SearchHall.Shield)]
    [InlineData("deployed=DEPLOYED", SearchHall.Shield)]
    [InlineData("category=infrastructure-software&pricing=CONTRACT", SearchHall.Shield)]
    public async Task A_product_is_found_by_its_words_and_values(string query, string product) => Assert.Equal([product], Ids(await FindAsync(fixture.Administrator, query)));

    [Fact]
    public async Task Facets_tell_values_names_parents_and_counts_and_highlights_where_the_words_stand()
    {
        var page = await FindAsync(fixture.Administrator, "q=fire&category=security");

        var security = page["facets"]!["category"]!.AsArray().Single(v => v!["value"]!.GetValue<string>() == "security")!;
        Assert.Equal(("Security", "infrastructure-software", 1, true), (security["name"]!.GetValue<string>(), security["parent"]!.GetValue<string>(), security["count"]!.GetValue<int>(), security["selected"]!.GetValue<bool>()));
        var mark = Assert.Single(page["items"]![0]!["highlights"]!["shortDescription"]!.AsArray())!;
        Assert.Equal((16, 8), (mark["start"]!.GetValue<int>(), mark["length"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("relevance")]
    [InlineData("name")]
    [InlineData("newest")]
    [InlineData("rating")]
    public async Task Pages_go_on_from_a_cursor_and_end(string sort)
    {
        var whole = Ids(await FindAsync(fixture.Administrator, $"sort={sort}&limit=100"));
        var (walked, cursor) = (new List<string>(), "");
        do
        {
            var page = await FindAsync(fixture.Administrator, $"sort={sort}&limit=2{cursor}");
            walked.AddRange(Ids(page));
            cursor = page["next"] is { } next ? $"&cursor={next.GetValue<string>()}" : null;
        }
        while (cursor is not null);

        Assert.True(whole.Count >= 9);
        Assert.Equal(whole, walked);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("sort=cheapest", "sort")]
    [InlineData("approved=perhaps", "approved")]
    [InlineData("q=a&q=b", "q")]
    [InlineData("cursor=abc", "cursor")]
    public async Task A_parameter_that_cannot_be_is_refused_by_name(string query, string field)
    {
        var answer = await fixture.Administrator.GetAsync("/api/v1/search?" + query);

        Assert.Equal((HttpStatusCode.BadRequest, field), (answer.Status, answer.Text("field")));
    }

    [Fact]
    public async Task A_cursor_of_another_search_or_account_is_none()
    {
        var cursor = (await FindAsync(fixture.Administrator, "limit=1"))["next"]!.GetValue<string>();

        Assert.Equal(HttpStatusCode.BadRequest, (await fixture.Administrator.GetAsync($"/api/v1/search?limit=1&sort=name&cursor={cursor}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await fixture.Buyer.GetAsync($"/api/v1/search?limit=1&cursor={cursor}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await fixture.Administrator.GetAsync($"/api/v1/search?limit=3&cursor={cursor}")).Status);
    }

    public static TheoryData<string> Hostile =>
    [
        string.Concat(Enumerable.Repeat("😀", 512)), new string('\u0301', 512), new string('ש', 512), "\u202egnihtemos", "' OR 1=1 --", "NEAR(a b) \"c\" * ^d:e AND", "%_%", new string('a', 512),
        string.Join(' ', Enumerable.Range(0, 150).Select(i => i)), "\ud83d", "<script>", "北辰青嵐",
    ];

    [Theory, MemberData(nameof(Hostile))]
    public async Task Every_text_has_an_answer(string text) =>
        Assert.Equal(HttpStatusCode.OK, (await fixture.Buyer.GetAsync("/api/v1/search?q=" + Uri.EscapeDataString(text))).Status);

    [Fact]
    public async Task F62_A_text_with_control_characters_is_refused() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await fixture.Buyer.GetAsync("/api/v1/search?q=%00%01")).Status);

    [Fact]
    public async Task A_text_of_more_than_512_characters_is_refused() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await fixture.Buyer.GetAsync("/api/v1/search?q=" + new string('a', 513))).Status);

    [Fact]
    public async Task A_product_that_was_imported_is_found_at_once_by_its_new_words_and_price()
    {
        Assert.Empty(Ids(await FindAsync(fixture.Administrator, "q=zephyrine")));

        await fixture.ImportAsync("""
            {"kind":"product","id":"prod-new0000000000","type":"SaaSProduct","title":"Zephyrine Board","seller":"seller-south","categories":["crm"],"fulfillmentOptions":[{"type":"SAAS"}]}
            """);
        Assert.Equal(["prod-new0000000000"], Ids(await FindAsync(fixture.Administrator, "q=zephyrine")));
        await fixture.ImportAsync("""
            {"kind":"offer","id":"offer-new","product":"prod-new0000000000","state":"Released","terms":[{"type":"ByolPricingTerm"}]}
            """);
        Assert.Equal(["prod-new0000000000"], Ids(await FindAsync(fixture.Administrator, "q=zephyrine&pricing=BYOL")));
    }

    internal static List<string> Ids(JsonNode page) => [.. page["items"]!.AsArray().Select(i => i!["productId"]!.GetValue<string>())];

    private static IEnumerable<(string, string)> Decisions(JsonNode page) =>
        page["items"]!.AsArray().Select(i => (i!["productId"]!.GetValue<string>(), i["reason"]!.GetValue<string>())).OrderBy(d => d.Item1, StringComparer.Ordinal);

    private static async Task<JsonNode> FindAsync(HallCaller caller, string query)
    {
        var answer = await caller.GetAsync("/api/v1/search?" + query);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        return answer.Json;
    }
}

public sealed class SearchApiOnSqliteTests(SqliteSearchHall fixture) : SearchApiTests(fixture), IClassFixture<SqliteSearchHall>;

[Trait("Ring", "Postgres")]
public sealed class SearchApiOnPostgresTests(PostgresSearchHall fixture) : SearchApiTests(fixture), IClassFixture<PostgresSearchHall>;
