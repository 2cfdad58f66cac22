using System.Net;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Ui;

public abstract class ProofTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    private readonly MovedClock _clock = new();

    protected override Task<RunningHall> StartAsync(PostgresDatabase? database) => RunningHall.StartAsync(database, options => options with { Clock = _clock });

    protected override Task PrepareAsync() => Hall.AddPersonAsync("dana@example.com", "Buyer", World.Developer);

    [Fact]
    public async Task S48_A_dangerous_act_long_after_the_sign_in_asks_for_the_password_and_then_goes_on_with_what_was_typed()
    {
        var dana = await Hall.SignedInAsync("dana@example.com");
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
        var dana = await Hall.SignedInAsync("dana@example.com");
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
        var dana = await Hall.SignedInAsync("dana@example.com");
        var before = dana.Cookie;
        _clock.Advance(TimeSpan.FromMinutes(16));

        await dana.PostAsync("/account", "/account/keys", ("proof-password", Password));

        Assert.NotEqual(before, dana.Cookie);
        Assert.Null(await Hall.Guildhall.Sessions.FindAsync(before, TestContext.Current.CancellationToken));
    }

    private static async Task<string> KeyAsync(Browsing browser)
    {
        var (_, html) = await browser.PostAsync("/account", "/account/keys");
        return System.Text.RegularExpressions.Regex.Match(html, "AKIAGH[A-Z2-7]{14}").Value;
    }

    private async Task<bool> IsActiveAsync(string key)
    {
        await using var db = Hall.Guildhall.Database.Open();
        return db.AccessKeys.Single(k => k.Id == key).Active;
    }
}

public sealed class ProofOnSqliteTests() : ProofTests(null);

[Trait("Ring", "Postgres")]
public sealed class ProofOnPostgresTests(PostgresServer server) : ProofTests(new PostgresDatabase(server));
