using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Guildhall.Tests.Browser;

/// <summary>Somebody with a browser that remembers everything a page must not do.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);
    private readonly List<(string Address, string Text)> _errors = [];
    private readonly List<string> _wrong = [];

    private Visit(IBrowserContext context, IPage page, string url) => (_context, Page, Url) = (context, page, url);

    public IPage Page { get; }

    /// <summary>The address of the server, without a slash at its end.</summary>
    public string Url { get; }

    /// <summary>Asks without opening a page, with the cookies of the browser.</summary>
    public IAPIRequestContext Requests => _context.APIRequest;

    /// <summary>What the page says: everything but the frame.</summary>
    public ILocator Main => Page.Locator("main");

    /// <summary>Errors in the console, answers 5xx and what pages asked for anywhere else, each with the page.</summary>
    /// <remarks>That a page refused is noted by the browser as an error of loading it, and is none.</remarks>
    public IEnumerable<string> Faults => _errors.Where(e => !_refused.Contains(e.Address)).Select(e => $"{e.Address}: {e.Text}").Concat(_wrong);

    /// <summary>A browser that has opened nothing yet.</summary>
    public static async Task<Visit> BeginAsync(Chromium chromium, string url, bool script = true, ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        var context = await chromium.OpenAsync(script, scheme, width);
        context.SetDefaultTimeout(Chromium.Patience);
        var visit = new Visit(context, await context.NewPageAsync(), url);
        visit.Watch();
        return visit;
    }

    /// <summary>Signs in as a person reads the page, and is at the storefront's home then.</summary>
    public async Task SignInAsync(string email, string password)
    {
        await GoAsync("/sign-in");
        await TypeAsync("E-mail address", email);
        await TypeAsync("Password", password);
        await PressAsync("Sign in");
    }

    /// <summary>Goes to a path of the server; answers the status.</summary>
    public async Task<int> GoAsync(string path) => (await Page.GotoAsync(Url + path))!.Status;

    /// <summary>Goes on by a link of the side navigation.</summary>
    public Task GoByAsync(string title) => Page.Locator(".sidenav").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = title, Exact = true }).ClickAsync();

    /// <summary>Opens a tab of the page by its title.</summary>
    public Task OpenTabAsync(string title) => Main.Locator($"nav.tabs a:has-text(\"{title}\")").ClickAsync();

    /// <summary>Presses the one button or link of the page that has exactly this label.</summary>
    public Task PressAsync(string label) => Labelled(label).ClickAsync();

    /// <summary>Types into the field of this label.</summary>
    public Task TypeAsync(string label, string text) => Main.GetByLabel(label).First.FillAsync(text);

    /// <summary>Ticks the row of a table that shows this name.</summary>
    public Task TickAsync(string name) => Main.Locator($"tr:has(th:has-text(\"{name}\")) input[type=checkbox]").CheckAsync();

    /// <summary>Chooses the radio button or box whose words begin so.</summary>
    public Task ChooseAsync(string words) =>
        Main.Locator("label.check").Filter(new LocatorFilterOptions { HasTextRegex = new Regex($@"^\s*{Regex.Escape(words)}") }).Locator("input").CheckAsync();

    /// <summary>Presses what goes on: the last button of the form.</summary>
    public Task GoOnAsync() => Main.Locator("form .buttons button").Last.ClickAsync();

    /// <summary>Waits until the browser is at a path. Asked again and again: an event that tells the end of loading can be over before it is waited for.</summary>
    public Task IsAtAsync(string path) => Assertions.Expect(Page).ToHaveURLAsync(Url + path);

    /// <summary>Waits until the page says this.</summary>
    public Task SeesAsync(string words) => Assertions.Expect(Main).ToContainTextAsync(words);

    /// <summary>Waits until the message at the top of the page says this.</summary>
    public Task IsToldAsync(string words) => Assertions.Expect(Page.Locator(".flash")).ToContainTextAsync(words);

    /// <summary>How many buttons and links of the page have exactly this label.</summary>
    public Task<int> CountAsync(string label) => Labelled(label).CountAsync();

    /// <summary>The local links of the page as they stand, without fragments; not those that cannot be pressed.</summary>
    public async Task<IReadOnlyList<string>> LinksAsync() => await Page.EvaluateAsync<string[]>(
        "() => [...document.querySelectorAll('a[href]')].filter(a => a.origin === location.origin && !a.closest('[inert]')).map(a => a.pathname + a.search)");

    /// <summary>Fails when a page did what none must do.</summary>
    public void HasSeenNoFaults() => Assert.True(!Faults.Any(), string.Join('\n', Faults));

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private ILocator Labelled(string label) => Main.Locator($"button:text-is(\"{label}\"):visible, a:text-is(\"{label}\"):visible");

    private void Watch()
    {
        Page.Console += (_, message) =>
        {
            if (message.Type == "error") _errors.Add((AddressOf(message.Location), message.Text));
        };
        Page.PageError += (_, error) => _wrong.Add($"{Page.Url}: {error}");
        Page.Request += (_, request) =>
        {
            if (!request.IsNavigationRequest && !request.Url.StartsWith(Url, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) _wrong.Add($"{Page.Url} asks {request.Url}");
        };
        Page.Response += (_, response) =>
        {
            if (response.Status >= 500) _wrong.Add($"{response.Url} answers {response.Status}");
            if (response.Status is >= 400 and < 500 && response.Request.IsNavigationRequest) _refused.Add(response.Url);
        };
    }

    /// <summary>A location is an address with line and column behind it.</summary>
    private static string AddressOf(string location) => string.Join(':', location.Split(':')[..^2]);
}
