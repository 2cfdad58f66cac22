using System.Net;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Tests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Ui;

public abstract class OrganizationPagesTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    private Browsing _amara = null!;

    protected override async Task PrepareAsync()
    {
        await Hall.AddPersonAsync("dana@example.com", "Buyer", World.Developer);
        _amara = await Hall.SignedInAsync("amara@example.com", "Administrator", World.Management);
    }

    [Fact]
    public async Task M13_The_structure_shows_a_node_its_governing_experience_and_why()
    {
        var experience = await MakeAsync("Baseline", HallWorld.A);
        await AssociateAsync(experience, live: true, World.Engineering);

        var (_, account) = await _amara.GetAsync($"/console/organization?node={World.Developer}");
        var (_, unit) = await _amara.GetAsync($"/console/organization?node={World.Engineering}");
        var (_, finance) = await _amara.GetAsync($"/console/organization?node={World.Finance}");

        Assert.Contains("<dd>Inherited</dd>", account, StringComparison.Ordinal);
        Assert.Contains("Baseline is live and decides, alone.", account, StringComparison.Ordinal);
        Assert.Contains("No experience is associated here; the next level up is asked.", account, StringComparison.Ordinal);
        Assert.Contains("<dd>Associated</dd>", unit, StringComparison.Ordinal);
        Assert.Contains("Disassociate…", unit, StringComparison.Ordinal);
        Assert.Contains("Not governed", finance, StringComparison.Ordinal);
        Assert.Contains(">Ledger</a>", finance, StringComparison.Ordinal);
        Assert.DoesNotContain(">Developer</a>", finance, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M13_A_unit_that_is_opened_keeps_the_units_beside_it_in_the_tree()
    {
        var (_, html) = await _amara.GetAsync($"/console/organization?node={World.Platform}");

        Assert.Contains($"id=\"n-{World.Finance}\"", html, StringComparison.Ordinal);
        Assert.Contains($"id=\"n-{World.Platform}\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M13_The_children_of_a_node_are_paged_by_links_both_ways()
    {
        for (var n = 0; n < 51; n++) await Hall.SimulateAsync("CreateOrganizationalUnit", new { ParentId = World.Finance, Name = $"Unit {n:D2}" });
        await using (var db = Hall.Guildhall.Database.Open())
            await db.Links.ExecuteUpdateAsync(l => l.SetProperty(x => x.LastFullSync, (DateTimeOffset?)null), TestContext.Current.CancellationToken);
        await Hall.SyncAsync();

        var (_, first) = await _amara.GetAsync($"/console/organization?node={World.Finance}");
        var (_, second) = await _amara.GetAsync(WayIn(first, "next"));
        var (_, again) = await _amara.GetAsync(WayIn(second, "prev"));

        Assert.Contains(">Unit 00</a>", first, StringComparison.Ordinal);
        Assert.DoesNotContain(">Ledger</a>", first, StringComparison.Ordinal);
        Assert.Contains(">Unit 50</a>", second, StringComparison.Ordinal);
        Assert.Contains(">Ledger</a>", second, StringComparison.Ordinal);
        Assert.Contains(">Unit 00</a>", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accounts_are_found_by_their_tags_which_are_read_beside_the_syncs_and_again_when_they_are_old()
    {
        await TagAsync("cost-centre", "Payroll 42");
        await Hall.Guildhall.TagReadings.RunOnceAsync(TestContext.Current.CancellationToken);

        var (_, found) = await _amara.GetAsync("/console/organization?q=centre%3Dpayroll+42");
        var (_, other) = await _amara.GetAsync("/console/organization?q=payroll+developer");
        var (_, listed) = await _amara.GetAsync("/console/audiences?view=accounts&q=payroll");
        var (_, node) = await _amara.GetAsync($"/console/organization?node={World.Ledger}");
        await TagAsync("cost-centre", "Treasury");
        await Hall.Guildhall.TagReadings.RunOnceAsync(TestContext.Current.CancellationToken);
        var resting = await Hall.Guildhall.TagSearch.HavingAsync(new TenantId(World.OrganizationId), "treasury", TestContext.Current.CancellationToken);
        await AgeAsync();
        await Hall.Guildhall.TagReadings.RunOnceAsync(TestContext.Current.CancellationToken);

        Assert.Contains(">Ledger</a>", found, StringComparison.Ordinal);
        Assert.DoesNotContain(">Developer</a>", found, StringComparison.Ordinal);
        Assert.DoesNotContain(">Ledger</a>", other, StringComparison.Ordinal);
        Assert.Contains(">Ledger</a>", listed, StringComparison.Ordinal);
        Assert.Contains("cost-centre = Payroll 42", node, StringComparison.Ordinal);
        Assert.Empty(resting);
        Assert.Equal([World.Ledger], await Hall.Guildhall.TagSearch.HavingAsync(new TenantId(World.OrganizationId), "TREASURY", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task M12_A_unit_is_associated_after_its_effect_was_shown_and_disassociated_with_the_typed_word_alone()
    {
        var experience = await MakeAsync("Baseline", HallWorld.A);
        var back = $"/console/organization?node={World.Finance}";
        var choose = $"/console/audiences/associate?principal={World.Finance}&back={Uri.EscapeDataString(back)}";
        var (_, effect) = await _amara.GetAsync($"{choose}&experience={experience.Id}&live=on");
        await _amara.PostAsync(choose, "/console/audiences/associate", ("principal", World.Finance), ("experience", experience.Id.Value), ("live", "on"), ("back", back));
        Assert.Contains("2 affected accounts", effect, StringComparison.Ordinal);
        Assert.Equal("Baseline", GovernorOf(World.Ledger));
        var leave = $"/console/audiences/disassociate?principal={World.Finance}";

        var (_, asked) = await _amara.GetAsync(leave);
        var (refused, again) = await _amara.PostAsync(leave, "/console/audiences/disassociate", ("principal", World.Finance), ("word", "CONFIRM"));
        var untouched = GovernorOf(World.Ledger);
        var (_, done) = await _amara.PostAsync(leave, "/console/audiences/disassociate", ("principal", World.Finance), ("word", "confirm"));

        Assert.Contains("2 affected accounts", asked, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Type confirm, in lower case, to go on.", again, StringComparison.Ordinal);
        Assert.Equal("Baseline", untouched);
        Assert.Contains("Disassociated: Finance.", done, StringComparison.Ordinal);
        Assert.Null(GovernorOf(World.Ledger));
    }

    [Fact]
    public async Task M12_A_principal_moves_from_one_active_experience_to_another()
    {
        var (first, second) = (await MakeAsync("First", HallWorld.A), await MakeAsync("Second", HallWorld.B));
        await AssociateAsync(first, live: true, World.Ledger);

        var (_, edit) = await _amara.GetAsync($"/console/audiences/associate?principal={World.Ledger}&experience={second.Id}&live=on");
        await AssociateAsync(second, live: true, World.Ledger);

        Assert.Contains("<h1>Edit association</h1>", edit, StringComparison.Ordinal);
        Assert.Equal("Second", GovernorOf(World.Ledger));
    }

    [Fact]
    public async Task M12_What_is_only_inherited_cannot_be_disassociated()
    {
        var experience = await MakeAsync("Baseline", HallWorld.A);
        await AssociateAsync(experience, live: true, World.Finance);

        var (_, html) = await _amara.GetAsync($"/console/audiences/disassociate?principal={World.Ledger}");

        Assert.Contains("Tick at least one that is associated itself", html, StringComparison.Ordinal);
        Assert.Equal("Baseline", GovernorOf(World.Ledger));
    }

    [Theory]
    [InlineData("/console/audiences", ">Engineering</button>", ">Ledger</a>")]
    [InlineData("/console/audiences?view=units", ">Platform</a>", ">Ledger</a>")]
    [InlineData("/console/audiences?view=accounts", ">Ledger</a>", ">Platform</a>")]
    public async Task M12_Audiences_have_three_views(string view, string shown, string absent)
    {
        var (_, html) = await _amara.GetAsync(view);

        Assert.Contains(shown, html, StringComparison.Ordinal);
        Assert.DoesNotContain(absent, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M13_Nodes_are_found_by_exact_id_name_and_address_and_by_what_governs_them()
    {
        var experience = await MakeAsync("Baseline", HallWorld.A);
        await AssociateAsync(experience, live: true, World.Finance);
        string[] queries = [$"q={World.Ledger}", "q=ledg", "q=ledger%40acme"];
        foreach (var query in queries) Assert.Contains(">Ledger</a>", (await _amara.GetAsync($"/console/organization?{query}")).Html, StringComparison.Ordinal);

        var (_, part) = await _amara.GetAsync($"/console/organization?q={World.Ledger[..6]}");
        Assert.Contains("by their whole id. Their tags on AWS are not read.", part, StringComparison.Ordinal);

        var (_, ungoverned) = await _amara.GetAsync("/console/organization?filter=ungoverned");
        var (_, differs) = await _amara.GetAsync("/console/organization?filter=differs");
        var (_, csv) = await _amara.GetAsync("/console/organization.csv?view=accounts");

        Assert.DoesNotContain(">Ledger</a>", ungoverned, StringComparison.Ordinal);
        Assert.Contains(">Developer</a>", ungoverned, StringComparison.Ordinal);
        Assert.Contains(">Finance</a>", differs, StringComparison.Ordinal);
        Assert.DoesNotContain(">Ledger</a>", differs, StringComparison.Ordinal);
        Assert.Contains($"{World.Ledger},Ledger,Account,ledger@acme.example,Active,", csv, StringComparison.Ordinal);
        Assert.Contains("Baseline,Inherited", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M01_A_buyer_sees_neither_structure_nor_settings_nor_dashboard()
    {
        var dana = await Hall.SignedInAsync("dana@example.com");
        string[] paths = ["/console", "/console/organization", "/console/organization.csv", "/console/audiences", "/console/settings", $"/console/audiences/associate?principal={World.Ledger}"];

        foreach (var path in paths) Assert.Equal(HttpStatusCode.Forbidden, (await dana.GetAsync(path)).Response.StatusCode);
    }

    [Fact]
    public async Task The_dashboard_counts_accounts_and_live_experiences_and_lists_the_last_changes()
    {
        var experience = await MakeAsync("Baseline", HallWorld.A);
        await AssociateAsync(experience, live: true, World.OrganizationId);
        var (_, html) = await _amara.GetAsync("/console");

        Assert.Contains("<h1>Dashboard</h1>", html, StringComparison.Ordinal);
        Assert.Contains("<dt>Governed accounts</dt><dd class=\"big\">5</dd>", html, StringComparison.Ordinal);
        Assert.Contains("<dt>Not governed</dt><dd class=\"big\">0</dd>", html, StringComparison.Ordinal);
        Assert.Contains("<dt>Live experiences</dt><dd class=\"big\"><a href=\"/console/experiences\">1</a></dd>", html, StringComparison.Ordinal);
        Assert.Contains("Nothing waits for you", html, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"/console/experiences/{experience.Id}\" hx-boost=\"false\">Baseline</a>", html, StringComparison.Ordinal);
        Assert.Contains("Associate: Baseline", html, StringComparison.Ordinal);
    }

    private async Task<Experience> MakeAsync(string name, string product)
    {
        var (response, _) = await _amara.PostAsync("/console/experiences/new", "/console/experiences/new", ("step", "5"), ("go", "create"), ("Name", name), ("product", product));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var made = Marketplace.Experiences.Values.Single(e => e.Name == name);
        await _amara.PostAsync($"/console/experiences/{made.Id}", $"/console/experiences/{made.Id}/products", ("act", "add"), ("product", product));
        return Marketplace.GetExperience(made.Id);
    }

    private async Task AssociateAsync(Experience experience, bool live, string principal)
    {
        var page = $"/console/audiences/associate?principal={principal}";
        (string, string)[] fields = [("principal", principal), ("experience", experience.Id.Value), ("live", live ? "on" : "")];
        var (response, html) = await _amara.PostAsync(page, "/console/audiences/associate", fields);
        Assert.True(response.IsSuccessStatusCode && html.Contains("Associated with", StringComparison.Ordinal), html);
    }

    /// <summary>Where the page's first link to the part before or after it leads.</summary>
    private static string WayIn(string html, string rel) => WebUtility.HtmlDecode(html.Split($"\" rel=\"{rel}\"")[0].Split("href=\"")[^1]);

    private PrivateMarketplace Marketplace => Hall.Guildhall.Marketplaces.Find(new TenantId(World.OrganizationId))!.Marketplace;

    private Task TagAsync(string key, string value) => Hall.SimulateAsync("TagResource", new { ResourceId = World.Ledger, Tags = new[] { new { Key = key, Value = value } } });

    private async Task AgeAsync()
    {
        await using var db = Hall.Guildhall.Database.Open();
        await db.AccountTags.ExecuteUpdateAsync(t => t.SetProperty(x => x.ReadAt, DateTimeOffset.UtcNow.AddHours(-25)), TestContext.Current.CancellationToken);
        await db.Links.ExecuteUpdateAsync(l => l.SetProperty(x => x.TagsDue, DateTimeOffset.UtcNow), TestContext.Current.CancellationToken);
    }

    private string? GovernorOf(string account)
    {
        var view = Hall.Guildhall.Marketplaces.Find(new TenantId(World.OrganizationId))!;
        return view.Governance.GovernorOf(view.Marketplace.Organization.Tree.Find(account)!.Value) is { } governor ? view.Marketplace.GetExperience(governor.Experience).Name : null;
    }
}

public sealed class OrganizationPagesOnSqliteTests() : OrganizationPagesTests(null);

[Trait("Ring", "Postgres")]
public sealed class OrganizationPagesOnPostgresTests(PostgresServer server) : OrganizationPagesTests(new PostgresDatabase(server));
