using System.Net;
using System.Text.RegularExpressions;
using Guildhall.App.People;
using Guildhall.Domain;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Ui;

public abstract partial class SecondFactorTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    private readonly MovedClock _clock = new();

    protected override Task<RunningHall> StartAsync(PostgresDatabase? database) =>
        RunningHall.StartAsync(database, options => options with { SecondFactor = SecondFactorRule.Administrators, Clock = _clock });

    [Fact]
    public async Task S33_An_administrator_sets_up_a_second_factor_before_anything_opens_and_a_buyer_need_not()
    {
        await Hall.AddPersonAsync("amara@example.com", "Administrator", World.Management);
        await Hall.AddPersonAsync("dana@example.com", "Buyer", World.Developer);
        using var amara = new Browsing(Hall.Url);
        using var dana = new Browsing(Hall.Url);

        var (asked, html) = await amara.SignInAsync("amara@example.com", back: "/console/experiences");
        var (elsewhere, _) = await amara.GetAsync("/account");
        var (open, _) = await dana.SignInAsync("dana@example.com", back: "/account");

        Assert.Equal("/sign-in/second-factor", asked.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal("/sign-in/second-factor", elsewhere.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("<svg class=\"qr\"", html, StringComparison.Ordinal);
        Assert.Equal("/account", open.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task S33_From_then_on_the_password_opens_nothing_without_a_code_and_a_code_works_once()
    {
        await Hall.AddPersonAsync("amara@example.com", "Administrator", World.Management);
        var (key, _) = await SetUpAsync("amara@example.com");
        _clock.Advance(TimeSpan.FromMinutes(2));
        var code = CodeOf(key);
        using var browser = new Browsing(Hall.Url);

        var (asked, _) = await browser.SignInAsync("amara@example.com");
        var (blocked, _) = await browser.GetAsync("/console/experiences");
        var (entered, _) = await browser.PostAsync("/sign-in/code", "/sign-in/code", ("code", code), ("return", "/account"));
        var second = await Hall.SignedInAsync("amara@example.com");
        var (again, html) = await second.PostAsync("/sign-in/code", "/sign-in/code", ("code", code));

        Assert.Equal("/sign-in/code", asked.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal("/sign-in/code", blocked.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal("/account", entered.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal(HttpStatusCode.Forbidden, again.StatusCode);
        Assert.Contains("That code is not right", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S33_Each_of_ten_recovery_codes_opens_the_account_once()
    {
        await Hall.AddPersonAsync("amara@example.com", "Administrator", World.Management);
        var (_, codes) = await SetUpAsync("amara@example.com");

        Assert.Equal(10, codes.Distinct().Count());
        Assert.Equal(HttpStatusCode.OK, await SignInWithAsync(codes[3].ToUpperInvariant()));
        Assert.Equal(HttpStatusCode.Forbidden, await SignInWithAsync(codes[3]));
        Assert.Equal(HttpStatusCode.OK, await SignInWithAsync(codes[4]));

        await using var db = Hall.Guildhall.Database.Open();
        Assert.DoesNotContain(codes[5], Assert.Single(db.People.Select(p => p.RecoveryCodes)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S34_Codes_cannot_be_tried_without_end_by_somebody_who_knows_the_password()
    {
        await Hall.AddPersonAsync("amara@example.com", "Administrator", World.Management);
        var (key, _) = await SetUpAsync("amara@example.com");
        using var stranger = new Browsing(Hall.Url);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 7; i++)
        {
            if (answers.Count % 2 == 0) await stranger.SignInAsync("amara@example.com");
            answers.Add((await stranger.PostAsync("/sign-in/code", "/sign-in/code", ("code", "000000"))).Response.StatusCode);
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        Assert.DoesNotContain(HttpStatusCode.OK, answers[..5]);
        _clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(HttpStatusCode.OK, await SignInWithAsync(CodeOf(key)));
    }

    [Fact]
    public async Task S35_The_session_that_waits_for_a_code_has_another_cookie_than_the_one_that_is_open()
    {
        await Hall.AddPersonAsync("amara@example.com", "Administrator", World.Management);
        var (key, _) = await SetUpAsync("amara@example.com");
        _clock.Advance(TimeSpan.FromMinutes(2));
        var browser = await Hall.SignedInAsync("amara@example.com");
        var before = browser.Cookie;

        await browser.PostAsync("/sign-in/code", "/sign-in/code", ("code", CodeOf(key)));
        using var thief = new Browsing(Hall.Url);
        thief.Cookies.Add(new Uri(Hall.Url), new Cookie("guildhall", before));
        var (taken, _) = await thief.GetAsync("/account");

        Assert.NotEqual(before, browser.Cookie);
        Assert.Equal("/sign-in", taken.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task S30_A_one_time_password_must_be_changed_before_anything_opens()
    {
        var made = await Hall.Guildhall.People.CreateAsync("dana@example.com", "Dana", [new GivenRole("Buyer", new AccountId(World.Developer))], null, TestContext.Current.CancellationToken);
        using var dana = new Browsing(Hall.Url);

        var (asked, _) = await dana.SignInAsync("dana@example.com", made.Value.Password.Reveal(), "/account");
        var (weak, html) = await dana.PostAsync("/sign-in/password", "/sign-in/password", ("new-password", "passwordpassword"), ("repeat", "passwordpassword"));
        var (blocked, _) = await dana.GetAsync("/account");
        var (open, _) = await dana.PostAsync("/sign-in/password", "/sign-in/password", ("new-password", Password), ("repeat", Password), ("return", "/account"));
        using var later = new Browsing(Hall.Url);
        var (signedIn, _) = await later.SignInAsync("dana@example.com", back: "/account");

        Assert.Equal("/sign-in/password", asked.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal(HttpStatusCode.BadRequest, weak.StatusCode);
        Assert.Contains("most common", html, StringComparison.Ordinal);
        Assert.Equal("/sign-in/password", blocked.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal("/account", open.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal("/account", signedIn.RequestMessage!.RequestUri!.AbsolutePath);
    }

    private async Task<HttpStatusCode> SignInWithAsync(string code)
    {
        var browser = await Hall.SignedInAsync("amara@example.com");
        return (await browser.PostAsync("/sign-in/code", "/sign-in/code", ("code", code), ("return", "/account"))).Response.StatusCode;
    }

    /// <summary>Signs in, sets up the factor that is asked for, and gives its key and the recovery codes.</summary>
    private async Task<(string Key, IReadOnlyList<string> Codes)> SetUpAsync(string email)
    {
        using var browser = new Browsing(Hall.Url);
        var (_, html) = await browser.SignInAsync(email);
        var key = Key().Match(html).Groups[1].Value;
        var (done, codes) = await browser.SendAsync(
            "/sign-in/second-factor",
            ("form-token", Browsing.TokenIn(html)),
            ("key", WebUtility.HtmlDecode(SealedKey().Match(html).Groups[1].Value)),
            ("code", CodeOf(key)));
        Assert.True(done.StatusCode == HttpStatusCode.OK, codes);
        return (key, [.. RecoveryCode().Matches(codes).Select(m => m.Groups[1].Value)]);
    }

    private string CodeOf(string key) => OneTimeCodes.Of(OneTimeCodes.Key(key), OneTimeCodes.StepOf(_clock.GetUtcNow()));

    [GeneratedRegex("data-copy=\"([A-Z2-7]{32})\"")]
    private static partial Regex Key();

    [GeneratedRegex("name=\"key\" value=\"([^\"]+)\"")]
    private static partial Regex SealedKey();

    [GeneratedRegex("<li><code>([a-z0-9]{5}-[a-z0-9]{5})</code></li>")]
    private static partial Regex RecoveryCode();
}

public sealed class SecondFactorOnSqliteTests() : SecondFactorTests(null);

[Trait("Ring", "Postgres")]
public sealed class SecondFactorOnPostgresTests(PostgresServer server) : SecondFactorTests(new PostgresDatabase(server));
