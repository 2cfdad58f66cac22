using Guildhall.App.People;
using Guildhall.Tests.Server;
using Microsoft.Playwright;

namespace Guildhall.Tests.Browser;

/// <summary>From a server that nobody has signed in to, to the first live experience.</summary>
[Trait("Ring", "Browser")]
public sealed class FirstRunStoryTests(Chromium chromium)
{
    [Fact(Timeout = 300_000)]
    public async Task M06_M07_M12_M15_S36_The_first_marketplace_manager_sets_up_and_takes_the_first_experience_live()
    {
        await using var server = await FreshServer.StartAsync();
        await using var maya = await Visit.BeginAsync(chromium, server.Url);

        await SetUpAsync(maya, await server.CodeAsync());
        await TurnOnSecondFactorAsync(maya);
        await maya.SeesAsync("No organization here yet");
        await server.CommandAsync("organization", "link", "--account", server.World.Management, "--key", server.World.Aws.AccessKeyId, "--name", "Acme", "--mode", "adopt");
        await server.CommandAsync("catalog", "import", await server.CatalogueAsync());
        await ActForAsync(maya, "Acme");
        await MakeAsync(maya, "First");
        await maya.GoAsync("/");
        await maya.SeesAsync("Your account is governed by First: 2 of 20 products can be bought.");
        maya.HasSeenNoFaults();
    }

    /// <summary>The code of the console is asked of those who come from another machine.</summary>
    private static async Task SetUpAsync(Visit maya, string code)
    {
        await maya.GoAsync("/");
        await maya.TypeAsync("Code", "aaaa-bbbb-cccc-dddd");
        await maya.TypeAsync("E-mail address", "maya@example.com");
        await maya.TypeAsync("Your name", "Maya");
        await TypePasswordAsync(maya);
        await maya.PressAsync("Set up");
        await maya.SeesAsync("That is not the code on the server's console.");
        await maya.TypeAsync("Code", code);
        await TypePasswordAsync(maya);
        await maya.PressAsync("Set up");
    }

    private static async Task TypePasswordAsync(Visit maya)
    {
        await maya.TypeAsync("Password", Browsing.Password);
        await maya.TypeAsync("The same again", Browsing.Password);
    }

    private static async Task TurnOnSecondFactorAsync(Visit maya)
    {
        await maya.IsToldAsync("Guildhall is yours.");
        await maya.SeesAsync("Your roles need one");
        var key = await maya.Main.Locator("[data-copy]").First.GetAttributeAsync("data-copy");
        await maya.TypeAsync("The code that the app shows now", OneTimeCodes.Of(OneTimeCodes.Key(key!), OneTimeCodes.StepOf(TimeProvider.System.GetUtcNow())));
        await maya.PressAsync("Turn on");
        await maya.PressAsync("I have kept them");
    }

    private static async Task ActForAsync(Visit maya, string account)
    {
        await maya.GoAsync("/scope");
        await maya.Main.Locator($"tr:has(th:has-text(\"{account}\")) button").ClickAsync();
        await maya.IsToldAsync($"You act for {account} now.");
        await maya.Page.ClickAsync(".topbar a:has-text('Console')");
    }

    private static async Task MakeAsync(Visit maya, string name)
    {
        await maya.GoByAsync("Experiences");
        await maya.Main.Locator(".heading >> text=Create experience").ClickAsync();
        await maya.TypeAsync("Name", name);
        await maya.PressAsync("Next");
        await maya.ChooseAsync("Root");
        await maya.PressAsync("Next");
        await maya.Main.Locator("input[name=product]").Nth(0).CheckAsync();
        await maya.Main.Locator("input[name=product]").Nth(1).CheckAsync();
        await maya.PressAsync("Next");
        await maya.TypeAsync("Title", "Software for everybody");
        await maya.PressAsync("Next");
        await maya.SeesAsync("Not live");
        await maya.PressAsync("Create experience");
        await maya.IsToldAsync($"{name} is made. It is not live");
        await maya.OpenTabAsync("Settings");
        await maya.ChooseAsync("Live");
        await maya.PressAsync("Save");
        await Assertions.Expect(maya.Main.Locator(".whatif")).ToContainTextAsync("5 affected accounts");
        await maya.PressAsync("Save");
        await maya.IsToldAsync("Saved.");
    }
}
