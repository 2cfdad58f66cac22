using System.Text;
using Guildhall.Benchmarks.Measuring;
using World = Guildhall.Benchmarks.Governance.Installation;

namespace Guildhall.Benchmarks.Servers;

/// <summary>
/// Pages at 50,000 accounts, 30,000 products and 1,000 experiences, one visitor over loopback, from the request to the last byte, beside a page that says
/// hello (<c>/health/live</c>). Goals: search p99 at most 15 ms, any node of the organization at most 30 ms, the effect of a change of everybody's governor at
/// most 200 ms, a page at most 120 kB; 200 people at once: no error. design/performance.md 3, issue of the web.
/// </summary>
internal static class PageBenchmark
{
    private const int Times = 300, People = 200, Journey = 20;

    public static async Task Run(Report report)
    {
        using var folder = await PreparedFolder.MakeAsync(new World(50_000, 30_000));
        await using var server = await PageServer.StartAsync(folder);
        using var visitor = await server.SignInAsync();
        var (random, world) = (new Random(3), folder.World);
        string Node() => world.Marketplace.Organization.Tree.Nodes[random.Next(world.Marketplace.Organization.Tree.Nodes.Length)].Id.Value;
        string Product() => world.Products[random.Next(world.Products.Length)];

        await TellAsync(report, "hello (/health/live, yardstick)", _ => visitor.GetAsync("/health/live"));
        await TellAsync(report, "storefront home", _ => visitor.GetAsync("/"));
        await TellAsync(report, "search, a seller of all 30,000", _ => visitor.GetAsync("/search?q=seller"));
        await TellAsync(report, "search, the beginning of an id", _ => visitor.GetAsync("/search?q=" + Product()[..8]));
        await TellAsync(report, "product", _ => visitor.GetAsync("/products/" + Product()));
        await TellAsync(report, "experiences, all 1,000", _ => visitor.GetAsync("/console/experiences"));
        await TellAsync(report, "products of an experience", i => visitor.GetAsync($"/console/experiences/{World.Experience(i)}"));
        await TellAsync(report, "organization structure, any node", _ => visitor.GetAsync("/console/organization?node=" + Node()));
        var settings = $"/console/experiences/{World.Experience(0)}/settings";
        var form = await visitor.FormAsync(settings);
        await TellAsync(report, "effect of taking everybody's governor offline", _ => visitor.PostAsync(form, settings, ("Name", "Experience 0"), ("status", "notlive"), ("requests", "off"), ("mode", "active")));
        report.Count("errors of one visitor", visitor.Errors, "");
        report.Count($"errors of {People} people in {Journey} pages each", await CrowdAsync(server, () => [$"/search?q={Product()[..8]}", "/products/" + Product(), "/console/organization?node=" + Node(), "/requests"]), "");
    }

    /// <summary>Milliseconds of each of many visits, after as many that do not count: p50, fastest, p99; and the size of the last page.</summary>
    internal static async Task TellAsync(Report report, string name, Func<int, Task<string>> visit)
    {
        var (samples, size) = (new List<double>(Times), 0);
        for (var i = -Times; i < Times; i++)
        {
            var start = TimeProvider.System.GetTimestamp();
            var page = await visit(Math.Abs(i) % World.Experiences);
            if (i < 0) continue;
            samples.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
            size = Encoding.UTF8.GetByteCount(page);
        }

        samples.Sort();
        report.Row($"{name} (max is p99)", Times, "ms", samples[Times / 2], samples[0], samples[Times * 99 / 100], null, null);
        report.Count($"{name}: size", size / 1024.0, "kB");
    }

    private static async Task<int> CrowdAsync(PageServer server, Func<string[]> pages)
    {
        var visitors = await Task.WhenAll(Enumerable.Range(0, People).Select(_ => server.SignInAsync()));
        await Task.WhenAll(visitors.Select(async visitor =>
        {
            for (var i = 0; i < Journey; i += 4)
            {
                foreach (var page in pages()) await visitor.GetAsync(page);
            }
        }));
        var errors = visitors.Sum(visitor => visitor.Errors);
        foreach (var visitor in visitors) visitor.Dispose();
        return errors;
    }
}
