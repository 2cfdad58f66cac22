using System.Net;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.Domain;

namespace Guildhall.Tests.Server.Ui;

public sealed class ProofTests : IAsyncLifetime
{
    private const string Password = "correct horse battery";
    private readonly MovedClock _clock = new();
    private RunningHall _hall = null!;

    public async ValueTask InitializeAsync()
    {
        _hall = await RunningHall.StartAsync(with: options => options with { Clock = _clock });
        var made = await _hall.Guildhall.People.CreateAsync("dana@example.com", "Dana", [new GivenRole("Buyer", new AccountId(_hall.World.Developer))], new Secret(Password), TestContext.Current.CancellationToken);
        Assert.False(made.Refused);
    }

    public ValueTask DisposeAsync() => _hall.DisposeAsync();

    [Fact]
    public async Task S48_A_dangerous_act_long_after_the_sign_in_asks_for_the_password_and_then_goes_on_with_what_was_typed()
    {
        using var dana = new Browsing(_hall.Url);
        await dana.SignInAsync("dana@example.com", Password);
        var key = await KeyAsync(dana);
        _clock.Advance(TimeSpan.FromMinutes(16));
        var disable = $"/account/keys/{key}/disable";

        var (asked, html) = await dana.PostAsync(disable, disable, ("confirm", "confirm"));
        var stillActive = await IsActiveAsync(key);
        var (wrong, _) = await dana.PostAsync(disable, disable, ("confirm", "confirm"), ("proof-password", "wrong horse battery"));
        var (done, _) = await dana.PostAsync(disable, disable, ("confirm", "confirm"), ("proof-password", Password));

        Assert.Equal(HttpStatusCode.Forbidden, asked.StatusCode);
        Assert.Contains("<h1>Is it still you?</h1>", html, StringComparison.Ordinal);
        Assert.Contains("name=\"confirm\" value=\"confirm\"", html, StringComparison.Ordinal);
        Assert.True(stillActive);
        Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        Assert.Equal("/account", done.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.False(await IsActiveAsync(key));
    }

    [Fact]
    public async Task S48_A_dangerous_act_needs_the_typed_word_and_right_after_the_sign_in_nothing_else()
    {
        using var dana = new Browsing(_hall.Url);
        await dana.SignInAsync("dana@example.com", Password);
        var key = await KeyAsync(dana);
        var disable = $"/account/keys/{key}/disable";

        var (refused, _) = await dana.PostAsync(disable, disable, ("confirm", "yes"));
        var active = await IsActiveAsync(key);
        await dana.PostAsync(disable, disable, ("confirm", "confirm"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.True(active);
        Assert.False(await IsActiveAsync(key));
    }

    [Fact]
    public async Task S35_A_proof_gives_the_session_a_new_cookie()
    {
        using var dana = new Browsing(_hall.Url);
        await dana.SignInAsync("dana@example.com", Password);
        var before = dana.Cookies.GetCookies(new Uri(_hall.Url))["guildhall"]!.Value;
        _clock.Advance(TimeSpan.FromMinutes(16));

        await dana.PostAsync("/account", "/account/keys", ("proof-password", Password));

        Assert.NotEqual(before, dana.Cookies.GetCookies(new Uri(_hall.Url))["guildhall"]!.Value);
        Assert.Null(await _hall.Guildhall.Sessions.FindAsync(before, TestContext.Current.CancellationToken));
    }

    private static async Task<string> KeyAsync(Browsing browser)
    {
        var (_, html) = await browser.PostAsync("/account", "/account/keys");
        return System.Text.RegularExpressions.Regex.Match(html, "AKIAGH[A-Z2-7]{14}").Value;
    }

    private async Task<bool> IsActiveAsync(string key)
    {
        await using var db = _hall.Guildhall.Database.Open();
        return db.AccessKeys.Single(k => k.Id == key).Active;
    }
}
