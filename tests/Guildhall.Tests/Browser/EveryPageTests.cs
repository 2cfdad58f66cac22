using Microsoft.Playwright;

namespace Guildhall.Tests.Browser;

/// <summary>Every page of the demo, opened by following links as each of its people.</summary>
[Trait("Ring", "Browser")]
public sealed class EveryPageTests(Chromium chromium, SmallDemo demo) : IClassFixture<SmallDemo>
{
    private const int Wide = 1280;
    private const int Narrow = 320;

    /// <summary>Shapes of pages whose barriers somebody has looked for in this run: once is enough, except in the long run.</summary>
    private static readonly HashSet<string> LookedAt = new(StringComparer.Ordinal);

    public static TheoryData<string> Roles => ["Administrator", "DelegatedAdministrator", "Buyer", "StandaloneOwner", "MarketplaceManager"];

    [Theory(Timeout = 1_800_000)]
    [MemberData(nameof(Roles))]
    public async Task Every_link_leads_somewhere_and_no_page_has_faults_or_barriers(string role)
    {
        await using var visit = await DemoVisit.SignInAsync(chromium, demo.Process, role);
        var crawl = new Crawl(visit, ofOneKind: LongRun.Asked ? 2 : 1, LongRun.Asked ? LookTwiceAsync : LookOnceAsync);

        await crawl.RunAsync();

        TestContext.Current.TestOutputHelper!.WriteLine($"{role}: {crawl.Opened} pages opened, {crawl.Asked} asked for");
        Assert.True(crawl.Wrong.Count == 0, string.Join('\n', crawl.Wrong));
        visit.HasSeenNoFaults();
        Assert.True(crawl.Opened > 3);
    }

    private static async Task<IEnumerable<string>> LookOnceAsync(string path, IPage page) => LookedAt.Add(PageKind.ShapeOf(path)) ? await Barriers.OnAsync(page) : [];

    /// <summary>Each kind of page in light and dark, wide and narrow; and no narrow page is scrolled sideways.</summary>
    private static async Task<IEnumerable<string>> LookTwiceAsync(string path, IPage page)
    {
        var (wrong, isNew) = (new List<string>(), LookedAt.Add(PageKind.Of(path)));
        foreach (var width in new[] { Wide, Narrow })
        {
            await page.SetViewportSizeAsync(width, 800);
            if (isNew) wrong.AddRange(await InBothSchemesAsync(page, width));
        }

        var overflow = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (overflow > 0) wrong.Add($"at {Narrow}: {overflow} pixels too wide");
        await page.SetViewportSizeAsync(Wide, 800);
        return wrong;
    }

    private static async Task<IEnumerable<string>> InBothSchemesAsync(IPage page, int width)
    {
        var wrong = new List<string>();
        foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            wrong.AddRange((await Barriers.OnAsync(page)).Select(barrier => $"{scheme} at {width}: {barrier}"));
        }

        return wrong;
    }
}
