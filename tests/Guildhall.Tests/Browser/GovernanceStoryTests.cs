using Guildhall.Tests.Clients;
using Guildhall.Tests.Server;
using Microsoft.Playwright;

namespace Guildhall.Tests.Browser;

/// <summary>What an administrator decides, and what those who are governed see of it.</summary>
[Trait("Ring", "Browser")]
public sealed class GovernanceStoryTests(Chromium chromium) : HallTests(postgres: null)
{
    private HallCaller _caller = null!;

    protected override async Task PrepareAsync()
    {
        _caller = await Hall.AdministratorAsync();
    }

    [Fact(Timeout = 300_000)]
    public async Task M08_M10_M13_M16_A_product_is_added_from_its_page_and_a_nearer_experience_takes_over()
    {
        await _caller.ExperienceAsync("Baseline", [World.OrganizationId], [HallWorld.A]);
        await _caller.ExperienceAsync("Platform tools", [], [HallWorld.C], live: false);
        await using var amara = await Hall.VisitAsync(chromium, "amara@example.com", "Administrator", World.Management);
        await using var dana = await Hall.VisitAsync(chromium, "dana@example.com", "Buyer", World.Developer);

        await dana.GoAsync("/search");
        Assert.Equal(["Alpha Monitor", "Free Model"], await ApprovedAsync(dana));
        await dana.PressAsync("Ledger Sync");
        await dana.SeesAsync("Not approved in your organization's private marketplace.");
        Assert.Equal(0, await BadgesAsync(dana));

        await amara.GoAsync("/products/" + HallWorld.B);
        await amara.ChooseAsync("Platform tools");
        await amara.PressAsync("Add to Private Marketplace");
        await amara.SeesAsync("No account is affected");
        await amara.PressAsync("Add to Private Marketplace");
        await amara.SeesAsync("Not in every active experience.");
        await amara.ChooseAsync("Baseline");
        await amara.PressAsync("Add to Private Marketplace");
        await amara.SeesAsync("Product permissions gained");
        await amara.PressAsync("Add to Private Marketplace");
        await Assertions.Expect(amara.Main.Locator(".banner")).ToHaveCountAsync(0);
        await dana.Page.ReloadAsync();
        Assert.Equal(1, await BadgesAsync(dana));

        await amara.GoAsync("/console");
        await amara.GoByAsync("Organization structure");
        await amara.Main.Locator(".tree a:has-text('Engineering')").ClickAsync();
        await amara.SeesAsync("Inherited");
        await amara.PressAsync("Associate…");
        await amara.ChooseAsync("Platform tools");
        await amara.ChooseAsync("Take it live with this");
        await amara.PressAsync("See the effect");
        await amara.SeesAsync("1 affected account");
        await amara.PressAsync("Associate");
        await amara.IsToldAsync("Associated with Platform tools: Engineering.");
        await amara.SeesAsync("Platform tools is live and decides, alone.");
        await dana.GoAsync("/search");
        Assert.Equal(["Cargo Scan", "Free Model", "Ledger Sync"], await ApprovedAsync(dana));

        await NotLiveAsync(amara, "Platform tools");
        await NotLiveAsync(amara, "Baseline");
        await dana.GoAsync("/search");
        Assert.Empty(await ApprovedAsync(dana));
        await dana.PressAsync("Delta Build");
        await Assertions.Expect(dana.Main.Locator(".banner")).ToHaveCountAsync(0);
        amara.HasSeenNoFaults();
        dana.HasSeenNoFaults();
    }

    [Fact(Timeout = 300_000)]
    public async Task M28_What_the_AWS_CLI_changes_is_on_the_pages_at_once()
    {
        AwsCli.Need();
        var cli = new MarketplaceCli(Hall, _caller);
        await using var amara = await Hall.VisitAsync(chromium, "amara@example.com", "Administrator", World.Management);
        await amara.GoAsync("/console/experiences");
        await amara.SeesAsync("No experiences yet");

        await cli.ChangeAsync($$"""
            { "Catalog": "AWSMarketplace", "ChangeSet": [
              { "ChangeType": "CreateExperience", "ChangeName": "New", "Entity": { "Type": "Experience@1.0" }, "DetailsDocument": { "Name": "By the CLI" } },
              {{MarketplaceCli.Change("CreateProcurementPolicy", "$New.Entity.Identifier", """{ "Name": "List" }""")}},
              {{MarketplaceCli.Change("AllowProductProcurement", "$New.Entity.Identifier", $$"""{ "Products": [ { "Ids": ["{{HallWorld.A}}"] } ] }""")}},
              {{MarketplaceCli.Change("AssociateAudience", "$New.Entity.Identifier", $$"""{ "Principals": ["{{World.Finance}}"] }""")}},
              {{MarketplaceCli.Change("UpdateExperience", "$New.Entity.Identifier", """{ "Status": "Enabled" }""")}} ] }
            """);
        await amara.Page.ReloadAsync();
        await Assertions.Expect(amara.Main.Locator("tr:has-text('By the CLI')")).ToContainTextAsync("Live");
        await amara.PressAsync("By the CLI");
        await amara.OpenTabAsync("Approved products");
        await amara.SeesAsync("Alpha Monitor");
        await amara.OpenTabAsync("Associated audiences");
        await amara.SeesAsync("Finance");
        await amara.GoByAsync("Change sets");
        await Assertions.Expect(amara.Main.Locator("tbody tr").First).ToContainTextAsync("Succeeded");
        amara.HasSeenNoFaults();
    }

    [Fact(Timeout = 300_000)]
    public async Task M27_A_stand_alone_account_has_one_experience_that_governs_it()
    {
        await using var birk = await Hall.VisitAsync(chromium, "birk@example.com", "Administrator", World.Standalone);

        await MakeAsync(birk, "Ours");
        await birk.IsToldAsync("Ours is made. It is not live");
        await birk.OpenTabAsync("Associated audiences");
        await birk.SeesAsync("Account");
        await birk.OpenTabAsync("Settings");
        await birk.ChooseAsync("Live");
        await birk.PressAsync("Save");
        await birk.SeesAsync("It goes live");
        await birk.PressAsync("Save");
        await birk.IsToldAsync("Saved.");
        await birk.GoAsync("/");
        await birk.SeesAsync("Your account is governed by Ours");
        await MakeAsync(birk, "Another");
        await birk.SeesAsync("one experience");
        birk.HasSeenNoFaults();
    }

    private static async Task MakeAsync(Visit visit, string name)
    {
        await visit.GoAsync("/console/experiences/new");
        await visit.TypeAsync("Name", name);
        for (var step = 1; step < 5; step++) await visit.PressAsync("Next");
        await visit.PressAsync("Create experience");
    }

    private static async Task NotLiveAsync(Visit amara, string name)
    {
        await amara.GoAsync("/console/experiences");
        await amara.PressAsync(name);
        await amara.OpenTabAsync("Settings");
        await amara.ChooseAsync("Not live");
        await amara.PressAsync("Save");
        await amara.SeesAsync("its list is kept and the restriction is gone");
        await amara.PressAsync("Save");
        await amara.IsToldAsync("Saved.");
    }

    /// <summary>Which of the products found have the badge.</summary>
    private static async Task<string[]> ApprovedAsync(Visit visit)
    {
        var titles = await visit.Main.Locator("article.product:has(.badge:has-text('approved for procurement')) h3").AllInnerTextsAsync();
        return [.. titles.Order(StringComparer.Ordinal)];
    }

    private static Task<int> BadgesAsync(Visit visit) => visit.Main.Locator("header.product .badge:has-text('approved for procurement')").CountAsync();
}
