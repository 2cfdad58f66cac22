using Guildhall.Tests.Postgres;
using Guildhall.Tests.Server;
using Microsoft.Playwright;

namespace Guildhall.Tests.Browser;

/// <summary>An organization on its way from the older way to the integration with delegated administrators, and back.</summary>
[Trait("Ring", "Browser")]
public sealed class OrganizationStoryTests(Chromium chromium) : HallTests(postgres: null)
{
    protected override Task<RunningHall> StartAsync(PostgresDatabase? database) => RunningHall.StartAsync(database, integrated: false);

    [Theory(Timeout = 300_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task M01_M02_M03_M04_M05_M14_M18_From_the_older_way_to_a_delegated_administrator_and_to_the_end_of_trusted_access(bool script)
    {
        await using var lena = await Hall.VisitAsync(chromium, "lena@example.com", "Administrator", World.Ledger, script);
        await using var diego = await Hall.VisitAsync(chromium, "diego@example.com", "Administrator", World.Delegated, script);
        await using var amara = await Hall.VisitAsync(chromium, "amara@example.com", "Administrator", World.Management, script);

        await InTheOlderWayAsync(lena, diego);
        await IntegrateAsync(amara);
        Assert.Equal(403, await lena.GoAsync("/console/experiences"));
        await lena.SeesAsync("Experiences are managed from the management account or from a delegated administrator's.");
        await amara.GoByAsync("Experiences");
        await amara.SeesAsync("Ours");
        await ActAsDelegateAsync(diego);
        await EndAsync(amara, diego);
        amara.HasSeenNoFaults();
        diego.HasSeenNoFaults();
        lena.HasSeenNoFaults();
    }

    [Fact(Timeout = 300_000)]
    public async Task M01_Somebody_without_the_policy_administers_nothing_in_the_management_account_either()
    {
        await using var dana = await Hall.VisitAsync(chromium, "dana@example.com", "Buyer", World.Management);

        Assert.Equal(403, await dana.GoAsync("/console/experiences"));
        Assert.Equal(403, await dana.GoAsync("/console/settings"));
        await dana.GoAsync("/");
        Assert.Equal(0, await dana.Page.Locator(".topbar a:has-text('Console')").CountAsync());
    }

    [Fact(Timeout = 300_000)]
    public async Task The_tree_is_walked_by_keyboard_and_a_table_shows_the_columns_that_were_chosen()
    {
        await using var amara = await Hall.VisitAsync(chromium, "amara@example.com", "Administrator", World.Management);
        await amara.GoAsync("/console/organization");
        await amara.Page.FocusAsync("[role=treeitem]");

        await PressAsync(amara, "ArrowRight", "Engineering");
        await amara.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(Item(amara, "Engineering")).ToHaveAttributeAsync("aria-expanded", "true");
        await Assertions.Expect(Item(amara, "Engineering")).ToBeFocusedAsync();
        await PressAsync(amara, "ArrowRight", "Platform");
        await PressAsync(amara, "f", "Finance");
        await PressAsync(amara, "Home", "Root");
        await PressAsync(amara, "End", "Finance");

        await amara.GoAsync("/console/audiences");
        await amara.Main.Locator("summary:text-is('Columns')").ClickAsync();
        await amara.Main.Locator(".choice label:has-text('Relationship') input").UncheckAsync();
        await amara.PressAsync("Show these");
        await Assertions.Expect(amara.Main.Locator("th:has-text('Relationship')")).ToBeHiddenAsync();
        await Assertions.Expect(amara.Main.Locator("th:has-text('Governing experience')")).ToBeVisibleAsync();
        amara.HasSeenNoFaults();
    }

    private static ILocator Item(Visit visit, string name) => visit.Page.Locator($"[role=treeitem]:has(.named:text('{name}'))");

    /// <summary>Presses a key in the tree and waits until the node of this name has the focus.</summary>
    private static async Task PressAsync(Visit visit, string key, string name)
    {
        await visit.Page.Keyboard.PressAsync(key);
        await Assertions.Expect(Item(visit, name)).ToBeFocusedAsync();
    }

    /// <summary>M-05, M-14: a member manages an experience for accounts; another does not end it; a unit needs the integration.</summary>
    private static async Task InTheOlderWayAsync(Visit lena, Visit diego)
    {
        await MakeAsync(lena, "Ours");
        await lena.OpenTabAsync("Associated audiences");
        await lena.PressAsync("Add additional audience");
        await lena.TypeAsync("Name, e-mail, tag or whole id", "Ledger");
        await lena.PressAsync("Search");
        await lena.TickAsync("Ledger");
        await lena.PressAsync("Associate");
        await lena.PressAsync("Associate");
        await lena.IsToldAsync("Associated.");
        await lena.PressAsync("Add additional audience");
        await lena.TickAsync("Finance");
        await lena.PressAsync("Associate");
        await lena.SeesAsync("need trusted access and the service-linked role");
        await lena.PressAsync("Settings");
        await lena.SeesAsync("Only the management account");

        await diego.GoAsync("/console/experiences");
        await diego.TickAsync("Ours");
        await diego.PressAsync("Archive experience");
        await diego.SeesAsync("before the integration only that account archives and reactivates it");
    }

    /// <summary>M-02, M-04: the management account registers an administrator and creates what is missing in the same dialog.</summary>
    private async Task IntegrateAsync(Visit amara)
    {
        await amara.GoAsync("/console");
        await amara.SeesAsync("Get started");
        await amara.PressAsync("Edit integrations");
        await Assertions.Expect(amara.Main.Locator("text=Not created")).ToHaveCountAsync(2);
        await amara.PressAsync("Register a new administrator");
        await amara.TypeAsync("Account number", World.Delegated);
        await amara.ChooseAsync("Create what is missing");
        await amara.PressAsync("Submit");
        await amara.IsToldAsync("is an administrator of the private marketplace.");
        await Assertions.Expect(amara.Main.Locator("text=Successfully created")).ToHaveCountAsync(2);
        await amara.SeesAsync("Procurement");
    }

    /// <summary>M-03, M-04: a delegated administrator sees the details and governs, but changes nothing of the integration.</summary>
    private static async Task ActAsDelegateAsync(Visit diego)
    {
        await MakeAsync(diego, "Baseline");
        await diego.Page.FillAsync("main input[name=q]", "Alpha");
        await diego.PressAsync("Search");
        await diego.TickAsync("Alpha Monitor");
        await diego.PressAsync("Add to Private Marketplace");
        await diego.PressAsync("Add to Private Marketplace");
        await diego.IsToldAsync("Approved: 1 product.");
        await diego.GoByAsync("Audiences");
        await diego.TickAsync("Root");
        await diego.PressAsync("Create association");
        await diego.ChooseAsync("Baseline");
        await diego.ChooseAsync("Take it live with this");
        await diego.PressAsync("See the effect");
        await diego.PressAsync("Associate");
        await diego.IsToldAsync("Associated with Baseline");
        await diego.GoByAsync("Settings");
        await diego.SeesAsync("Default private marketplace");
        await Assertions.Expect(diego.Main.Locator("dl.pairs").First).ToContainTextAsync("Baseline");
        await Assertions.Expect(diego.Main.Locator("text=Successfully created")).ToHaveCountAsync(2);
        await diego.SeesAsync("Only the management account");
        Assert.Equal(0, await diego.CountAsync("Register a new administrator"));
    }

    /// <summary>M-04, M-18: the administrator is removed and what he made stays; then trusted access ends, with numbers before it.</summary>
    private static async Task EndAsync(Visit amara, Visit diego)
    {
        await amara.GoByAsync("Settings");
        await amara.Main.Locator("tr:has-text('Procurement') a").ClickAsync();
        await amara.PressAsync("Remove");
        await amara.IsToldAsync("What it made stays with the management account.");
        Assert.Equal(403, await diego.GoAsync("/console/experiences"));
        await amara.GoByAsync("Experiences");
        await amara.SeesAsync("Baseline");

        await amara.GoByAsync("Settings");
        await amara.PressAsync("Disable trusted access…");
        await Assertions.Expect(amara.Main.Locator("div:has(> dt:text-is('Associations removed'))")).ToContainTextAsync("2");
        await amara.SeesAsync("In 5 accounts every product can be bought then.");
        await amara.TypeAsync("Type confirm to go on", "Confirm");
        await amara.PressAsync("Disable trusted access");
        await amara.SeesAsync("Type confirm, in lower case, to go on.");
        await amara.TypeAsync("Type confirm to go on", "confirm");
        await amara.PressAsync("Disable trusted access");
        await amara.SeesAsync("Trusted access was disabled: all audiences are disassociated and nothing is governed.");
        await amara.GoAsync("/");
        await amara.SeesAsync("No experience governs your account");
    }

    private static async Task MakeAsync(Visit visit, string name)
    {
        await visit.GoAsync("/console/experiences/new");
        await visit.TypeAsync("Name", name);
        for (var step = 1; step < 5; step++) await visit.PressAsync("Next");
        await visit.PressAsync("Create experience");
        await visit.IsToldAsync($"{name} is made. It is not live");
    }
}
