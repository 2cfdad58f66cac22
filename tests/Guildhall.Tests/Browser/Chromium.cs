using Guildhall.Tests.Browser;
using Guildhall.Tests.Clients;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Guildhall.Tests.Browser;

/// <summary>One real browser for a run of the tests, started when the first test asks for it: Debian's Chromium, without its calls home.</summary>
public sealed class Chromium : IAsyncDisposable
{
    /// <summary>A name that leads to this machine and is none of its own: who comes by it does not sit at the machine.</summary>
    public const string Far = "guildhall.localhost";

    /// <summary>Milliseconds that a step may take, on a machine that is busy with much else.</summary>
    public const int Patience = 60_000;

    /// <summary>By the names that <c>./check</c> looks for.</summary>
    private static readonly string? Program = ((string[])["chromium", "chromium-browser", "google-chrome"]).Select(ChildProcess.FindOnPath).FirstOrDefault(place => place is not null);
    private readonly Lazy<Task<IBrowser>> _browser;
    private IPlaywright? _playwright;

    public Chromium() => _browser = new(StartAsync);

    /// <summary>A fresh profile. Skips the asking test when the machine has no browser.</summary>
    public async Task<IBrowserContext> OpenAsync(bool script = true, ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        Assert.SkipWhen(Program is null, "missing: Chromium (Debian package chromium)");
        var browser = await _browser.Value;
        return await browser.NewContextAsync(new BrowserNewContextOptions
        {
            JavaScriptEnabled = script,
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser.IsValueCreated) await (await _browser.Value).DisposeAsync();
        _playwright?.Dispose();
    }

    private async Task<IBrowser> StartAsync()
    {
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(Patience);
        return await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Program,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }
}
