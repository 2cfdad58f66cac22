using System.Net;
using Guildhall.Domain;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Ui;

/// <summary>Making an experience, its branding, audience and settings on its pages. M-06, M-11, M-12, M-15, M-24 to M-26.</summary>
public abstract class ExperiencePageTests(PostgresDatabase? postgres) : ExperiencePages(postgres)
{
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
        var (response, html) = await Admin.PostAsync("/console/experiences/new", "/console/experiences/new", ("step", "1"), ("go", "next"), ("Name", ""), ("Description", "For the <labs>"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("A name has 1 to 255 characters.", html, StringComparison.Ordinal);
        Assert.Contains("For the &lt;labs&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M11_The_branding_is_seen_by_those_governed_and_by_nobody_else()
    {
        var made = await CreateAsync("Labs");
        await Admin.PostAsync(Settings(made), $"/console/experiences/{made.Id}/branding", ("Title", "The lab shop"), ("Information", "Ask Lin."), ("color", "on"), ("ThemeColor", "#336699"));
        await AssociateAsync(made, World.Developer);
        var (_, before) = await Buyer.GetAsync("/");

        await SaveAsync(made, live: true);
        var (_, after) = await Buyer.GetAsync("/");
        var (_, other) = await Admin.GetAsync("/");

        Assert.DoesNotContain("The lab shop", before, StringComparison.Ordinal);
        Assert.Contains("The lab shop", after, StringComparison.Ordinal);
        Assert.Contains("Ask Lin.", after, StringComparison.Ordinal);
        Assert.DoesNotContain("The lab shop", other, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M12_A_principal_is_associated_after_the_effect_was_shown_and_disassociated_by_the_typed_word()
    {
        var made = await CreateAsync("Labs");

        var (_, review) = await Admin.PostAsync(Settings(made), $"/console/experiences/{made.Id}/audiences/review", ("act", "associate"), ("principal", World.Developer));
        await AssociateAsync(made, World.Developer);
        var associated = Now(made).Audience!.Principals;
        await Admin.PostAsync(Settings(made), $"/console/experiences/{made.Id}/audiences", ("act", "disassociate"), ("principal", World.Developer), ("word", "Confirm"));
        var still = Now(made).Audience!.Principals;
        await Admin.PostAsync(Settings(made), $"/console/experiences/{made.Id}/audiences", ("act", "disassociate"), ("principal", World.Developer), ("word", "confirm"));

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
        var (early, refused) = await Admin.PostAsync(Settings(made), Settings(made), ("Name", "Labs"), ("status", "notlive"), ("requests", "off"), ("mode", "active"));

        var (_, asked) = await Admin.PostAsync(Settings(made), Settings(made), ("Name", "Labs"), ("status", "live"), ("requests", "on"), ("mode", "active"));
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

        await Admin.PostAsync(Settings(made), Settings(made) + "/confirmed", ("Name", "Laboratories"), ("Description", "All of them"), ("status", "live"), ("requests", "on"), ("mode", "active"));

        Assert.Equal(("Laboratories", "All of them", true), (Now(made).Name, Now(made).Description, Now(made).Live));
    }

    [Fact]
    public async Task M24_M25_Only_the_word_confirm_archives_and_reactivates_and_live_ones_go_offline_first()
    {
        var made = await CreateAsync("Labs");
        await SaveAsync(made, live: true);
        var (_, offlineFirst) = await ActAsync("archive", made);
        var (_, then) = await Admin.PostAsync(
            Settings(made), "/console/experiences/act/confirmed", ("act", "offline"), ("experience", made.Id.Value), ("then", "archive"), ("then-experience", made.Id.Value));
        var (wrong, _) = await Admin.PostAsync(Settings(made), "/console/experiences/act/confirmed", ("act", "archive"), ("experience", made.Id.Value), ("word", "CONFIRM"));
        var between = Now(made);
        await Admin.PostAsync(Settings(made), "/console/experiences/act/confirmed", ("act", "archive"), ("experience", made.Id.Value), ("word", "confirm"));
        var archived = Now(made);
        await Admin.PostAsync(Settings(made), "/console/experiences/act/confirmed", ("act", "reactivate"), ("experience", made.Id.Value), ("word", "confirm"));

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

        await Admin.PostAsync(Settings(made), Settings(made) + "/confirmed", ("Name", "Labs"), ("status", "notlive"), ("requests", "on"), ("mode", "archived"), ("word", "confirm"));
        var archived = Now(made).Archived;
        var (page, html) = await Admin.GetAsync(Settings(made));
        await Admin.PostAsync(Settings(made), Settings(made) + "/confirmed", ("mode", "active"), ("word", "confirm"));

        Assert.True(archived);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("Reactivate experience", html, StringComparison.Ordinal);
        Assert.False(Now(made).Archived);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_is_done_once()
    {
        var (_, page) = await Admin.GetAsync("/console/experiences/new");
        (string, string)[] form =
        [
            ("form-token", Browsing.TokenIn(page)), ("form-key", "0f0e0d0c-1111-4222-8333-444455556666"), ("step", "5"), ("go", "create"), ("Name", "Twice"),
        ];

        await Admin.SendAsync("/console/experiences/new", form);
        await Admin.SendAsync("/console/experiences/new", form);

        Assert.Single(Marketplace.Experiences.Values, e => e.Name == "Twice");
    }

    [Theory]
    [InlineData("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    public async Task S40_S56_A_hostile_name_is_harmless_on_the_page_and_in_the_file(string name, string inFile)
    {
        await CreateAsync(name);

        var (_, html) = await Admin.GetAsync("/console/experiences");
        var (file, csv) = await Admin.GetAsync("/console/experiences.csv");

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
}

public sealed class ExperiencePageOnSqliteTests() : ExperiencePageTests(null);

[Trait("Ring", "Postgres")]
public sealed class ExperiencePageOnPostgresTests(PostgresServer server) : ExperiencePageTests(new PostgresDatabase(server));
