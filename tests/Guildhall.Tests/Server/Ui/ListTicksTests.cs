using System.Net;
using System.Text.RegularExpressions;
using Guildhall.Domain;

namespace Guildhall.Tests.Server.Ui;

/// <summary>What is ticked on one page of a list is ticked still on another, without any script. design/ui.md 4.</summary>
public abstract partial class ListPagesTests
{
    [Theory]
    [InlineData("/console/experiences/EXPERIENCE", "product")]
    [InlineData("/console/experiences/EXPERIENCE?tab=pending", "request")]
    [InlineData("/console/requests", "request")]
    [InlineData("/console/experiences", "experience")]
    public async Task Ticks_are_kept_when_one_goes_on_sorts_and_searches_and_are_cleared(string path, string boxes)
    {
        var (_, first) = await hall.Amara.GetAsync(path.Replace("EXPERIENCE", hall.Experience, StringComparison.Ordinal));
        var one = Boxes(first, boxes)[0].Id;
        var (_, second) = await KeepAsync(first, boxes, [one], ("go", Link(first, "next")!));
        var two = Boxes(second, boxes)[^1].Id;
        var (_, sorted) = await KeepAsync(second, boxes, [two], ("go", SortOf(second)));
        var (_, nothing) = await KeepAsync(sorted, boxes, [], ("find", FindOf(sorted)), ("filter", "q"), ("q", "nosuchthing"));
        var (_, cleared) = await KeepAsync(nothing, boxes, [], ("clear", "yes"));

        Assert.DoesNotContain(one, Boxes(second, boxes).Select(b => b.Id));
        Assert.Contains("<span data-count=\"1\">1</span> selected, 1 of them not on this page", second, StringComparison.Ordinal);
        Assert.Equal(new[] { one, two }.Order(StringComparer.Ordinal), Chosen(sorted, boxes).Order(StringComparer.Ordinal));
        Assert.Contains("Nothing found", nothing, StringComparison.Ordinal);
        Assert.Contains("<span data-count=\"2\">2</span> selected, 2 of them not on this page", nothing, StringComparison.Ordinal);
        Assert.Empty(Chosen(cleared, boxes));
        Assert.DoesNotContain(">Clear</button>", cleared, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/console/audiences?view=accounts", "/console/audiences")]
    [InlineData("/console/audiences", "/console/audiences")]
    [InlineData("/console/experiences/EXPERIENCE/audiences", "/console/experiences/EXPERIENCE/audiences")]
    [InlineData("/console/experiences/EXPERIENCE/audiences/add?q=e", "/console/experiences/EXPERIENCE/audiences/add")]
    public async Task Ticks_of_audiences_are_kept_when_one_sorts_and_searches_and_are_cleared(string path, string list)
    {
        var (_, first) = await hall.Amara.GetAsync(path.Replace("EXPERIENCE", hall.Experience, StringComparison.Ordinal));
        string[] two = [Boxes(first, "principal")[0].Id, Boxes(first, "principal")[^1].Id];
        var (_, sorted) = await KeepAsync(first, "principal", two, ("go", SortOf(first)));
        var (none, nothing) = await KeepAsync(sorted, "principal", [], ("find", FindOf(sorted)), ("filter", "q"), ("q", "nosuchthing"));
        var (_, cleared) = await KeepAsync(nothing, "principal", [], ("clear", "yes"));

        Assert.Equal(two.Order(StringComparer.Ordinal), Chosen(sorted, "principal").Order(StringComparer.Ordinal));
        Assert.Equal(list.Replace("EXPERIENCE", hall.Experience, StringComparison.Ordinal), none.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("Nothing found", nothing, StringComparison.Ordinal);
        Assert.Contains("<span data-count=\"2\">2</span> selected, 2 of them not on this page", nothing, StringComparison.Ordinal);
        Assert.Empty(Chosen(cleared, "principal"));
    }

    [Fact]
    public async Task Ticks_are_kept_when_one_opens_a_unit_of_the_hierarchy()
    {
        var (_, top) = await hall.Amara.GetAsync("/console/audiences");

        var (_, below) = await KeepAsync(top, "principal", [hall.World.Finance], ("go", ValueOf(top, "name=\"go\" value=\"([^\"]+)\"[^>]*>Engineering</button>")));

        Assert.Contains(">Platform</button>", below, StringComparison.Ordinal);
        Assert.Equal([hall.World.Finance], Chosen(below, "principal"));
    }

    [Theory]
    [InlineData("/console/experiences?sort=status", "experience", "status")]
    [InlineData("/console/experiences/EXPERIENCE?tab=all&q=item", "product", "seller")]
    [InlineData("/console/experiences/EXPERIENCE?tab=pending", "request", "reason")]
    [InlineData("/console/requests?sort=product", "request", "reason")]
    [InlineData("/console/audiences?view=units", "principal", "kind")]
    [InlineData("/console/experiences/EXPERIENCE/audiences/add", "principal", "kind")]
    public async Task What_is_ticked_stays_so_when_columns_are_chosen_before_it_is_sent(string path, string boxes, string column)
    {
        var address = path.Replace("EXPERIENCE", hall.Experience, StringComparison.Ordinal);
        var (_, before) = await hall.Amara.GetAsync(address);
        string[] two = [Boxes(before, boxes)[0].Id, Boxes(before, boxes)[1].Id];
        var (_, one) = await KeepAsync(before, boxes, two[..1], ("go", address));

        // All columns stay: others share the list.
        var (chosen, after) = await hall.Amara.SendAsync(
            "/view/columns",
            [("form-token", Browsing.TokenIn(one)), ("of", boxes), ("back", BackOf(one)), ("here", ValueOf(one, "name=\"here\" value=\"([^\"]+)\" form=\"list\"")), ("table", "nosuchtable"), ("known", column), .. two.Select(id => (boxes, id))]);

        Assert.Equal(two, Boxes(after, boxes).Where(b => b.Ticked).Select(b => b.Id));
        Assert.StartsWith(address, chosen.RequestMessage!.RequestUri!.PathAndQuery, StringComparison.Ordinal);
        Assert.Contains($"<input type=\"hidden\" name=\"known\" value=\"{column}\" form=\"list\" />", one, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/console/experiences/act", "experience", "offline", "/console/experiences")]
    [InlineData("/console/experiences/act/confirmed", "experience", "offline", "/console/experiences")]
    [InlineData("/console/audiences/chosen", "principal", "associate", "/console/audiences")]
    [InlineData("/console/audiences/associate", "principal", "", "/console/audiences")]
    [InlineData("/console/audiences/disassociate", "principal", "", "/console/audiences")]
    [InlineData("/console/experiences/EXPERIENCE/audiences/review", "principal", "disassociate", "/console/experiences/EXPERIENCE/audiences")]
    [InlineData("/console/experiences/EXPERIENCE/audiences", "principal", "disassociate", "/console/experiences/EXPERIENCE/audiences")]
    public async Task More_rows_than_can_be_ticked_are_not_acted_on(string address, string boxes, string act, string list)
    {
        var (to, back) = (address.Replace("EXPERIENCE", hall.Experience, StringComparison.Ordinal), list.Replace("EXPERIENCE", hall.Experience, StringComparison.Ordinal));
        var own = boxes == "experience" ? hall.Experience : hall.World.Ledger;
        (string, string)[] many = [(boxes, own), .. Enumerable.Range(0, 150).Select(n => (boxes, $"none-{n:D9}"))];

        var (acted, refused) = await hall.Amara.PostAsync("/account", to, [("act", act), ("word", "confirm"), ("back", back), .. many]);
        var (_, none) = await hall.Amara.PostAsync("/account", to, ("act", act), ("word", "confirm"), ("back", back));

        Assert.Equal(back, acted.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("At most 150 can be ticked at one time; 1 more was not kept.", refused, StringComparison.Ordinal);
        Assert.Contains(own, Chosen(refused, boxes));
        Assert.Contains("Tick at least one ", none, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M24_More_experiences_than_are_dealt_with_at_one_time_stay_ticked()
    {
        var (_, list) = await hall.Amara.GetAsync("/console/experiences?q=Many");
        (string, string)[] some = [.. Boxes(list, "experience").Take(21).Select(b => ("experience", b.Id))];

        var (_, many) = await hall.Amara.PostAsync("/account", "/console/experiences/act", [("act", "offline"), ("back", "/console/experiences?q=Many"), .. some]);
        var (_, asked) = await hall.Amara.PostAsync("/account", "/console/experiences/act", [("act", "offline"), ("back", "/console/experiences?q=Many"), .. some[..20]]);

        Assert.Contains("At most 20 experiences at one time.", many, StringComparison.Ordinal);
        Assert.Equal(21, Chosen(many, "experience").Count);
        Assert.Matches("href=\"/console/experiences\\?q=Many&amp;ticked=exp-[^\"]+\">(Cancel|Back)</a>", asked);
    }

    [Fact]
    public async Task M12_Audiences_ticked_in_the_list_are_asked_about_and_still_ticked_for_whoever_does_not_want_it()
    {
        (string, string)[] two = [("principal", hall.World.Finance), ("principal", hall.World.AtRoot)];

        var (asked, html) = await hall.Amara.PostAsync("/console/audiences", "/console/audiences/chosen", [("act", "associate"), ("back", "/console/audiences?view=units"), .. two]);
        var (_, effect) = await hall.Amara.GetAsync($"{asked.RequestMessage!.RequestUri!.PathAndQuery}&experience={hall.Experience}");

        Assert.Equal("/console/audiences/associate", asked.RequestMessage.RequestUri.AbsolutePath);
        Assert.Equal(2, RowsOf(html).Length);
        Assert.Contains($"href=\"/console/audiences?view=units&amp;ticked={hall.World.Finance}.{hall.World.AtRoot}\">Cancel</a>", html, StringComparison.Ordinal);
        Assert.Contains($"name=\"ticked\" value=\"{hall.World.Finance}.{hall.World.AtRoot}\"", effect, StringComparison.Ordinal);
        Assert.Contains("<h2 id=\"whatif-title\">Effect</h2>", effect, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_box_that_is_unticked_again_is_not_kept()
    {
        var (_, first) = await hall.Amara.GetAsync($"/console/experiences/{hall.Experience}");
        string[] both = [Boxes(first, "product")[0].Id, Boxes(first, "product")[1].Id];
        var (_, again) = await KeepAsync(first, "product", both, ("go", $"/console/experiences/{hall.Experience}"));

        var (_, next) = await hall.Amara.SendAsync("/view/ticks", [("form-token", Browsing.TokenIn(again)), ("of", "product"), ("product", both[1]), ("go", Link(again, "next")!)]);

        Assert.Equal(both, Boxes(again, "product").Where(b => b.Ticked).Select(b => b.Id));
        Assert.Equal([both[1]], Chosen(next, "product"));
    }

    [Fact]
    public async Task M07_More_products_than_a_change_takes_are_ticked_over_pages_added_denied_and_removed_in_one_act_each()
    {
        var experience = await hall.Administrator.ExperienceAsync("Second", [], [], live: false);
        var home = $"/console/experiences/{experience}";
        var (_, first) = await hall.Amara.GetAsync(home + "?q=Item");
        var (_, second) = await KeepAsync(first, "product", Boxes(first, "product").Select(b => b.Id), ("go", Link(first, "next")!));
        string[] all = [.. Chosen(second, "product"), .. Boxes(second, "product").Select(b => b.Id)];

        foreach (var (act, done, tab) in new[] { ("add", "Approved", "approved"), ("deny", "Denied", "denied"), ("remove", "Removed", "all") })
        {
            var (_, asked) = await ActAsync(home + "/products/review", act, all);
            var (_, after) = await ActAsync(home + "/products", act, all);
            var (_, csv) = await hall.Amara.GetAsync($"{home}/products.csv?tab={tab}&q=Item");

            Assert.Contains("These 57 products", asked, StringComparison.Ordinal);
            Assert.Contains("<h2 id=\"whatif-title\">Effect</h2>", asked, StringComparison.Ordinal);
            Assert.Matches("href=\"[^\"]+ticked=prod-[^\"]+\">Cancel</a>", asked);
            Assert.Contains($"{done}: 57 products.", after, StringComparison.Ordinal);
            Assert.Equal(ListsHall.Many, csv.Split(act == "remove" ? ",Not approved," : $",{done},").Length - 1);
        }
    }

    [Fact]
    public async Task More_than_can_be_ticked_is_said_and_nothing_is_sent()
    {
        var home = $"/console/experiences/{hall.Experience}";
        var many = Enumerable.Range(0, 151).Select(n => $"prod-none{n:D9}").ToArray();

        var (kept, html) = await hall.Amara.PostAsync(home, "/view/ticks", [("of", "product"), ("go", home), .. many.Select(id => ("product", id))]);
        var (acted, refused) = await ActAsync(home + "/products/review", "add", many);
        var (_, unasked) = await ActAsync(home + "/products", "add", many);
        var (_, none) = await ActAsync(home + "/products", "add", []);
        var (elsewhere, _) = await hall.Amara.PostAsync(home, "/view/ticks", ("of", "product"), ("go", "//example.com/"));

        Assert.Contains("At most 150 can be ticked at one time; 1 more was not kept.", html, StringComparison.Ordinal);
        Assert.Equal(150, Chosen(html, "product").Count);
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        Assert.Equal(home, acted.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("Bulk add/remove products takes more.", refused, StringComparison.Ordinal);
        Assert.Contains("Bulk add/remove products takes more.", unasked, StringComparison.Ordinal);
        Assert.Contains("Tick at least one product first.", none, StringComparison.Ordinal);
        Assert.Equal("/", elsewhere.RequestMessage!.RequestUri!.PathAndQuery);
    }

    [Theory]
    [InlineData("/console/requests/review")]
    [InlineData("/console/requests/answer")]
    public async Task More_requests_than_can_be_ticked_are_not_answered(string address)
    {
        var (_, list) = await hall.Amara.GetAsync("/console/requests");
        var first = Boxes(list, "request")[0].Id;
        (string, string)[] many = [("request", first), .. Enumerable.Range(0, 150).Select(n => ("request", $"prodreq-none{n:D9}"))];

        var (acted, refused) = await hall.Amara.PostAsync("/account", address, [("act", "decline"), ("note", "No"), ("back", "/console/requests"), .. many]);
        var (_, none) = await hall.Amara.PostAsync("/account", address, ("act", "decline"), ("note", "No"), ("back", "/console/requests"));
        var (_, after) = await hall.Amara.GetAsync("/console/requests");

        Assert.Equal("/console/requests", acted.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("At most 150 can be ticked at one time; 1 more was not kept.", refused, StringComparison.Ordinal);
        Assert.Contains("Tick at least one request first.", none, StringComparison.Ordinal);
        Assert.Equal(first, Boxes(after, "request")[0].Id);
    }

    [Fact]
    public async Task M22_Pending_requests_of_an_experience_are_paged_sorted_searched_and_exported()
    {
        var tab = $"/console/experiences/{hall.Experience}?tab=pending";
        var there = await WalkAsync(tab + "&sort=product", "next");
        var (_, found) = await hall.Amara.GetAsync(tab + "&q=reason+07");
        var (_, csv) = await hall.Amara.GetAsync($"/console/requests.csv?experience={hall.Experience}&q=reason+07");
        var (_, direct) = await hall.Amara.GetAsync($"/console/experiences/{hall.Experience}/products.csv?tab=pending");
        var (_, searched) = await hall.Amara.GetAsync($"/console/experiences/{hall.Experience}/products.csv?tab=pending&q=Item+1&sort=product&order=down");
        var (_, same) = await hall.Amara.GetAsync($"/console/requests.csv?experience={hall.Experience}&q=Item+1&sort=product&order=down");

        Assert.Equal([50, ListsHall.Many - 50], there.Select(p => p.Rows.Length));
        Assert.Equal(there.SelectMany(p => p.Rows).Order(StringComparer.OrdinalIgnoreCase), there.SelectMany(p => p.Rows));
        Assert.Contains("Item 07", Assert.Single(RowsOf(found)), StringComparison.Ordinal);
        Assert.Contains($"href=\"/console/requests.csv?experience={hall.Experience}&amp;q=reason%2007&amp;sort=asked&amp;order=down\"", found, StringComparison.Ordinal);
        Assert.Equal(1 + 1, csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(ListsHall.Many + 1, direct.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.InRange(searched.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, 3, ListsHall.Many);
        Assert.Equal(same, searched);
    }

    [Fact]
    public async Task M06_The_wizard_keeps_tags_and_what_is_ticked_on_several_pages_through_its_five_steps()
    {
        var (_, one) = await hall.Amara.GetAsync("/console/experiences/new");
        var (_, two) = await StepAsync(one, "next", ("Name", "Third"), ("tags", "team=research\ncost centre=42"), ("requests", "off"));
        var (_, three) = await StepAsync(two, "next", ("principal", hall.World.AtRoot));
        var (_, onward) = await StepAsync(three, GoOf(three, "Next page"), ("product", Boxes(three, "product")[0].Id));
        var (_, four) = await StepAsync(onward, "next", ("product", Boxes(onward, "product")[0].Id));
        var (_, again) = await StepAsync(four, "back");
        var (_, five) = await StepAsync((await StepAsync(again, "next")).Html, "next", ("Title", "The third shop"));
        var (made, _) = await StepAsync(five, "create");
        var id = made.RequestMessage!.RequestUri!.AbsolutePath.Split('/')[^1];
        var experience = hall.Hall.Guildhall.Marketplaces.FindTenantOf(new AccountId(hall.World.Management))!.Marketplace.GetExperience(new EntityId(id));
        var tags = await hall.Administrator.PostAsync("/ListTagsForResource", new { ResourceArn = hall.Administrator.Arn(id) });

        Assert.Equal(25, Boxes(three, "product").Count);
        Assert.Equal(2, Chosen(again, "product").Count);
        Assert.Contains("team=research, cost centre=42", five, StringComparison.Ordinal);
        Assert.Equal(Chosen(again, "product").Order(StringComparer.Ordinal), experience.Policy!.Allowed.Select(g => g.Product.Value).Order(StringComparer.Ordinal));
        Assert.Equal([new PrincipalId(hall.World.AtRoot)], experience.Audience!.Principals);
        Assert.Equal(("Third", "The third shop", false, false), (experience.Name, experience.Branding!.Title, experience.Live, experience.Policy.RequestsAllowed));
        Assert.Contains("cost centre", tags.Body, StringComparison.Ordinal);
    }

    /// <summary>Sends the wizard's form as a browser does: what it carries on, what is ticked, what is typed now.</summary>
    private Task<(HttpResponseMessage Response, string Html)> StepAsync(string html, string go, params (string Name, string Value)[] typed) =>
        hall.Amara.SendAsync("/console/experiences/new", [("go", go), .. Carried(html).Where(f => f.Name == "product" || typed.All(t => t.Name != f.Name)), .. typed]);

    private static IEnumerable<(string Name, string Value)> Carried(string html) =>
        Regex.Matches(html[html.IndexOf("action=\"/console/experiences/new\"", StringComparison.Ordinal)..], "<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"|<input type=\"checkbox\" name=\"([^\"]+)\" value=\"([^\"]+)\" checked")
            .Select(m => (m.Groups[1].Value + m.Groups[3].Value, WebUtility.HtmlDecode(m.Groups[2].Value + m.Groups[4].Value)));

    /// <summary>What a button sends.</summary>
    private static string GoOf(string html, string button) => ValueOf(html, $"name=\"go\" value=\"([^\"]+)\"[^>]*>{button}</button>");

    /// <summary>Sends the list's form as a browser does: what the page keeps, what it has ticked already, and what is ticked now.</summary>
    private Task<(HttpResponseMessage Response, string Html)> KeepAsync(string page, string boxes, IEnumerable<string> ticked, params (string, string)[] fields) =>
        hall.Amara.SendAsync("/view/ticks", [("form-token", Browsing.TokenIn(page)), ("of", boxes), ("back", BackOf(page)), .. Chosen(page, boxes).Union(ticked).Select(id => (boxes, id)), .. fields]);

    private Task<(HttpResponseMessage Response, string Html)> ActAsync(string address, string act, IEnumerable<string> products) =>
        hall.Amara.PostAsync("/account", address, [("act", act), ("back", address.Split("/products")[0]), .. products.Select(id => ("product", id))]);

    /// <summary>The boxes of a page, and whether they are ticked.</summary>
    private static List<(string Id, bool Ticked)> Boxes(string html, string boxes) =>
        [.. Regex.Matches(html, $"<input type=\"checkbox\" name=\"{boxes}\" value=\"([^\"]+)\"( checked)?").Select(m => (m.Groups[1].Value, m.Groups[2].Success))];

    /// <summary>All that is ticked, on the page and elsewhere.</summary>
    private static List<string> Chosen(string html, string boxes) =>
        [.. Regex.Matches(html, $"<input type=\"hidden\" name=\"{boxes}\" value=\"([^\"]+)\"").Select(m => m.Groups[1].Value), .. Boxes(html, boxes).Where(b => b.Ticked).Select(b => b.Id)];

    private static string BackOf(string html) => ValueOf(html, "name=\"of\" value=\"[a-z]+\">\\s*<input type=\"hidden\" name=\"back\" value=\"([^\"]+)\"");

    private static string FindOf(string html) => ValueOf(html, "name=\"find\" value=\"([^\"]+)\"");

    private static string SortOf(string html) => ValueOf(html, "<button class=\"link\" name=\"go\" value=\"([^\"]+)\"");

    private static string ValueOf(string html, string pattern) => WebUtility.HtmlDecode(Regex.Match(html, pattern).Groups[1].Value);
}
