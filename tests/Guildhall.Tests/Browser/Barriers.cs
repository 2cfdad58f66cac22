using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Guildhall.Tests.Browser;

/// <summary>What axe finds wrong by the rules of WCAG 2.2 A and AA.</summary>
internal static class Barriers
{
    /// <summary>Only what is wrong is gathered: telling what is right of every element would take longer than looking.</summary>
    private const string Look = """
        async () => {
            const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
            const found = await axe.run(document, { runOnly: rules, resultTypes: ["violations"], iframes: false, selectors: false });
            return found.violations.flatMap(v => v.nodes.slice(0, 2).map(n => `${v.id}: ${n.html} ${n.any.map(a => a.message).join(" ")}`));
        }
        """;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    public static async Task<IReadOnlyList<string>> OnAsync(IPage page)
    {
        await page.EvaluateAsync(Axe);
        return await page.EvaluateAsync<string[]>(Look);
    }
}
