using System.Net;
using Guildhall.App;
using Guildhall.App.People;
using Guildhall.App.People.Provider;
using Guildhall.App.Secrets;
using Guildhall.Domain;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Ui;

public abstract class ProviderTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    /// <summary>Any account: the tests look at what may be opened, not at what is in it.</summary>
    private const string HallWorldAccount = "111122223333";

    private readonly MovedClock _clock = new();
    private SmallProvider _provider = null!;

    protected override async Task<RunningHall> StartAsync(PostgresDatabase? database)
    {
        _provider = await SmallProvider.StartAsync();
        return await RunningHall.StartAsync(database, With(trustedEmail: false));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _provider.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task S32_Somebody_the_provider_vouches_for_signs_in_with_the_roles_of_the_groups()
    {
        await using var db = Hall.Guildhall.Database.Open();
        using var olga = new Browsing(Hall.Url);

        var (form, button) = await olga.GetAsync("/sign-in");
        var (page, html) = await olga.GetAsync("/sign-in/provider?return=/account");
        var (console, _) = await olga.GetAsync("/console/experiences");

        Assert.Equal(HttpStatusCode.OK, form.StatusCode);
        Assert.Contains("Sign in with Example SSO", button, StringComparison.Ordinal);
        Assert.Equal("/account", page.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("olga@example.com", html, StringComparison.Ordinal);
        Assert.Contains("Buyer", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, console.StatusCode);
        Assert.Contains(db.Audit, row => row.EventName == "SignIn" && row.Arn == "olga@example.com");
    }

    [Fact]
    public async Task S32_A_role_goes_with_its_group_at_the_next_sign_in()
    {
        Assert.Equal(HttpStatusCode.OK, await SignInAsync());
        _provider.Claims["groups"] = new[] { "admins" };
        Assert.Equal(HttpStatusCode.OK, await SignInAsync());
        var olga = await Hall.Guildhall.People.FindByEmailAsync("olga@example.com", TestContext.Current.CancellationToken);
        _provider.Claims["groups"] = new[] { "nobody" };

        Assert.Equal(["Administrator"], Assert.Single(olga!.Roles).Value);
        Assert.Equal(HttpStatusCode.Forbidden, await SignInAsync());
    }

    [Theory]
    [InlineData("nonce", "another")]
    [InlineData("aud", "another-client")]
    [InlineData("iss", "https://another.example")]
    [InlineData("exp", 1_700_000_000L)]
    [InlineData("sub", "")]
    public async Task S32_A_token_with_a_wrong_claim_opens_nothing(string claim, object value)
    {
        _provider.Wrong[claim] = value;

        Assert.Equal(HttpStatusCode.Forbidden, await SignInAsync());
        Assert.Null(await Hall.Guildhall.People.FindByEmailAsync("olga@example.com", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task S32_A_token_signed_by_somebody_else_opens_nothing()
    {
        Assert.Equal(HttpStatusCode.OK, await SignInAsync());
        _provider.Forges = true;

        Assert.Equal(HttpStatusCode.Forbidden, await SignInAsync());
    }

    [Fact]
    public async Task S32_New_keys_of_the_provider_are_found()
    {
        Assert.Equal(HttpStatusCode.OK, await SignInAsync());
        _provider.RollOver();
        _clock.Advance(TimeSpan.FromSeconds(20));
        using var olga = new Browsing(Hall.Url);

        var (page, html) = await olga.GetAsync("/sign-in/provider?return=/account");

        Assert.True(page.StatusCode == HttpStatusCode.OK, html);
    }

    [Fact]
    public async Task S32_A_reply_works_once_and_only_in_the_browser_that_began()
    {
        using var olga = new Browsing(Hall.Url, followRedirects: false);
        var (start, _) = await olga.GetAsync("/sign-in/provider");
        using var there = new Browsing(_provider.Url, followRedirects: false);
        var (back, _) = await there.GetAsync(start.Headers.Location!.PathAndQuery);
        var callback = back.Headers.Location!.PathAndQuery;
        var cookie = olga.Cookies.GetCookies(new Uri(Hall.Url))["guildhall-provider"]!.Value;
        using var thief = new Browsing(Hall.Url, followRedirects: false);

        var (elsewhere, _) = await thief.GetAsync(callback);
        var (otherState, _) = await SecondAsync(callback);
        var (first, _) = await olga.GetAsync(callback);
        olga.Cookies.Add(new Uri(Hall.Url), new Cookie("guildhall-provider", cookie));
        var (again, html) = await olga.GetAsync(callback);

        Assert.Equal(HttpStatusCode.BadRequest, elsewhere.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, otherState.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, first.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, again.StatusCode);
        Assert.Contains("used already", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S32_The_same_address_is_the_same_person_only_when_the_provider_is_trusted_with_addresses()
    {
        await Hall.AddPersonAsync("olga@example.com", "Buyer", World.Developer);
        var refused = await SignInAsync();
        await using var trusting = await StartAnotherAsync(With(trustedEmail: true));
        await trusting.AddPersonAsync("olga@example.com", "Buyer", trusting.World.Developer);
        using var olga = new Browsing(trusting.Url);
        var (open, html) = await olga.GetAsync("/sign-in/provider?return=/account");

        Assert.Equal(HttpStatusCode.Conflict, refused);
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        Assert.Contains("You sign in with a password.", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S32_An_address_that_the_provider_did_not_verify_makes_nobody()
    {
        _provider.Claims["email_verified"] = false;

        Assert.Equal(HttpStatusCode.Forbidden, await SignInAsync());
    }

    [Fact]
    public async Task S32_Signing_out_ends_the_local_session()
    {
        using var olga = new Browsing(Hall.Url);
        await olga.GetAsync("/sign-in/provider?return=/account");
        await olga.PostAsync("/account", "/sign-out");

        var (after, _) = await olga.GetAsync("/account");

        Assert.Equal("/sign-in", after.RequestMessage!.RequestUri!.AbsolutePath);
    }

    private Func<InstallationOptions, InstallationOptions> With(bool trustedEmail) => options => options with
    {
        Clock = _clock,
        Provider = new ProviderSettings(new Uri(_provider.Url), SmallProvider.ClientId)
        {
            ClientSecret = new Secret(SmallProvider.ClientSecret),
            Name = "Example SSO",
            TrustedEmail = trustedEmail,
            Roles = [new GroupRole("buyers", new GivenRole("Buyer", new AccountId(HallWorldAccount))), new GroupRole("admins", new GivenRole("Administrator", new AccountId(HallWorldAccount)))],
        },
    };

    private async Task<HttpStatusCode> SignInAsync()
    {
        using var browser = new Browsing(Hall.Url);
        var (response, _) = await browser.GetAsync("/sign-in/provider?return=/account");
        return response.StatusCode;
    }

    /// <summary>A browser with a flow of its own is given the reply to another flow.</summary>
    private async Task<(HttpResponseMessage Response, string Html)> SecondAsync(string callback)
    {
        using var second = new Browsing(Hall.Url, followRedirects: false);
        await second.GetAsync("/sign-in/provider");
        return await second.GetAsync(callback);
    }
}

public sealed class ProviderOnSqliteTests() : ProviderTests(null);

[Trait("Ring", "Postgres")]
public sealed class ProviderOnPostgresTests(PostgresServer server) : ProviderTests(new PostgresDatabase(server));
