using System.Text.Json.Nodes;
using Guildhall.Tests.Server.Demo;
using Microsoft.Playwright;

namespace Guildhall.Tests.Browser;

/// <summary>Somebody of the demo, signed in with a browser that remembers everything a page must not do.</summary>
public sealed class DemoVisit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly string _url;

    private DemoVisit(IBrowserContext context, IPage page, string url) => (_context, Page, _url) = (context, page, url);

    public IPage Page { get; }

    /// <summary>Errors in the console, answers 5xx and requests to anywhere else, each with the page.</summary>
    public List<string> Faults { get; } = [];

    public static async Task<DemoVisit> SignInAsync(Chromium chromium, DemoProcess demo, string role, bool script = true, ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        var user = demo.Guide["users"]!.AsArray().Single(u => u!["role"]!.GetValue<string>() == role)!;
        var url = demo.Guide["url"]!.GetValue<string>();
        var context = await chromium.OpenAsync(script, scheme, width);
        var visit = new DemoVisit(context, await context.NewPageAsync(), url);
        visit.Watch();
        await visit.Page.GotoAsync(url + "/sign-in");
        await visit.Page.FillAsync("#email", Text(user, "email"));
        await visit.Page.FillAsync("#password", Text(user, "password"));
        await visit.Page.ClickAsync("main button.primary");
        await visit.Page.WaitForURLAsync(url + "/");
        return visit;
    }

    /// <summary>Goes to a path of the demo; answers the status.</summary>
    public async Task<int> GoAsync(string path) => (await Page.GotoAsync(_url + path))!.Status;

    /// <summary>The local links of the page as they stand, without fragments.</summary>
    public async Task<IReadOnlyList<string>> LinksAsync() => await Page.EvaluateAsync<string[]>(
        "() => [...document.querySelectorAll('a[href]')].filter(a => a.origin === location.origin).map(a => a.pathname + a.search)");

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private static string Text(JsonNode user, string member) => user[member]!.GetValue<string>();

    private void Watch()
    {
        Page.Console += (_, message) =>
        {
            if (message.Type == "error") Faults.Add($"{Page.Url}: {message.Text}");
        };
        Page.PageError += (_, error) => Faults.Add($"{Page.Url}: {error}");
        Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(_url, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) Faults.Add($"{Page.Url} asks {request.Url}");
        };
        Page.Response += (_, response) =>
        {
            if (response.Status >= 500) Faults.Add($"{response.Url} answers {response.Status}");
        };
    }
}
