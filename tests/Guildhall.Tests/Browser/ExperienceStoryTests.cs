using Guildhall.Tests.Server.Demo;
using Microsoft.Playwright;

namespace Guildhall.Tests.Browser;

/// <summary>From nothing to a live experience and to the archive, as an administrator does it; the same with script switched off.</summary>
[Trait("Ring", "Browser")]
public sealed class ExperienceStoryTests(Chromium chromium, DemoProcess demo) : IClassFixture<DemoProcess>
{
    [Theory(Timeout = 300_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task M06_M07_M12_M15_M24_M25_M26_An_experience_is_made_filled_given_taken_live_offline_archived_and_reactivated(bool script)
    {
        await using var visit = await DemoVisit.SignInAsync(chromium, demo, "Administrator", script);
        var page = visit.Page;
        var name = script ? "Research" : "Research without script";

        await visit.GoAsync("/console/experiences");
        await page.ClickAsync("text=Create experience");
        await page.FillAsync("#Name", name);
        for (var step = 1; step < 5; step++) await GoOnAsync(page);
        await GoOnAsync(page);
        await SeeAsync(page, "is made. It is not live");

        await page.FillAsync("main input[name=q]", "a");
        await page.ClickAsync("main [role=search] button");
        await page.Locator("tbody input[name=product]").Nth(0).CheckAsync();
        await page.ClickAsync("main .pager >> text=Next");
        await Assertions.Expect(page.Locator("main [role=status]")).ToHaveTextAsync("1 selected, 1 of them not on this page");
        await page.Locator("tbody input[name=product]").Nth(1).CheckAsync();
        if (script) await Assertions.Expect(page.Locator("main [data-count]")).ToHaveTextAsync("2");
        await page.ClickAsync("main button:has-text('Add to Private Marketplace')");
        await GoOnAsync(page);
        await SeeAsync(page, "Approved: 2 products.");

        await page.ClickAsync("main nav >> text=Associated audiences");
        await page.ClickAsync("main >> text=Add additional audience");
        await page.Locator("tr:has-text('Campaigns') input[name=principal]").CheckAsync();
        await page.ClickAsync("main button:has-text('Associate')");
        await GoOnAsync(page);
        await SeeAsync(page, "Associated.");

        await page.ClickAsync("main nav >> text=Settings");
        await page.CheckAsync("input[name=status][value=live]");
        await GoOnAsync(page);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("It goes live");
        await GoOnAsync(page);
        await SeeAsync(page, "Saved.");
        await Assertions.Expect(page.Locator("main .heading")).ToContainTextAsync("Live");

        await ActAsync(visit, name, "Archive experience");
        await page.ClickAsync("main button:has-text('Take offline')");
        await SeeAsync(page, "Not live now");
        await page.FillAsync("#word", "confirm");
        await page.ClickAsync("main button:has-text('Archive')");
        await SeeAsync(page, "Archived: " + name);
        await visit.GoAsync("/console/experiences?tab=archived");
        await page.Locator($"tr:has(th a:text-is('{name}')) input[name=experience]").CheckAsync();
        await page.ClickAsync("main button:has-text('Reactivate')");
        await page.FillAsync("#word", "confirm");
        await page.ClickAsync("main button:has-text('Reactivate')");
        await SeeAsync(page, "Reactivated, not live: " + name);
        await visit.GoAsync("/console/experiences");
        await visit.PressAsync(name);
        await SetModeAsync(visit, "Archive experience", "Archive");
        await visit.SeesAsync("This experience is archived: it cannot be updated and governs nobody.");
        await SetModeAsync(visit, "Reactivate experience", "Reactivate");
        await Assertions.Expect(page.Locator("main .heading")).ToContainTextAsync("Not live");
        visit.HasSeenNoFaults();
    }

    [Fact(Timeout = 300_000)]
    public async Task M11_A_logo_is_uploaded_and_shown_to_those_governed()
    {
        await using var visit = await DemoVisit.SignInAsync(chromium, demo, "Administrator");
        await visit.GoAsync("/console/experiences");
        await visit.Page.ClickAsync("th a:text-is('Acme')");
        await visit.Page.ClickAsync("main nav >> text=Branding");
        await visit.Page.SetInputFilesAsync("#logo", new FilePayload { Name = "logo.svg", MimeType = "image/svg+xml", Buffer = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'><rect width='8' height='8' fill='#006ce0'/></svg>"u8.ToArray() });
        await visit.Page.FillAsync("#Title", "Acme marketplace");
        await visit.Page.ClickAsync("main button:has-text('Save changes')");
        await SeeAsync(visit.Page, "Saved.");

        await using var buyer = await DemoVisit.SignInAsync(chromium, demo, "Buyer");

        await Assertions.Expect(buyer.Page.Locator(".brand-title")).ToHaveTextAsync("Acme marketplace");
        Assert.True(await buyer.Page.EvaluateAsync<bool>("() => document.querySelector('.brand img').naturalWidth > 0"));
        buyer.HasSeenNoFaults();
        await using var other = await DemoVisit.SignInAsync(chromium, demo, "StandaloneOwner");
        await Assertions.Expect(other.Page.Locator(".brand-title")).ToHaveCountAsync(0);
    }

    /// <summary>Admin mode, on the tab Settings.</summary>
    private static async Task SetModeAsync(Visit visit, string mode, string button)
    {
        await visit.OpenTabAsync("Settings");
        await visit.ChooseAsync(mode);
        await visit.PressAsync("Save");
        await visit.TypeAsync("Type confirm to go on", "confirm");
        await visit.PressAsync(button);
        await visit.IsToldAsync("Saved.");
    }

    private static Task GoOnAsync(IPage page) => page.ClickAsync("main form .buttons button.primary");

    private static Task SeeAsync(IPage page, string text) => Assertions.Expect(page.Locator(".flash")).ToContainTextAsync(text);

    private static async Task ActAsync(Visit visit, string name, string button)
    {
        await visit.GoAsync("/console/experiences");
        await visit.Page.Locator($"tr:has(th a:text-is('{name}')) input[name=experience]").CheckAsync();
        await visit.Page.ClickAsync($"main button:has-text('{button}')");
    }
}
