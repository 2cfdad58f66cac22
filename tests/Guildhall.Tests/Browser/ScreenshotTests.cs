using Guildhall.Tests.Server.Demo;
using Microsoft.Playwright;

namespace Guildhall.Tests.Browser;

/// <summary>
/// The pictures of README and docs, made from the demo: written when <c>GUILDHALL_SCREENSHOTS</c> names a folder; otherwise their pages are only opened, so that
/// no picture shows what is not there any more.
/// </summary>
[Trait("Ring", "Browser")]
public sealed class ScreenshotTests(Chromium chromium, DemoProcess demo) : IClassFixture<DemoProcess>
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("GUILDHALL_SCREENSHOTS");

    [Fact(Timeout = 300_000)]
    public async Task Pictures_of_the_storefront()
    {
        await using var dana = await DemoVisit.SignInAsync(chromium, demo, "Buyer");

        await TakeAsync(dana, "home", "/");
        await TakeAsync(dana, "search", "/search?q=data");
        await TakeAsync(dana, "product", await LinkAsync(dana, "/products/", "article:has-text('Not approved')"));
        await TakeAsync(dana, "why", await LinkAsync(dana, "/why/"));
        await DarkAsync(dana);
        await TakeAsync(dana, "search-dark", "/search?q=data");
        await NarrowAsync(dana);
        await TakeAsync(dana, "search-narrow", "/search?q=data");
        dana.HasSeenNoFaults();
    }

    [Fact(Timeout = 300_000)]
    public async Task Pictures_of_the_console()
    {
        await using var amara = await DemoVisit.SignInAsync(chromium, demo, "Administrator");
        var finance = demo.Guide["buyerAccountId"]!.GetValue<string>();

        await TakeAsync(amara, "dashboard", "/console");
        await TakeAsync(amara, "experiences", "/console/experiences");
        await amara.PressAsync("Engineering");
        var experience = new Uri(amara.Page.Url).AbsolutePath;
        await TakeAsync(amara, "experience", experience + "?tab=approved");
        await TakeAsync(amara, "organization", "/console/organization?node=" + finance);
        await TakeAsync(amara, "requests", "/console/requests");
        await TakeAsync(amara, "settings", "/console/settings");
        await DarkAsync(amara);
        await TakeAsync(amara, "dashboard-dark", "/console");
        await TakeAsync(amara, "organization-dark", "/console/organization?node=" + finance);
        await NarrowAsync(amara);
        await TakeAsync(amara, "requests-narrow", "/console/requests");
        amara.HasSeenNoFaults();
    }

    private static Task DarkAsync(Visit visit) => visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });

    private static async Task NarrowAsync(Visit visit)
    {
        await visit.Page.SetViewportSizeAsync(360, 800);
        await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
    }

    /// <summary>The first link that begins so, within a part of the page that is open.</summary>
    private static async Task<string> LinkAsync(Visit visit, string start, string within = "main") =>
        (await visit.Page.Locator($"{within} a[href^='{start}']").First.GetAttributeAsync("href"))!;

    private static async Task TakeAsync(Visit visit, string name, string path)
    {
        Assert.Equal(200, await visit.GoAsync(path));
        if (Folder is null) return;
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, name + ".png"), Animations = ScreenshotAnimations.Disabled });
    }
}
