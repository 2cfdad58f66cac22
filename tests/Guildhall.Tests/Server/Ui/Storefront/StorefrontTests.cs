using System.Net;
using Guildhall.Tests.Server.Search;

namespace Guildhall.Tests.Server.Ui.Storefront;

/// <summary>Home, search and product pages without a browser and without script. M-08, M-10, M-11, M-19; storefront-and-procurement.md D.1, D.2.</summary>
public abstract class StorefrontTests(StorefrontPeople people)
{
    private const string Badge = "approved for procurement";

    [Fact]
    public async Task M10_The_badge_stands_on_approved_products_in_results_and_on_their_pages_and_on_no_others()
    {
        var results = await people.Dana.HtmlAsync("/search?category=security");
        Assert.Contains(Badge, CardOf(results, SearchHall.Shield), StringComparison.Ordinal);
        Assert.DoesNotContain(Badge, CardOf(results, SearchHall.Meter), StringComparison.Ordinal);
        Assert.Contains("Not approved · <a href=\"/requests/new?product=prod-meter00000000\">Create request</a>", CardOf(results, SearchHall.Meter), StringComparison.Ordinal);

        Assert.Contains(Badge, Before(await people.Dana.HtmlAsync("/products/" + SearchHall.Shield), "<h2>"), StringComparison.Ordinal);
        Assert.DoesNotContain(Badge, Before(await people.Dana.HtmlAsync("/products/" + SearchHall.Meter), "<h2>"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task M10_Where_nothing_governs_no_product_carries_a_badge_or_is_called_not_approved()
    {
        foreach (var page in new[] { "/", "/search", "/products/" + SearchHall.Shield })
        {
            var html = await people.Amara.HtmlAsync(page);
            Assert.DoesNotContain(Badge, html, StringComparison.Ordinal);
            Assert.DoesNotContain("Create request", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task M11_The_brand_is_seen_by_the_people_it_governs_and_by_nobody_else()
    {
        var hers = await people.Dana.HtmlAsync("/");
        Assert.Contains("class=\"brand-title\">Acme tools</p>", hers, StringComparison.Ordinal);
        Assert.Contains("Ask the platform team.", hers, StringComparison.Ordinal);
        Assert.Matches("href=\"/brand/[^\"]+\\.css\"", hers);

        var others = await people.Amara.HtmlAsync("/");
        Assert.DoesNotContain("Acme tools", others, StringComparison.Ordinal);
        Assert.DoesNotContain("/brand/", others, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M19_A_private_product_cannot_be_browsed_or_found_but_its_link_opens_it_for_the_account_of_the_offer()
    {
        Assert.DoesNotContain("Clandestine", await people.Amara.HtmlAsync("/search?limit=100"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await people.Amara.Visitor.GetAsync("/products/" + SearchHall.Secret)).Response.StatusCode);

        var page = await people.Dana.HtmlAsync("/products/" + SearchHall.Secret);
        Assert.Contains("<h1>Clandestine Vault</h1>", page, StringComparison.Ordinal);
        Assert.Contains("5,000.00 USD", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M19_The_link_of_a_private_offer_opens_the_product_for_the_accounts_that_it_names_and_for_nobody_else()
    {
        var (opened, html) = await people.Dana.Visitor.GetAsync("/offers/offer-secret");
        Assert.Equal("/products/" + SearchHall.Secret, opened.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("<article class=\"offer\" id=\"offer-secret\">", html, StringComparison.Ordinal);
        Assert.Contains("Private offer", html, StringComparison.Ordinal);

        var (others, withheld) = await people.Amara.Visitor.GetAsync("/offers/offer-secret");
        var (missing, _) = await people.Amara.Visitor.GetAsync("/offers/offer-nobody");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (others.StatusCode, missing.StatusCode));
        Assert.DoesNotContain("Clandestine", withheld, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M08_An_administrator_adds_a_product_from_the_banner_until_every_active_experience_has_it()
    {
        const string page = "/products/" + SearchHall.Hostile;
        var second = await people.Fixture.Administrator.ExperienceAsync("Finance tools", [], [], live: false);
        var before = await people.Amara.HtmlAsync(page);
        Assert.Contains("Add to Private Marketplace", before, StringComparison.Ordinal);
        Assert.DoesNotContain("Add to Private Marketplace", await people.Dana.HtmlAsync(page), StringComparison.Ordinal);

        var (refused, html) = await people.Amara.Visitor.PostAsync(page, page + "/add");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Choose at least one experience.", html, StringComparison.Ordinal);

        var (_, asked) = await people.Amara.Visitor.PostAsync(page, page + "/add/review", ("experience", people.Fixture.Experience));
        Assert.Contains("<h2 id=\"whatif-title\">Effect</h2>", asked, StringComparison.Ordinal);
        Assert.Contains("Export CSV", asked, StringComparison.Ordinal);
        Assert.Contains("Not in any active experience", (await people.Amara.HtmlAsync(page)), StringComparison.Ordinal);
        var (_, one) = await people.Amara.Visitor.PostAsync(page, page + "/add", ("experience", people.Fixture.Experience));
        Assert.Contains("to Engineering tools.", one, StringComparison.Ordinal);
        Assert.Contains("Add to Private Marketplace", one, StringComparison.Ordinal);
        Assert.DoesNotContain($"value=\"{people.Fixture.Experience}\"", one, StringComparison.Ordinal);
        var (_, both) = await people.Amara.Visitor.PostAsync(page, page + "/add", ("experience", second));
        Assert.DoesNotContain("Add to Private Marketplace", Before(both, "<footer"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task M08_Who_is_no_administrator_cannot_post_it()
    {
        var (response, html) = await people.Dana.Visitor.PostAsync("/products/" + SearchHall.Meter, $"/products/{SearchHall.Meter}/add", ("experience", people.Fixture.Experience));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.DoesNotContain("Added", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_product_that_is_not_approved_says_so_tells_why_and_how_to_ask_and_shows_approved_alternatives()
    {
        var html = await people.Dana.HtmlAsync("/products/" + SearchHall.Meter);

        Assert.Contains("Not approved in <em>Acme tools</em>. You can look at it; buying needs approval.", html, StringComparison.Ordinal);
        Assert.Contains($"href=\"/requests/new?product={SearchHall.Meter}\"", html, StringComparison.Ordinal);
        Assert.Contains($"href=\"/why/{SearchHall.Meter}\"", html, StringComparison.Ordinal);
        var alternatives = html[html.IndexOf("Approved alternatives", StringComparison.Ordinal)..];
        Assert.Contains("/products/" + SearchHall.Shield, alternatives, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_a_product_cannot_be_bought_comes_with_approved_alternatives()
    {
        var html = await people.Dana.HtmlAsync("/why/" + SearchHall.Meter);

        var alternatives = html[html.IndexOf("Approved alternatives", StringComparison.Ordinal)..];
        Assert.Contains("/products/" + SearchHall.Shield, alternatives, StringComparison.Ordinal);
        Assert.DoesNotContain("/products/" + SearchHall.Meter, alternatives, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M22_An_open_request_stands_in_place_of_the_button()
    {
        var ledger = await people.Fixture.Hall.CallerAsync(people.Fixture.Hall.World.Developer, "dana", "GuildhallBuyer");
        await ledger.RunAsync(new
        {
            ChangeType = "CreateProductProcurementRequest",
            Entity = new { Type = "ProductProcurementRequest@1.0" },
            DetailsDocument = new { Products = new[] { new { Id = SearchHall.Secret } }, Reason = "Needed" },
        });

        var html = await people.Dana.HtmlAsync("/products/" + SearchHall.Secret);

        Assert.Contains("Request pending", html, StringComparison.Ordinal);
        Assert.DoesNotContain("/requests/new", Before(html, "<h2>"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_product_page_shows_its_prices_terms_and_support()
    {
        var html = await people.Dana.HtmlAsync("/products/" + SearchHall.Shield);

        foreach (var part in new[] { "Northwind Cloud Security", "120.00 USD", "12 months", "Free trial: 14 days.", "Standard contract", "Money back within 30 days.", "support@north.example.com", "Managed rule sets", "Security", "4.4" })
            Assert.Contains(part, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facets_keep_what_was_chosen_and_the_form_works_without_script()
    {
        var html = await people.Dana.HtmlAsync("/search?q=&category=security&approved=true&sort=name&limit=50");

        Assert.Matches("<input id=\"category-security\" type=\"checkbox\" name=\"category\" value=\"security\" checked", html);
        Assert.Matches("<input id=\"approved\" type=\"checkbox\" name=\"approved\" value=\"true\" checked", html);
        Assert.Matches("<option value=\"name\" selected", html);
        Assert.Matches("<option value=\"50\" selected", html);
        Assert.Contains("<strong>2</strong> products", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_met_are_marked_and_an_empty_result_says_what_to_do()
    {
        Assert.Contains("<mark>firewall</mark>", await people.Dana.HtmlAsync("/search?q=firew"), StringComparison.Ordinal);
        Assert.Contains("Nothing found", await people.Dana.HtmlAsync("/search?q=qqqqq"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S40_Texts_of_the_catalogue_and_of_the_reader_are_never_markup()
    {
        foreach (var page in new[] { "/search?q=%3Cscript%3Ealert(9)", "/search?q=alert", "/products/" + SearchHall.Hostile, "/search?seller=%22%3E%3Cscript%3Ealert(8)" })
        {
            var html = await people.Dana.HtmlAsync(page);
            Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);
            Assert.DoesNotMatch("<script(?![^>]*src=)|<style|\\son[a-z]+=\"|style=\"", html);
        }
    }

    [Theory, MemberData(nameof(SearchApiTests.Hostile), MemberType = typeof(SearchApiTests))]
    public async Task Every_text_has_a_page(string text) => await people.Dana.HtmlAsync("/search?q=" + Uri.EscapeDataString(text));

    [Theory]
    [InlineData("/search?limit=0")]
    [InlineData("/search?sort=x")]
    [InlineData("/search?cursor=x")]
    public async Task A_wrong_parameter_is_named_on_the_page(string address)
    {
        var (response, html) = await people.Dana.Visitor.GetAsync(address);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("class=\"problems\"", html, StringComparison.Ordinal);
    }

    private static string CardOf(string html, string product)
    {
        var from = html.LastIndexOf("<article", html.IndexOf("/products/" + product, StringComparison.Ordinal), StringComparison.Ordinal);
        return html[from..html.IndexOf("</article>", from, StringComparison.Ordinal)];
    }

    private static string Before(string html, string mark) => html[..html.IndexOf(mark, StringComparison.Ordinal)];
}

public sealed class StorefrontOnSqliteTests(SqliteStorefrontPeople people) : StorefrontTests(people), IClassFixture<SqliteStorefrontPeople>;

[Trait("Ring", "Postgres")]
public sealed class StorefrontOnPostgresTests(PostgresStorefrontPeople people) : StorefrontTests(people), IClassFixture<PostgresStorefrontPeople>;
