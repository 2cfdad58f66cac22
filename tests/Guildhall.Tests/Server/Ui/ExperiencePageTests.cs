using System.Net;
using System.Text.RegularExpressions;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Ui;

public abstract class ExperiencePageTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    private Browsing _admin = null!;
    private Browsing _buyer = null!;

    private PrivateMarketplace Marketplace => Hall.Guildhall.Marketplaces.FindTenantOf(new AccountId(World.Management))!.Marketplace;

    protected override async Task PrepareAsync()
    {
        _admin = await Hall.SignedInAsync("amara@example.com", "Administrator", World.Management);
        _buyer = await Hall.SignedInAsync("dana@example.com", "Buyer", World.Developer);
    }

    [Fact]
    public async Task M06_The_wizard_makes_an_experience_that_is_not_live_and_has_no_products_branding_or_audience()
    {
        var made = await CreateAsync("Labs");

        Assert.False(made.Live);
        Assert.Empty(made.Policy!.Allowed);
        Assert.Null(made.Branding);
        Assert.Null(made.Audience);
    }

    [Fact]
    public async Task M06_A_wizard_without_a_name_says_so_and_keeps_what_was_typed()
    {
        var (response, html) = await _admin.PostAsync("/console/experiences/new", "/console/experiences/new", ("step", "1"), ("go", "next"), ("Name", ""), ("Description", "For the <labs>"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("A name has 1 to 255 characters.", html, StringComparison.Ordinal);
        Assert.Contains("For the &lt;labs&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M07_Ticked_products_are_added_and_removed_and_listed()
    {
        var made = await CreateAsync("Labs");
        var products = Hall.Guildhall.Marketplaces.Catalogue.Products.Where(p => !p.IsPrivate).Take(2).ToArray();

        var (_, added) = await ProductsAsync(made, "add", [.. products.Select(p => p.Id.Value)]);
        var (_, listed) = await _admin.GetAsync($"/console/experiences/{made.Id}?tab=approved");
        await ProductsAsync(made, "remove", [products[0].Id.Value]);

        Assert.Contains("Approved: 2 products.", added, StringComparison.Ordinal);
        Assert.All(products, p => Assert.Contains(WebUtility.HtmlEncode(p.Title), listed, StringComparison.Ordinal));
        Assert.Equal([products[1].Id], Now(made).Policy!.Allowed.Select(g => g.Product));
    }

    [Fact]
    public async Task M07_When_the_second_half_of_many_products_is_refused_the_first_is_done_and_the_rest_stays_ticked()
    {
        var example = Hall.Guildhall.Marketplaces.Catalogue.Find(new ProductId(HallWorld.A))!;
        string[] known = [.. Enumerable.Range(0, 50).Select(n => $"prod-many{n:D9}")];
        Hall.Guildhall.Marketplaces.Publish(HallWorld.Catalogue.With([.. known.Select(id => example with { Id = new ProductId(id), Title = id })]));
        var made = await CreateAsync("Labs");

        var (asked, review) = await _admin.PostAsync(Settings(made), $"/console/experiences/{made.Id}/products/review", [("act", "add"), .. known.Append("prod-gone").Select(p => ("product", p))]);
        var before = Now(made).Policy!.Allowed.Length;
        var (_, partly) = await ProductsAsync(made, "add", [.. known, "prod-gone"]);

        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.Matches("class=\"problems\" role=\"alert\">[\\s\\S]*prod-gone", review);
        Assert.Equal(0, before);
        Assert.Equal(50, Now(made).Policy!.Allowed.Length);
        Assert.Contains("Approved: 50 products. Not done, and still ticked: 1 product. Refused:", partly, StringComparison.Ordinal);
        Assert.Contains("<input type=\"hidden\" name=\"product\" value=\"prod-gone\"", partly, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_notes_of_a_denied_product_are_read_by_those_refused_when_they_are_marked_public_and_only_then()
    {
        var made = await CreateAsync("Labs");
        await AssociateAsync(made, World.Developer);
        await AssociateAsync(made, World.Management);
        await SaveAsync(made, live: true);
        await DenyAsync(made, HallWorld.A, "Licence <conflict>", true);
        await DenyAsync(made, HallWorld.B, "Between us", false);

        var (_, shown) = await _buyer.GetAsync("/products/" + HallWorld.A);
        var (_, why) = await _buyer.GetAsync("/why/" + HallWorld.A);
        var (_, kept) = await _buyer.GetAsync("/products/" + HallWorld.B);
        var (_, keptToo) = await _buyer.GetAsync("/why/" + HallWorld.B);
        var (_, known) = await _admin.GetAsync("/why/" + HallWorld.B);
        var (_, list) = await _admin.GetAsync($"/console/experiences/{made.Id}?tab=denied");
        var policy = await (await Hall.AdministratorAsync()).DescribeEntityAsync(Now(made).Policy!.Id.Value);
        await DenyAsync(made, HallWorld.A, "Another word", false);
        var (_, taken) = await _buyer.GetAsync("/products/" + HallWorld.A);

        Assert.Contains("The administrator&#x27;s note: Licence &lt;conflict&gt;", shown.Replace("administrator's", "administrator&#x27;s", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("note: Licence &lt;conflict&gt;", why, StringComparison.Ordinal);
        Assert.DoesNotContain("Between us", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("Between us", keptToo, StringComparison.Ordinal);
        Assert.Contains("note: Between us", known, StringComparison.Ordinal);
        Assert.Equal(2, list.Split("Shown to buyers").Length);
        Assert.Equal(2, policy.Json["DetailsDocument"]!.ToJsonString().Split("\"NotesPublic\":true").Length);
        Assert.DoesNotContain("administrator's note", taken, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M07_All_AWS_Marketplace_products_are_searched_by_product_and_seller_name()
    {
        var made = await CreateAsync("Labs");
        var product = Hall.Guildhall.Marketplaces.Catalogue.Products.First(p => !p.IsPrivate);

        var (_, byTitle) = await _admin.GetAsync($"/console/experiences/{made.Id}?q={Uri.EscapeDataString(product.Title)}");
        var (_, bySeller) = await _admin.GetAsync($"/console/experiences/{made.Id}?q={Uri.EscapeDataString(product.Manufacturer)}");
        var (_, nothing) = await _admin.GetAsync($"/console/experiences/{made.Id}?q=nosuchproductatall");

        Assert.Contains(product.Id.Value, byTitle, StringComparison.Ordinal);
        Assert.Contains(product.Id.Value, bySeller, StringComparison.Ordinal);
        Assert.Contains("Nothing found", nothing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M11_The_branding_is_seen_by_those_governed_and_by_nobody_else()
    {
        var made = await CreateAsync("Labs");
        await _admin.PostAsync(Settings(made), $"/console/experiences/{made.Id}/branding", ("Title", "The lab shop"), ("Information", "Ask Lin."), ("color", "on"), ("ThemeColor", "#336699"));
        await AssociateAsync(made, World.Developer);
        var (_, before) = await _buyer.GetAsync("/");

        await SaveAsync(made, live: true);
        var (_, after) = await _buyer.GetAsync("/");
        var (_, other) = await _admin.GetAsync("/");

        Assert.DoesNotContain("The lab shop", before, StringComparison.Ordinal);
        Assert.Contains("The lab shop", after, StringComparison.Ordinal);
        Assert.Contains("Ask Lin.", after, StringComparison.Ordinal);
        Assert.DoesNotContain("The lab shop", other, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M12_A_principal_is_associated_after_the_effect_was_shown_and_disassociated_by_the_typed_word()
    {
        var made = await CreateAsync("Labs");

        var (_, review) = await _admin.PostAsync(Settings(made), $"/console/experiences/{made.Id}/audiences/review", ("act", "associate"), ("principal", World.Developer));
        await AssociateAsync(made, World.Developer);
        var associated = Now(made).Audience!.Principals;
        await _admin.PostAsync(Settings(made), $"/console/experiences/{made.Id}/audiences", ("act", "disassociate"), ("principal", World.Developer), ("word", "Confirm"));
        var still = Now(made).Audience!.Principals;
        await _admin.PostAsync(Settings(made), $"/console/experiences/{made.Id}/audiences", ("act", "disassociate"), ("principal", World.Developer), ("word", "confirm"));

        Assert.Contains("<h2 id=\"whatif-title\">Effect</h2>", review, StringComparison.Ordinal);
        Assert.Equal([new PrincipalId(World.Developer)], associated);
        Assert.Equal(associated, still);
        Assert.Empty(Now(made).Audience!.Principals);
    }

    [Fact]
    public async Task M15_M16_Going_live_shows_the_effect_first_and_requests_change_only_while_live()
    {
        var made = await CreateAsync("Labs");
        await AssociateAsync(made, World.Developer);
        var (early, refused) = await _admin.PostAsync(Settings(made), Settings(made), ("Name", "Labs"), ("status", "notlive"), ("requests", "off"), ("mode", "active"));

        var (_, asked) = await _admin.PostAsync(Settings(made), Settings(made), ("Name", "Labs"), ("status", "live"), ("requests", "on"), ("mode", "active"));
        var before = Now(made).Live;
        await SaveAsync(made, live: true);

        Assert.Equal(HttpStatusCode.BadRequest, early.StatusCode);
        Assert.Contains("only while the experience is live", refused, StringComparison.Ordinal);
        Assert.Contains("1 affected account", asked, StringComparison.Ordinal);
        Assert.False(before);
        Assert.True(Now(made).Live);
    }

    [Fact]
    public async Task M15_Name_and_status_can_be_saved_together()
    {
        var made = await CreateAsync("Labs");

        await _admin.PostAsync(Settings(made), Settings(made) + "/confirmed", ("Name", "Laboratories"), ("Description", "All of them"), ("status", "live"), ("requests", "on"), ("mode", "active"));

        Assert.Equal(("Laboratories", "All of them", true), (Now(made).Name, Now(made).Description, Now(made).Live));
    }

    [Fact]
    public async Task M24_M25_Only_the_word_confirm_archives_and_reactivates_and_live_ones_go_offline_first()
    {
        var made = await CreateAsync("Labs");
        await SaveAsync(made, live: true);
        var (_, offlineFirst) = await ActAsync("archive", made);
        var (_, then) = await _admin.PostAsync(
            Settings(made), "/console/experiences/act/confirmed", ("act", "offline"), ("experience", made.Id.Value), ("then", "archive"), ("then-experience", made.Id.Value));
        var (wrong, _) = await _admin.PostAsync(Settings(made), "/console/experiences/act/confirmed", ("act", "archive"), ("experience", made.Id.Value), ("word", "CONFIRM"));
        var between = Now(made);
        await _admin.PostAsync(Settings(made), "/console/experiences/act/confirmed", ("act", "archive"), ("experience", made.Id.Value), ("word", "confirm"));
        var archived = Now(made);
        await _admin.PostAsync(Settings(made), "/console/experiences/act/confirmed", ("act", "reactivate"), ("experience", made.Id.Value), ("word", "confirm"));

        Assert.Contains("<h1>Take experience(s) offline</h1>", offlineFirst, StringComparison.Ordinal);
        Assert.Contains("<h2 id=\"whatif-title\">Effect</h2>", offlineFirst, StringComparison.Ordinal);
        Assert.Contains("Not live now: Labs.", then, StringComparison.Ordinal);
        Assert.Contains("<h1>Archive experience</h1>", then, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.False(between.Archived || between.Live);
        Assert.True(archived.Archived);
        Assert.False(Now(made).Archived || Now(made).Live);
    }

    [Fact]
    public async Task M26_The_settings_tab_archives_and_reactivates_an_archived_one_too()
    {
        var made = await CreateAsync("Labs");

        await _admin.PostAsync(Settings(made), Settings(made) + "/confirmed", ("Name", "Labs"), ("status", "notlive"), ("requests", "on"), ("mode", "archived"), ("word", "confirm"));
        var archived = Now(made).Archived;
        var (page, html) = await _admin.GetAsync(Settings(made));
        await _admin.PostAsync(Settings(made), Settings(made) + "/confirmed", ("mode", "active"), ("word", "confirm"));

        Assert.True(archived);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("Reactivate experience", html, StringComparison.Ordinal);
        Assert.False(Now(made).Archived);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_is_done_once()
    {
        var (_, page) = await _admin.GetAsync("/console/experiences/new");
        (string, string)[] form =
        [
            ("form-token", Browsing.TokenIn(page)), ("form-key", "0f0e0d0c-1111-4222-8333-444455556666"), ("step", "5"), ("go", "create"), ("Name", "Twice"),
        ];

        await _admin.SendAsync("/console/experiences/new", form);
        await _admin.SendAsync("/console/experiences/new", form);

        Assert.Single(Marketplace.Experiences.Values, e => e.Name == "Twice");
    }

    [Fact]
    public async Task A_form_of_products_that_makes_the_policy_too_is_done_once_and_gives_the_same_change_set()
    {
        var set = await (await Hall.AdministratorAsync()).RunAsync(new { ChangeType = "CreateExperience", Entity = new { Type = "Experience@1.0" }, DetailsDocument = new { Name = "Bare" } });
        var made = Marketplace.GetExperience(new EntityId(set["ChangeSet"]![0]!["Entity"]!["Identifier"]!.GetValue<string>().Split('@')[0]));
        var home = $"/console/experiences/{made.Id}";
        var (_, review) = await _admin.PostAsync("/account", home + "/products/review", ("act", "add"), ("product", HallWorld.A), ("back", home));
        (string, string)[] form =
        [
            .. Regex.Matches(review[review.IndexOf($"action=\"{home}/products\"", StringComparison.Ordinal)..], "<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")
                .Select(m => (m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value))),
        ];

        var (_, first) = await _admin.SendAsync(home + "/products", form);
        var (_, sets) = await _admin.GetAsync("/console/change-sets.csv");
        var (_, second) = await _admin.SendAsync(home + "/products", form);
        var (_, still) = await _admin.GetAsync("/console/change-sets.csv");

        Assert.Null(made.Policy);
        Assert.Equal([new ProductId(HallWorld.A)], Now(made).Policy!.Allowed.Select(g => g.Product));
        Assert.Contains("Approved: 1 product.", first, StringComparison.Ordinal);
        Assert.Contains("Approved: 1 product.", second, StringComparison.Ordinal);
        Assert.Equal(sets, still);
    }

    [Theory]
    [InlineData("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    public async Task S40_S56_A_hostile_name_is_harmless_on_the_page_and_in_the_file(string name, string inFile)
    {
        await CreateAsync(name);

        var (_, html) = await _admin.GetAsync("/console/experiences");
        var (file, csv) = await _admin.GetAsync("/console/experiences.csv");

        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.Contains(inFile, csv, StringComparison.Ordinal);
        Assert.Equal("text/csv", file.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task S24_Another_organizations_experience_looks_like_none()
    {
        var made = await CreateAsync("Labs");
        var birk = await Hall.SignedInAsync("birk@example.com", "Administrator", World.Standalone);

        var (absent, _) = await birk.GetAsync("/console/experiences/exp-aaaaaaaaaaaaa");
        var (foreign, _) = await birk.GetAsync($"/console/experiences/{made.Id}");

        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    private static string Settings(Experience experience) => $"/console/experiences/{experience.Id}/settings";

    private Experience Now(Experience experience) => Marketplace.GetExperience(experience.Id);

    private async Task<Experience> CreateAsync(string name)
    {
        var (response, html) = await _admin.PostAsync("/console/experiences/new", "/console/experiences/new", ("step", "5"), ("go", "create"), ("Name", name));
        Assert.True(response.IsSuccessStatusCode, html);
        return Marketplace.Experiences.Values.Single(e => e.Name == name);
    }

    private Task<(HttpResponseMessage Response, string Html)> ProductsAsync(Experience experience, string act, IEnumerable<string> products) =>
        _admin.PostAsync(Settings(experience), $"/console/experiences/{experience.Id}/products", [("act", act), ("back", $"/console/experiences/{experience.Id}"), .. products.Select(p => ("product", p))]);

    private Task<(HttpResponseMessage Response, string Html)> DenyAsync(Experience experience, string product, string notes, bool shown) =>
        _admin.PostAsync(Settings(experience), $"/console/experiences/{experience.Id}/products", [("act", "deny"), ("product", product), ("notes", notes), .. shown ? [("public", "yes")] : Array.Empty<(string, string)>()]);

    private Task<(HttpResponseMessage Response, string Html)> AssociateAsync(Experience experience, string principal) =>
        _admin.PostAsync(Settings(experience), $"/console/experiences/{experience.Id}/audiences", ("act", "associate"), ("principal", principal));

    private Task<(HttpResponseMessage Response, string Html)> SaveAsync(Experience experience, bool live) =>
        _admin.PostAsync(Settings(experience), Settings(experience) + "/confirmed", ("Name", experience.Name), ("status", live ? "live" : "notlive"), ("requests", "on"), ("mode", "active"));

    private Task<(HttpResponseMessage Response, string Html)> ActAsync(string act, Experience experience) =>
        _admin.PostAsync(Settings(experience), "/console/experiences/act", ("act", act), ("experience", experience.Id.Value));

}

public sealed class ExperiencePageOnSqliteTests() : ExperiencePageTests(null);

[Trait("Ring", "Postgres")]
public sealed class ExperiencePageOnPostgresTests(PostgresServer server) : ExperiencePageTests(new PostgresDatabase(server));
