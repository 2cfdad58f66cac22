using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.Domain;
using Guildhall.Wire.Signing;

namespace Guildhall.Tests.Server.Ui;

public sealed class AccountTests : IAsyncLifetime
{
    private const string Password = "correct horse battery";
    private RunningHall _hall = null!;

    public async ValueTask InitializeAsync()
    {
        _hall = await RunningHall.StartAsync();
        await AddAsync("dana@example.com", "Buyer", _hall.World.Developer);
    }

    public ValueTask DisposeAsync() => _hall.DisposeAsync();

    [Fact]
    public async Task S35_One_sees_ones_sessions_and_ends_the_others()
    {
        using var here = new Browsing(_hall.Url);
        using var there = new Browsing(_hall.Url);
        await here.SignInAsync("dana@example.com", Password);
        await there.SignInAsync("dana@example.com", Password);

        var (_, before) = await here.GetAsync("/account");
        var (_, after) = await here.PostAsync("/account", "/account/sessions/end-others");
        var (gone, _) = await there.GetAsync("/account");
        var (still, _) = await here.GetAsync("/account");

        Assert.Contains("End all others", before, StringComparison.Ordinal);
        Assert.Contains("1 other session is ended.", after, StringComparison.Ordinal);
        Assert.Equal("/sign-in", gone.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal("/account", still.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task S30_Changing_the_password_asks_for_the_old_one_and_ends_other_sessions()
    {
        using var here = new Browsing(_hall.Url);
        using var there = new Browsing(_hall.Url);
        await here.SignInAsync("dana@example.com", Password);
        await there.SignInAsync("dana@example.com", Password);
        const string next = "another horse battery";

        var (wrong, html) = await here.PostAsync("/account/password", "/account/password", ("password", "wrong horse battery"), ("new-password", next), ("repeat", next));
        var (done, _) = await here.PostAsync("/account/password", "/account/password", ("password", Password), ("new-password", next), ("repeat", next));
        var (gone, _) = await there.GetAsync("/account");
        using var later = new Browsing(_hall.Url);
        var (old, _) = await later.SignInAsync("dana@example.com", Password);
        var (open, _) = await later.SignInAsync("dana@example.com", next);

        Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        Assert.Contains("id=\"password-error\"", html, StringComparison.Ordinal);
        Assert.Equal("/account", done.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal("/sign-in", gone.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal(HttpStatusCode.Forbidden, old.StatusCode);
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
    }

    [Fact]
    public async Task Ones_own_key_signs_calls_until_the_role_is_taken_away()
    {
        using var dana = new Browsing(_hall.Url);
        await dana.SignInAsync("dana@example.com", Password);
        var (_, html) = await dana.PostAsync("/account", "/account/keys");
        var id = Regex.Match(html, "AWS_ACCESS_KEY_ID=(AKIAGH[A-Z2-7]{14})").Groups[1].Value;
        var secret = WebUtility.HtmlDecode(Regex.Match(html, "AWS_SECRET_ACCESS_KEY=([^\\s<]+)").Groups[1].Value);
        await _hall.Guildhall.CatchUpAsync(TestContext.Current.CancellationToken);
        var caller = new HallCaller(_hall, _hall.World.Developer, new SigningCredentials(id, secret));

        var (_, again) = await dana.GetAsync("/account");
        var may = await caller.GetAsync("/api/v1/events");
        await _hall.Guildhall.PersonChanges.RemoveRoleAsync(PeopleReach.Operator, "dana@example.com", new GivenRole("Buyer", new AccountId(_hall.World.Developer)), ActOrigin.Operator("r"), TestContext.Current.CancellationToken);
        await _hall.Guildhall.CatchUpAsync(TestContext.Current.CancellationToken);
        var mayNot = await caller.GetAsync("/api/v1/events");

        Assert.DoesNotContain(secret, again, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, may.Status);
        Assert.Equal(HttpStatusCode.Forbidden, mayNot.Status);
    }

    [Fact]
    public async Task A_third_active_key_is_refused()
    {
        using var dana = new Browsing(_hall.Url);
        await dana.SignInAsync("dana@example.com", Password);
        await dana.PostAsync("/account", "/account/keys");
        await dana.PostAsync("/account", "/account/keys");

        var (third, html) = await dana.PostAsync("/account", "/account/keys");

        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        Assert.Contains("2 active keys already", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S35_Acting_for_another_account_gives_a_new_cookie_and_only_ones_own_accounts_are_taken()
    {
        await _hall.Guildhall.PersonChanges.AddRoleAsync(PeopleReach.Operator, "dana@example.com", new GivenRole("Administrator", new AccountId(_hall.World.Management)), ActOrigin.Operator("r"), TestContext.Current.CancellationToken);
        using var dana = new Browsing(_hall.Url);
        await dana.SignInAsync("dana@example.com", Password);
        await dana.PostAsync("/scope", "/scope", ("account", _hall.World.Developer));
        var before = dana.Cookies.GetCookies(new Uri(_hall.Url))["guildhall"]!.Value;

        var (switched, _) = await dana.PostAsync("/scope", "/scope", ("account", _hall.World.Management));
        var (console, _) = await dana.GetAsync("/console/experiences");
        var (refused, _) = await dana.PostAsync("/scope", "/scope", ("account", _hall.World.Delegated));

        Assert.Equal(HttpStatusCode.OK, switched.StatusCode);
        Assert.NotEqual(before, dana.Cookies.GetCookies(new Uri(_hall.Url))["guildhall"]!.Value);
        Assert.Equal(HttpStatusCode.OK, console.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task A_marketplace_manager_finds_any_account_by_name()
    {
        await AddAsync("maya@example.com", Role.MarketplaceManager, "");
        using var maya = new Browsing(_hall.Url);
        await maya.SignInAsync("maya@example.com", Password);

        var (_, all) = await maya.GetAsync("/scope");
        var (_, one) = await maya.GetAsync("/scope?q=" + _hall.World.Developer);

        Assert.Contains(_hall.World.Standalone, all, StringComparison.Ordinal);
        Assert.DoesNotContain($"value=\"{_hall.World.Standalone}\"", one, StringComparison.Ordinal);
        Assert.Contains($"value=\"{_hall.World.Developer}\"", one, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S43_The_own_api_takes_a_session_with_the_form_token_in_a_header_and_not_without()
    {
        using var dana = new Browsing(_hall.Url);
        var (_, html) = await dana.SignInAsync("dana@example.com", Password);
        var token = WebUtility.HtmlDecode(Regex.Match(html, "name=\"form-token\" value=\"([^\"]+)\"").Groups[1].Value);

        Assert.Equal(HttpStatusCode.OK, await DecideAsync(dana, token));
        Assert.Equal(HttpStatusCode.Forbidden, await DecideAsync(dana, null));
        Assert.Equal(HttpStatusCode.Forbidden, await DecideAsync(dana, token, site: "cross-site"));
        Assert.Equal(HttpStatusCode.OK, (await dana.GetAsync("/api/v1/events")).Response.StatusCode);
        using var nobody = new Browsing(_hall.Url);
        Assert.Equal(HttpStatusCode.Forbidden, (await nobody.GetAsync("/api/v1/events")).Response.StatusCode);
    }

    private async Task<HttpStatusCode> DecideAsync(Browsing browser, string? token, string? site = null)
    {
        using var handler = new HttpClientHandler { CookieContainer = browser.Cookies };
        using var http = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Post, _hall.Url + "/api/v1/decisions") { Content = new StringContent($$"""{"accountId":"{{_hall.World.Developer}}","productId":"prod-x"}""", Encoding.UTF8, "application/json") };
        if (token is not null) request.Headers.Add("X-Form-Token", token);
        if (site is not null) request.Headers.Add("Sec-Fetch-Site", site);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private async Task AddAsync(string email, string role, string account) =>
        Assert.False((await _hall.Guildhall.People.CreateAsync(email, email[..4], [new GivenRole(role, new AccountId(account))], new Secret(Password), TestContext.Current.CancellationToken)).Refused);
}
