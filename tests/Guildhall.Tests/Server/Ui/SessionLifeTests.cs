using System.Net;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Ui;

public abstract class SessionLifeTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    private readonly MovedClock _clock = new();

    protected override Task<RunningHall> StartAsync(PostgresDatabase? database) => RunningHall.StartAsync(database, options => options with { Clock = _clock });

    protected override Task PrepareAsync() => Hall.AddPersonAsync("dana@example.com", "Buyer", World.Developer);

    [Fact]
    public async Task S35_A_session_ends_after_half_an_hour_without_a_request_and_not_before()
    {
        using var dana = new Browsing(Hall.Url);
        await dana.SignInAsync("dana@example.com");

        _clock.Advance(TimeSpan.FromMinutes(29));
        var before = await PathAsync(dana);
        _clock.Advance(TimeSpan.FromMinutes(29));
        var kept = await PathAsync(dana);
        _clock.Advance(TimeSpan.FromMinutes(31));

        Assert.Equal(("/account", "/account", "/sign-in"), (before, kept, await PathAsync(dana)));
    }

    [Fact]
    public async Task S35_A_session_ends_after_twelve_hours_however_busy()
    {
        using var dana = new Browsing(Hall.Url);
        await dana.SignInAsync("dana@example.com");
        for (var i = 0; i < 29; i++)
        {
            _clock.Advance(TimeSpan.FromMinutes(24));
            Assert.Equal("/account", await PathAsync(dana));
        }

        _clock.Advance(TimeSpan.FromMinutes(25));

        Assert.Equal("/sign-in", await PathAsync(dana));
    }

    [Fact]
    public async Task S34_A_browser_is_known_for_ninety_days_and_no_longer_whatever_it_keeps()
    {
        using var dana = new Browsing(Hall.Url);
        using var stranger = new Browsing(Hall.Url);
        await dana.SignInAsync("dana@example.com");
        var known = dana.Cookies.GetCookies(new Uri(Hall.Url))["guildhall-known"]!.Value;

        _clock.Advance(TimeSpan.FromDays(89));
        var before = await AfterStrangersAsync(stranger, known);
        _clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.TooManyRequests), (before, await AfterStrangersAsync(stranger, known)));
    }

    [Theory]
    [InlineData("/caf\u00e9")]
    [InlineData("/a b")]
    public async Task S46_An_address_that_no_header_can_hold_leads_home(string back)
    {
        using var dana = new Browsing(Hall.Url, followRedirects: false);

        var (response, _) = await dana.SignInAsync("dana@example.com", back: back);

        Assert.Equal((HttpStatusCode.SeeOther, "/"), (response.StatusCode, response.Headers.Location!.OriginalString));
    }

    /// <summary>Strangers fail until everybody else waits; then somebody with the cookie shows the right password.</summary>
    private async Task<HttpStatusCode> AfterStrangersAsync(Browsing stranger, string known)
    {
        for (var i = 0; i < 6; i++) await stranger.SignInAsync("dana@example.com", "wrong horse battery");
        using var dana = new Browsing(Hall.Url);
        dana.Cookies.Add(new Uri(Hall.Url), new Cookie("guildhall-known", known));
        return (await dana.SignInAsync("dana@example.com")).Response.StatusCode;
    }

    private static async Task<string> PathAsync(Browsing browser) => (await browser.GetAsync("/account")).Response.RequestMessage!.RequestUri!.AbsolutePath;
}

public sealed class SessionLifeOnSqliteTests() : SessionLifeTests(null);

[Trait("Ring", "Postgres")]
public sealed class SessionLifeOnPostgresTests(PostgresServer server) : SessionLifeTests(new PostgresDatabase(server));
