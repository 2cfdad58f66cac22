using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Guildhall.App.People;
using Guildhall.Domain;
using Guildhall.Tests.Postgres;
using Guildhall.Wire.Signing;

namespace Guildhall.Tests.Server.Ui;

public abstract class AccountTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    protected override Task PrepareAsync() => Hall.AddPersonAsync("dana@example.com", "Buyer", World.Developer);

    [Fact]
    public async Task S35_One_sees_ones_sessions_and_ends_the_others()
    {
        var here = await Hall.SignedInAsync("dana@example.com");
        var there = await Hall.SignedInAsync("dana@example.com");

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
        var here = await Hall.SignedInAsync("dana@example.com");
        var there = await Hall.SignedInAsync("dana@example.com");
        const string next = "another horse battery";

        var (wrong, html) = await here.PostAsync("/account/password", "/account/password", ("password", "wrong horse battery"), ("new-password", next), ("repeat", next));
        var (done, _) = await here.PostAsync("/account/password", "/account/password", ("password", Password), ("new-password", next), ("repeat", next));
        var (gone, _) = await there.GetAsync("/account");
        using var later = new Browsing(Hall.Url);
        var (old, _) = await later.SignInAsync("dana@example.com");
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
        var dana = await Hall.SignedInAsync("dana@example.com");
        var (_, html) = await dana.PostAsync("/account", "/account/keys");
        var id = Regex.Match(html, "AWS_ACCESS_KEY_ID=(AKIAGH[A-Z2-7]{14})").Groups[1].Value;
        var secret = WebUtility.HtmlDecode(Regex.Match(html, "AWS_SECRET_ACCESS_KEY=([^\\s<]+)").Groups[1].Value);
        await Hall.Guildhall.CatchUpAsync(TestContext.Current.CancellationToken);
        var caller = new HallCaller(Hall, World.Developer, new SigningCredentials(id, secret));

        var (_, again) = await dana.GetAsync("/account");
        var may = await caller.GetAsync("/api/v1/events");
        await Hall.Guildhall.PersonChanges.RemoveRoleAsync(PeopleReach.Operator, "dana@example.com", new GivenRole("Buyer", new AccountId(World.Developer)), ActOrigin.Operator("r"), TestContext.Current.CancellationToken);
        await Hall.Guildhall.CatchUpAsync(TestContext.Current.CancellationToken);
        var mayNot = await caller.GetAsync("/api/v1/events");

        Assert.DoesNotContain(secret, again, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, may.Status);
        Assert.Equal(HttpStatusCode.Forbidden, mayNot.Status);
    }

    [Fact]
    public async Task A_form_for_a_key_that_is_sent_twice_makes_one_and_shows_its_secret_both_times()
    {
        var dana = await Hall.SignedInAsync("dana@example.com");
        var (_, page) = await dana.GetAsync("/account");
        (string, string)[] form = [("form-token", Field(page, "form-token")), ("form-key", Field(page, "form-key"))];

        var answers = await Task.WhenAll(dana.SendAsync("/account/keys", form), dana.SendAsync("/account/keys", form));
        var (_, again) = await dana.PostAsync("/account", "/account/keys");

        Assert.Equal(Secret(answers[0].Html), Secret(answers[1].Html));
        Assert.NotEqual(Secret(answers[0].Html), Secret(again));
        await using var db = Hall.Guildhall.Database.Open();
        Assert.Equal(2, db.AccessKeys.Count(k => k.UserName == "dana@example.com"));

        static string Field(string html, string name) => WebUtility.HtmlDecode(html.Split($"name=\"{name}\" value=\"")[1].Split('"')[0]);

        static string Secret(string html) => html.Split("AWS_SECRET_ACCESS_KEY=")[1].Split('\n')[0];
    }

    [Fact]
    public async Task A_third_active_key_is_refused()
    {
        var dana = await Hall.SignedInAsync("dana@example.com");
        await dana.PostAsync("/account", "/account/keys");
        await dana.PostAsync("/account", "/account/keys");

        var (third, html) = await dana.PostAsync("/account", "/account/keys");

        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        Assert.Contains("2 active keys already", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S35_Acting_for_another_account_gives_a_new_cookie_and_only_ones_own_accounts_are_taken()
    {
        await Hall.Guildhall.PersonChanges.AddRoleAsync(PeopleReach.Operator, "dana@example.com", new GivenRole("Administrator", new AccountId(World.Management)), ActOrigin.Operator("r"), TestContext.Current.CancellationToken);
        var dana = await Hall.SignedInAsync("dana@example.com");
        await dana.PostAsync("/scope", "/scope", ("account", World.Developer));
        var before = dana.Cookie;

        var (switched, _) = await dana.PostAsync("/scope", "/scope", ("account", World.Management));
        var (console, _) = await dana.GetAsync("/console/experiences");
        var (refused, _) = await dana.PostAsync("/scope", "/scope", ("account", World.Delegated));

        Assert.Equal(HttpStatusCode.OK, switched.StatusCode);
        Assert.NotEqual(before, dana.Cookie);
        Assert.Equal(HttpStatusCode.OK, console.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task A_marketplace_manager_finds_any_account_by_name_and_by_id()
    {
        var maya = await Hall.SignedInAsync("maya@example.com", Role.MarketplaceManager, "");

        var (_, all) = await maya.GetAsync("/scope");

        Assert.Contains(World.Standalone, all, StringComparison.Ordinal);
        foreach (var words in new[] { "developer", World.Developer })
        {
            var (_, one) = await maya.GetAsync("/scope?q=" + words);
            Assert.DoesNotContain($"value=\"{World.Standalone}\"", one, StringComparison.Ordinal);
            Assert.DoesNotContain($"value=\"{World.Ledger}\"", one, StringComparison.Ordinal);
            Assert.Contains($"value=\"{World.Developer}\"", one, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task S43_The_own_api_takes_a_session_with_the_form_token_in_a_header_and_not_without()
    {
        using var dana = new Browsing(Hall.Url);
        var (_, html) = await dana.SignInAsync("dana@example.com");
        var token = Browsing.TokenIn(html);

        Assert.Equal(HttpStatusCode.OK, await DecideAsync(dana, token));
        Assert.Equal(HttpStatusCode.Forbidden, await DecideAsync(dana, null));
        Assert.Equal(HttpStatusCode.Forbidden, await DecideAsync(dana, token, site: "cross-site"));
        Assert.Equal(HttpStatusCode.OK, (await dana.GetAsync("/api/v1/events")).Response.StatusCode);
        using var nobody = new Browsing(Hall.Url);
        Assert.Equal(HttpStatusCode.Forbidden, (await nobody.GetAsync("/api/v1/events")).Response.StatusCode);
    }

    private async Task<HttpStatusCode> DecideAsync(Browsing browser, string? token, string? site = null)
    {
        using var handler = new HttpClientHandler { CookieContainer = browser.Cookies };
        using var http = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Post, Hall.Url + "/api/v1/decisions") { Content = new StringContent($$"""{"accountId":"{{World.Developer}}","productId":"prod-x"}""", Encoding.UTF8, "application/json") };
        if (token is not null) request.Headers.Add("X-Form-Token", token);
        if (site is not null) request.Headers.Add("Sec-Fetch-Site", site);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}

public sealed class AccountOnSqliteTests() : AccountTests(null);

[Trait("Ring", "Postgres")]
public sealed class AccountOnPostgresTests(PostgresServer server) : AccountTests(new PostgresDatabase(server));
