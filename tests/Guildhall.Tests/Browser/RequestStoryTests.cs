using Guildhall.Tests.Server.Demo;
using Microsoft.Playwright;

namespace Guildhall.Tests.Browser;

/// <summary>From a product that is not approved to its approval, and to its block, as two people do it; with keys, and with script switched off.</summary>
[Trait("Ring", "Browser")]
public sealed class RequestStoryTests(Chromium chromium, DemoProcess demo) : IClassFixture<DemoProcess>
{
    [Theory(Timeout = 300_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task M22_M23_A_request_is_made_and_approved_and_another_is_declined_and_blocked(bool script)
    {
        await using var buyer = await DemoVisit.SignInAsync(chromium, demo, "Buyer", script);
        await using var administrator = await DemoVisit.SignInAsync(chromium, demo, "Administrator", script);

        var wanted = await AskAsync(buyer, script ? 0 : 2);
        await AnswerAsync(administrator.Page, () => administrator.GoAsync("/console/requests"), script, "approve", "Go ahead");
        await buyer.GoAsync(wanted.Request);
        await Assertions.Expect(buyer.Page.Locator("main")).ToContainTextAsync("Go ahead");
        await Assertions.Expect(buyer.Page.Locator("main .status.good")).ToHaveTextAsync("Approved");

        var refused = await AskAsync(buyer, script ? 1 : 3);
        await AnswerAsync(administrator.Page, () => administrator.GoAsync("/console/requests"), script, "decline", "We have another");
        await buyer.GoAsync(refused.Request);
        await Assertions.Expect(buyer.Page.Locator("main")).ToContainTextAsync("We have another");
        await buyer.GoAsync(refused.Form);
        await Assertions.Expect(buyer.Page.Locator("main")).ToContainTextAsync("an administrator blocked it");
        buyer.HasSeenNoFaults();
        administrator.HasSeenNoFaults();
    }

    /// <summary>Asks for one of the products that the search offers for request; the addresses of the form and of the request.</summary>
    private static async Task<(string Form, string Request)> AskAsync(Visit buyer, int place)
    {
        await buyer.GoAsync("/search?q=data");
        var form = (await buyer.LinksAsync()).Where(link => link.StartsWith("/requests/new", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ElementAt(place);
        await buyer.GoAsync(form);
        await buyer.Page.FillAsync("#reason", "We need it.");
        await buyer.Page.ClickAsync("main button.primary");
        await Assertions.Expect(buyer.Page.Locator(".flash")).ToContainTextAsync("Requested.");
        return (form, new Uri(buyer.Page.Url).AbsolutePath);
    }

    /// <summary>Answers the newest request: by keys where there is script.</summary>
    private static async Task AnswerAsync(IPage page, Func<Task> inbox, bool script, string act, string note)
    {
        await inbox();
        if (script)
        {
            await page.Keyboard.PressAsync("j");
            await page.Keyboard.PressAsync("x");
            await page.Keyboard.PressAsync(act[..1]);
        }
        else
        {
            await page.Locator("tbody input[name=request]").First.CheckAsync();
            await page.ClickAsync($"main button[name=act][value={act}]");
        }

        await page.FillAsync("#note", note);
        if (act == "decline") await page.CheckAsync("input[name=block]");
        await page.ClickAsync("main form[action='/console/requests/answer'] .buttons button");
        await Assertions.Expect(page.Locator(".flash.done")).ToBeVisibleAsync();
    }
}
