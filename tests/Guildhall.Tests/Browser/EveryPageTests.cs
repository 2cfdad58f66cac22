using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Guildhall.Tests.Server.Demo;
using Microsoft.Playwright;

namespace Guildhall.Tests.Browser;

/// <summary>Every page of the demo, opened by following links as each of its people.</summary>
[Trait("Ring", "Browser")]
public sealed class EveryPageTests(Chromium chromium, DemoProcess demo) : IClassFixture<DemoProcess>
{
    /// <summary>Pages of one kind that are opened: the first of many experiences or products shows what all show; more in the long run.</summary>
    private static readonly int OfOneKind = Long ? 3 : 1;

    /// <summary>Kinds of pages whose barriers somebody has looked for in this run: once is enough, except in the long run.</summary>
    private static readonly HashSet<string> LookedAt = new(StringComparer.Ordinal);

    private static bool Long => Environment.GetEnvironmentVariable("GUILDHALL_LONG") == "1";

    public static TheoryData<string> Roles => ["Administrator", "DelegatedAdministrator", "Buyer", "StandaloneOwner", "MarketplaceManager"];

    [Theory(Timeout = 600_000)]
    [MemberData(nameof(Roles))]
    public async Task Every_link_leads_somewhere_and_no_page_has_faults_or_barriers(string role)
    {
        await using var visit = await DemoVisit.SignInAsync(chromium, demo, role);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var kinds = new Dictionary<string, int>(StringComparer.Ordinal);
        var waiting = new Queue<string>(["/", "/design"]);
        var wrong = new List<string>();
        while (waiting.TryDequeue(out var path))
        {
            if (!seen.Add(path) || !First(kinds, path)) continue;
            if (path.EndsWith(".csv", StringComparison.Ordinal) || path.Contains(".csv?", StringComparison.Ordinal) || path.Contains("export", StringComparison.Ordinal)) continue;
            var status = await visit.GoAsync(path);
            if (status >= 400) wrong.Add($"{path} answers {status}");
            else if (LookedAt.Add(KindOf(path)) || Long) wrong.AddRange((await BarriersAsync(visit.Page)).Select(barrier => $"{path}: {barrier}"));
            foreach (var link in await visit.LinksAsync()) waiting.Enqueue(link);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{role}: {kinds.Values.Sum(n => Math.Min(n, OfOneKind))} pages");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(visit.Faults.Count == 0, string.Join('\n', visit.Faults));
        Assert.True(kinds.Count > 3);
    }

    /// <summary>What axe finds wrong by the rules of WCAG 2.2 A and AA.</summary>
    private static async Task<IEnumerable<string>> BarriersAsync(IPage page)
    {
        var found = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } });
        return found.Violations.SelectMany(v => v.Nodes.Take(2).Select(n => $"{v.Id}: {n.Html}"));
    }

    /// <summary>Whether this is one of the first pages of its kind.</summary>
    private static bool First(Dictionary<string, int> kinds, string path)
    {
        var kind = KindOf(path);
        return (kinds[kind] = kinds.GetValueOrDefault(kind) + 1) <= OfOneKind;
    }

    /// <summary>Ids and queries differ within a kind, tabs do not.</summary>
    private static string KindOf(string path)
    {
        var parts = path.Split('?', 2);
        var kind = string.Join('/', parts[0].Split('/').Select(step => step.Any(char.IsAsciiDigit) || (step.Contains('-', StringComparison.Ordinal) && step.Length > 14) ? "ID" : step));
        return parts.Length == 1 ? kind : kind + "?" + string.Join('&', parts[1].Split('&').Select(q => q.StartsWith("tab=", StringComparison.Ordinal) ? q : q.Split('=')[0]).Order(StringComparer.Ordinal));
    }
}
