using System.Net;
using System.Text.RegularExpressions;

namespace Guildhall.Tests.Server.Ui;

/// <summary>What every list can do: pages both ways, order, filter, file, choice of columns. Issue 3, design/ui.md 4.</summary>
public abstract partial class ListPagesTests(ListsHall hall)
{
    [Theory]
    [InlineData("/console/change-sets")]
    [InlineData("/console/change-sets?sort=started")]
    [InlineData("/console/change-sets?sort=ended&order=down")]
    [InlineData("/console/audit")]
    [InlineData("/console/audit?sort=when")]
    [InlineData("/console/requests")]
    [InlineData("/console/requests?state=all&sort=product")]
    [InlineData("/console/experiences")]
    [InlineData("/console/experiences/EXPERIENCE")]
    [InlineData("/console/experiences/EXPERIENCE?sort=seller&order=down")]
    public async Task A_list_is_walked_to_its_end_and_back_and_every_row_is_met_once(string path)
    {
        var there = await WalkAsync(path.Replace("EXPERIENCE", hall.Experience, StringComparison.Ordinal), "next");
        var back = await WalkAsync(there[^1].Address, "prev");

        Assert.True(there.Count > 1, "All of it is on one page.");
        Assert.Equal(there.Select(p => p.Rows), back.Select(p => p.Rows).Reverse());
        Assert.Equal(there.Sum(p => p.Rows.Length), there.SelectMany(p => p.Rows).Distinct(StringComparer.Ordinal).Count());
        Assert.True(there.Sum(p => p.Rows.Length) >= ListsHall.Many);
    }

