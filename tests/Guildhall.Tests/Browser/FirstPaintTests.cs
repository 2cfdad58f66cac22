using System.Globalization;
using Guildhall.Tests.Server.Demo;
using Microsoft.Playwright;

namespace Guildhall.Tests.Browser;

/// <summary>
/// How soon a page shows something, beside a copy of it and of all that it loads which a bare server answers from memory, in turn. The ratios are printed
/// (goal: at most 1.5) and nothing depends on them.
/// </summary>
[Trait("Ring", "Browser")]
public sealed class FirstPaintTests(Chromium chromium, DemoProcess demo, ITestOutputHelper output) : IClassFixture<DemoProcess>
{
    private const int Rounds = 20;
    private const int Unmeasured = 3;

    private const string FirstPaint =
        "() => new Promise(done => { const look = () => { const [paint] = performance.getEntriesByName('first-contentful-paint'); paint ? done(paint.startTime) : setTimeout(look, 5); }; look(); })";

    [Fact(Timeout = 900_000)]
    public async Task The_main_pages_show_something_about_as_soon_as_copies_of_them()
    {
        if (!LongRun.Asked) Assert.Skip("Only in the long runs.");
        await using var amara = await DemoVisit.SignInAsync(chromium, demo, "Administrator");
        await using var copies = await PageCopies.StartAsync();
        string[] pages = ["/", "/search?q=data", await LinkAsync(amara, "/search?q=data", "/products/"), await LinkAsync(amara, "/console/experiences", "/console/experiences/exp-")];
        var browser = await amara.Page.Context.NewCDPSessionAsync(amara.Page);
        await browser.SendAsync("Network.clearBrowserCache");
        await copies.RecordAsync(amara.Page, async () =>
        {
            foreach (var page in pages) await amara.Page.GotoAsync(amara.Url + page, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        });

        foreach (var page in pages) await TellAsync(amara.Page, page, amara.Url + page, copies.Url + page);
    }

    private async Task TellAsync(IPage browser, string name, string page, string copy)
    {
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var round = -Unmeasured; round < Rounds; round++)
        {
            var (one, other) = (await PaintAsync(browser, page), await PaintAsync(browser, copy));
            if (round < 0) continue;
            ours.Add(one);
            theirs.Add(other);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {Median(ours):0} ms, its copy {Median(theirs):0} ms, ratio {Median(ours) / Median(theirs):0.00}"));
    }

    private static async Task<double> PaintAsync(IPage browser, string address)
    {
        var answer = await browser.GotoAsync(address);
        Assert.Equal(200, answer!.Status);
        return await browser.EvaluateAsync<double>(FirstPaint);
    }

    private static async Task<string> LinkAsync(Visit visit, string page, string start)
    {
        Assert.Equal(200, await visit.GoAsync(page));
        return (await visit.Page.Locator($"main a[href^='{start}']").First.GetAttributeAsync("href"))!;
    }

    private static double Median(List<double> samples) => samples.Order().ElementAt(samples.Count / 2);
}