    [Fact]
    public async Task Ones_own_requests_are_walked_both_ways_too()
    {
        var (_, first) = await hall.Dana.GetAsync("/requests?sort=product");
        var (_, second) = await hall.Dana.GetAsync(Link(first, "next")!);
        var (_, again) = await hall.Dana.GetAsync(Link(second, "prev")!);

        Assert.Equal(50, RowsOf(first).Length);
        Assert.Equal(ListsHall.Many - 50, RowsOf(second).Length);
        Assert.Equal(RowsOf(first), RowsOf(again));
        Assert.Contains("Item 00", RowsOf(first)[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/console/change-sets", "Started", "descending")]
    [InlineData("/console/change-sets?sort=started", "Started", "ascending")]
    [InlineData("/console/experiences", "Name", "ascending")]
    [InlineData("/console/users", "E-mail address", "ascending")]
    [InlineData("/console/users/keys?sort=created&order=down", "Created", "descending")]
    [InlineData("/console/audiences?view=accounts&sort=name", "Name", "ascending")]
    [InlineData("/console/audit", "When", "descending")]
    public async Task A_heading_says_which_way_the_list_is_sorted(string path, string heading, string way)
    {
        var (_, html) = await hall.Amara.GetAsync(path);

        Assert.Matches($"aria-sort=\"{way}\">\\s*(<a href=\"[^\"]+\">{heading}</a>|<button class=\"link\" name=\"go\" value=\"[^\"]+\"[^>]*>{heading}</button>)", html);
    }

    [Theory]
    [InlineData("/console/requests", "/console/requests.csv", "?q=reason+07", 1)]
    [InlineData("/console/change-sets", "/console/change-sets.csv", "?status=failed", 0)]
    [InlineData("/console/experiences/EXPERIENCE", "/console/experiences/EXPERIENCE/products.csv", "?q=Item+01", 1)]
    [InlineData("/console/experiences/EXPERIENCE/audiences", "/console/experiences/EXPERIENCE/audiences.csv", "?q=ledger", 1)]
    [InlineData("/console/experiences/EXPERIENCE/history", "/console/experiences/EXPERIENCE/history.csv", "?q=nosuchname", 0)]
    [InlineData("/console/experiences", "/console/experiences.csv", "?q=acme", 1)]
    [InlineData("/console/audiences", "/console/organization.csv", "?view=accounts&q=ledger", 1)]
    public async Task A_file_has_what_the_filter_lets_through_and_an_empty_list_says_what_to_do(string list, string file, string filter, int rows)
    {
        var (_, html) = await hall.Amara.GetAsync(list.Replace("EXPERIENCE", hall.Experience, StringComparison.Ordinal) + filter);
        var (_, csv) = await hall.Amara.GetAsync(file.Replace("EXPERIENCE", hall.Experience, StringComparison.Ordinal) + filter);

        Assert.Contains($"{file.Replace("EXPERIENCE", hall.Experience, StringComparison.Ordinal)}?", html, StringComparison.Ordinal);
        Assert.Equal(rows, csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length - 1);
        if (rows == 0) Assert.Matches("class=\"empty\">\\s*<p class=\"empty-title\">Nothing found</p>[\\s\\S]*?<a class=\"button\"", html);
    }

    [Fact]
    public async Task A_search_can_be_had_as_a_file_and_walked_back()
    {
        var (_, first) = await hall.Dana.GetAsync("/search?sort=name&limit=20");
        var (_, second) = await hall.Dana.GetAsync(Link(first, "next")!);
        var (_, again) = await hall.Dana.GetAsync(Link(second, "prev")!);
        var (file, csv) = await hall.Dana.GetAsync("/search.csv?sort=name");

        Assert.Contains("Item 16", second, StringComparison.Ordinal);
        Assert.DoesNotContain("Item 15", second, StringComparison.Ordinal);
        Assert.Contains("Item 15", again, StringComparison.Ordinal);
        Assert.Null(Link(again, "prev"));
        Assert.Equal("text/csv", file.Content.Headers.ContentType!.MediaType);
        Assert.Equal(ListsHall.Many + HallWorld.Catalogue.Products.Length, csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length - 1);
    }

    [Fact]
    public async Task Columns_that_somebody_leaves_out_are_left_out_for_them_alone_and_the_file_has_all()
    {
        var ben = await hall.Hall.SignedInAsync("ben@example.com", "Administrator", hall.World.Management);

        await ben.PostAsync("/account", "/view/columns", ("table", "audit"), ("known", "when"), ("known", "actor"), ("known", "through"), ("column", "when"), ("back", "/console/audit"));
        var (_, mine) = await ben.GetAsync("/console/audit");
        var (_, sets) = await ben.GetAsync("/console/change-sets");
        var (_, others) = await hall.Amara.GetAsync("/console/audit");
        var (_, csv) = await ben.GetAsync("/console/audit.csv");
        await ben.PostAsync("/account", "/view/columns", ("table", "audit"), ("known", "when"), ("known", "actor"), ("column", "when"), ("column", "actor"), ("back", "/console/audit"));
        var (_, whole) = await ben.GetAsync("/console/audit");

        Assert.Contains("<table class=\"data no-3 no-4\">", mine, StringComparison.Ordinal);
        Assert.Contains("<table class=\"data\">", sets, StringComparison.Ordinal);
        Assert.Contains("<table class=\"data\">", others, StringComparison.Ordinal);
        Assert.StartsWith("Number,Time,Event,Account,Actor,Through,", csv, StringComparison.Ordinal);
        Assert.Contains("<table class=\"data\">", whole, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_that_are_not_shown_at_first_are_shown_to_whoever_asks_for_them()
    {
        var ben = await hall.Hall.SignedInAsync("ben.asks@example.com", "Administrator", hall.World.Management);
        (string, string)[] form = [("table", "member-accounts"), ("known", "unit"), ("known", "cost-centre"), ("known", "email"), ("asked", "cost-centre"), ("asked", "email"), ("back", "/admin/accounts")];

        var (_, first) = await ben.GetAsync("/admin/accounts");
        await ben.PostAsync("/account", "/view/columns", [.. form, ("column", "cost-centre")]);
        var (_, asked) = await ben.GetAsync("/admin/accounts");
        await ben.PostAsync("/account", "/view/columns", [.. form, ("column", "unit")]);
        var (_, again) = await ben.GetAsync("/admin/accounts");

        Assert.Contains("<table class=\"data no-8 no-10\">", first, StringComparison.Ordinal);
        Assert.Contains("name=\"asked\" value=\"email\"", first, StringComparison.Ordinal);
        Assert.Contains("<table class=\"data no-6 no-10\">", asked, StringComparison.Ordinal);
        Assert.Contains("<table class=\"data no-8 no-10\">", again, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/console/audit")]
    [InlineData("/console/change-sets")]
    [InlineData("/console/requests")]
    [InlineData("/console/requests?state=all")]
    [InlineData("/console/experiences")]
    [InlineData("/console/experiences/EXPERIENCE")]
    [InlineData("/console/experiences/EXPERIENCE/history")]
    [InlineData("/console/audiences")]
    [InlineData("/console/organization?q=e")]
    [InlineData("/console/users")]
    [InlineData("/console/users/keys")]
    [InlineData("/account")]
    public async Task Every_table_of_five_columns_or_more_has_a_choice_of_columns(string path)
    {
        var (_, html) = await hall.Amara.GetAsync(path.Replace("EXPERIENCE", hall.Experience, StringComparison.Ordinal));

        Assert.Contains("action=\"/view/columns\"", html, StringComparison.Ordinal);
        Assert.Contains("<legend>Columns that are shown</legend>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Density_is_remembered()
    {
        var cleo = await hall.Hall.SignedInAsync("cleo@example.com", "Buyer", hall.World.Ledger);
        var (_, before) = await cleo.GetAsync("/");

        await cleo.PostAsync("/account", "/view/density", ("density", "compact"), ("back", "/account"));
        var (_, after) = await cleo.GetAsync("/");

        Assert.DoesNotMatch("<body class=\"[^\"]*compact", before);
        Assert.Matches("<body class=\"[^\"]*compact", after);
    }

    [Theory]
    [InlineData("/", 1)]
    [InlineData("/search", 1)]
    [InlineData("/requests/new?product=prod-bbbbbbbbbbbbb", 1)]
    public async Task A_page_of_the_storefront_has_one_field_to_search_products(string path, int fields)
    {
        var (_, html) = await hall.Dana.GetAsync(path);

        Assert.Equal(fields, html.Split("action=\"/search\"").Length - 1);
    }

    [Fact]
    public async Task The_organization_is_a_tree_to_assistive_software()
    {
        var (_, html) = await hall.Amara.GetAsync($"/console/organization?node={hall.World.Engineering}");

        Assert.Contains("<ul role=\"tree\" aria-label=\"Organization\">", html, StringComparison.Ordinal);
        Assert.Matches($"id=\"n-{hall.World.Engineering}\" role=\"treeitem\" aria-level=\"2\" aria-expanded=\"true\" aria-owns=\"below-{hall.World.Engineering}\"", html);
        Assert.Matches($"id=\"n-{hall.World.Finance}\" role=\"treeitem\" aria-level=\"2\" aria-expanded=\"false\"", html);
        Assert.Contains($"<ul role=\"group\" id=\"below-{hall.World.Engineering}\">", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_control_of_ones_own_is_described_by_its_hint()
    {
        var (response, html) = await hall.Dana.GetAsync("/design");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("<select id=\"choice\" name=\"choice\" aria-describedby=\"choice-hint\">", html, StringComparison.Ordinal);
    }

    private async Task<List<(string Address, string[] Rows)>> WalkAsync(string path, string way)
    {
        var pages = new List<(string, string[])>();
        for (var at = path; at is not null && pages.Count < 20;)
        {
            var (response, html) = await hall.Amara.GetAsync(at);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            pages.Add((at, RowsOf(html)));
            at = Link(html, way);
        }

        return pages;
    }

    private static string[] RowsOf(string html) => [.. Row().Matches(html).Select(m => m.Groups[1].Value)];

    /// <summary>Where a pager leads: a link, or a button that takes what is ticked along.</summary>
    private static string? Link(string html, string way)
    {
        var title = way == "next" ? "Next" : "Previous";
        var match = Regex.Match(html, $"<a class=\"button\" href=\"([^\"]+)\" rel=\"{way}\">|<button class=\"button\" name=\"go\" value=\"([^\"]+)\"[^>]*>{title}</button>");
        return match.Success ? WebUtility.HtmlDecode(match.Groups[1].Value + match.Groups[2].Value) : null;
    }

    [GeneratedRegex("""<th scope="row">([\s\S]*?)</th>""")]
    private static partial Regex Row();
}

public sealed class ListPagesOnSqliteTests(SqliteListsHall hall) : ListPagesTests(hall), IClassFixture<SqliteListsHall>;

[Trait("Ring", "Postgres")]
public sealed class ListPagesOnPostgresTests(PostgresListsHall hall) : ListPagesTests(hall), IClassFixture<PostgresListsHall>;
