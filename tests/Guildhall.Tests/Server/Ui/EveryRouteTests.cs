using System.Net;
using System.Text.RegularExpressions;
using Guildhall.Server.Ui.Pages;
using Guildhall.Tests.House;

namespace Guildhall.Tests.Server.Ui;

/// <summary>No page escapes session, form token and policy. security.md S-22, S-35, S-43; M-01.</summary>
public abstract partial class EveryRouteTests(RoutesHall fixture)
{
    /// <summary>What has an address and is no page behind the door: sign-in and what anybody, or any program, may fetch.</summary>
    private static readonly string[] Public =
    [
        "* {*path:nonfile}", "GET /assets/{hash}/{name}", "GET /brand/colour/{color}.css", "GET /brand/{id}/{revision:int}.css", "GET /health/live", "GET /health/ready", "GET /media/initials/{file}", "GET /media/{file}", "GET /metrics",
        "GET /openapi/v1.json", "GET /set-up", "GET /sign-in", "POST /set-up", "POST /sign-in",
    ];

    /// <summary>Pages for everybody who is signed in, and those whose use case asks for the right itself, about the thing that the address names.</summary>
    private static readonly string[] WithoutAction =
    [
        "GET /", "GET /again/{id}", "GET /account", "GET /account/keys/{id}/disable", "GET /account/password", "GET /account/second-factor", "GET /console/change-sets/{id}",
        "GET /console/experiences/{id}", "GET /console/experiences/{id}/audiences", "GET /console/experiences/{id}/branding", "GET /console/experiences/{id}/settings", "GET /console/requests/{id}",
        "GET /design", "GET /notifications", "GET /requests/new", "GET /requests/{id}", "GET /requests/{id}/cancel", "GET /scope", "GET /sign-in/code", "GET /sign-in/password",
        "GET /sign-in/second-factor", "POST /account/keys", "POST /account/keys/{id}/disable", "POST /account/password", "POST /account/second-factor", "POST /account/second-factor/codes",
        "POST /account/second-factor/off", "POST /account/sessions/end", "POST /account/sessions/end-others", "POST /console/change-sets/{id}/cancel", "POST /console/change-sets/{id}/retry",
        "POST /console/change-sets/{id}/retry/review",
        "POST /console/requests/answer", "POST /console/requests/review", "POST /notifications/read", "POST /requests/new", "POST /requests/{id}/cancel", "POST /scope", "POST /sign-in/code", "POST /sign-in/password",
        "POST /sign-in/second-factor", "POST /sign-out", "POST /view/columns", "POST /view/density", "POST /view/ticks",
    ];

    [Fact]
    public void Everything_with_an_address_is_a_page_behind_the_door_or_the_own_API_or_known_to_be_public()
    {
        var mapped = fixture.Hall.Host.Endpoints.SelectMany(e => e.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>() is { } methods
            ? methods.HttpMethods.Where(m => m != "HEAD").Select(m => $"{m} {e.RoutePattern.RawText}")
            : [$"* {e.RoutePattern.RawText}"]);
        var behind = fixture.Pages.Select(p => $"{p.Method} {p.Path}").Concat(fixture.Hall.Host.ApiRoutes.Select(r => $"{r.Method} {r.Path}"));

        Assert.Equal(Public.Order(StringComparer.Ordinal), mapped.Except(behind).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Pages_that_ask_for_no_right_at_the_door_are_these() =>
        Assert.Equal(WithoutAction.Order(StringComparer.Ordinal), fixture.Pages.Where(p => p.Action is null).Select(p => $"{p.Method} {p.Path}").Order(StringComparer.Ordinal));

    [Fact]
    public async Task S35_Without_a_session_every_page_sends_one_to_sign_in()
    {
        using var stranger = new Browsing(fixture.Hall.Url, followRedirects: false);

        foreach (var page in fixture.Pages)
        {
            var (response, _) = await SendAsync(stranger, page, []);
            Assert.True(response.StatusCode == HttpStatusCode.SeeOther, $"{page}: {response.StatusCode}");
            Assert.StartsWith("/sign-in?return=", response.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task S43_A_form_without_token_is_refused_at_every_address_and_nothing_is_stored()
    {
        using var amara = await fixture.SignInAsync(RoutesHall.Administrator);
        var before = await fixture.StoredAsync();

        foreach (var page in fixture.Pages.Where(p => p.Method == "POST"))
        {
            var (response, html) = await SendAsync(amara, page, fixture.Fields());
            Assert.True(response.StatusCode == HttpStatusCode.BadRequest, $"{page}: {response.StatusCode}");
            Assert.Contains("<h1>Send this again</h1>", html, StringComparison.Ordinal);
        }

        Assert.Equal(before, await fixture.StoredAsync());
    }

    [Fact]
    public async Task S43_Signing_in_without_token_is_refused_too()
    {
        using var stranger = new Browsing(fixture.Hall.Url, followRedirects: false);

        var (signIn, _) = await stranger.SendAsync("/sign-in", ("email", RoutesHall.Administrator), ("password", Browsing.Password));

        Assert.Equal(HttpStatusCode.Forbidden, signIn.StatusCode);
        Assert.Null(stranger.Cookies.GetCookies(new Uri(fixture.Hall.Url))["guildhall"]);
    }

    [Fact]
    public async Task S22_A_page_with_an_action_is_closed_to_whom_no_policy_allows_it()
    {
        using var paul = await fixture.SignInAsync(RoutesHall.Powerless);
        var token = await TokenAsync(paul);
        var before = await fixture.StoredAsync();

        foreach (var page in fixture.Pages.Where(p => p.Action is not null))
        {
            var (response, html) = await SendAsync(paul, page, [("form-token", token), .. fixture.Fields()]);
            Assert.True(response.StatusCode == HttpStatusCode.Forbidden, $"{page}: {response.StatusCode}");
            Assert.Contains(page.Action!, html, StringComparison.Ordinal);
        }

        Assert.Equal(before, await fixture.StoredAsync());
    }

    [Fact]
    public async Task M01_A_buyer_of_a_member_account_opens_nothing_below_console_or_the_settings_of_the_installation()
    {
        using var dana = await fixture.SignInAsync(RoutesHall.Buyer);
        var token = await TokenAsync(dana);
        var before = await fixture.StoredAsync();
        var console = fixture.Pages.Where(p => $"{p.Path}/".StartsWith("/console/", StringComparison.Ordinal) || $"{p.Path}/".StartsWith("/admin/settings/", StringComparison.Ordinal)).ToList();

        foreach (var page in console)
        {
            var (response, html) = await SendAsync(dana, page, [("form-token", token), .. fixture.Fields()]);
            Assert.True(response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{page}: {response.StatusCode}");
            Assert.DoesNotContain("Everyone", html, StringComparison.Ordinal);
        }

        Assert.InRange(console.Count, 60, 200);
        Assert.Equal(before, await fixture.StoredAsync());
    }

    [Fact]
    public async Task An_administrator_reaches_every_page_below_console_so_that_the_refusals_above_mean_something()
    {
        using var amara = await fixture.SignInAsync(RoutesHall.Administrator);

        foreach (var page in fixture.Pages.Where(p => p.Method == "GET" && p.Path.StartsWith("/console", StringComparison.Ordinal) && !p.Path.Contains("results", StringComparison.Ordinal)))
        {
            var (response, _) = await amara.GetAsync(fixture.AddressOf(page));
            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.SeeOther, $"{page}: {response.StatusCode}");
        }
    }

    [Fact]
    public void Every_page_is_in_the_guide_and_the_guide_names_no_other()
    {
        var named = Address().Matches(File.ReadAllText(Checkout.At("docs/guide/pages.md"))).Select(m => Capitals().Replace(m.Groups[1].Value, "{}")).ToHashSet(StringComparer.Ordinal);
        var pages = fixture.Pages.Where(p => p.Method == "GET" && !p.Path.EndsWith(".csv", StringComparison.Ordinal)).Select(p => Braces().Replace(p.Path, "{}")).ToHashSet(StringComparer.Ordinal);
        var others = fixture.Hall.Host.Endpoints.Select(e => Braces().Replace(e.RoutePattern.RawText!, "{}"));

        Assert.Empty(pages.Except(named));
        Assert.Empty(named.Except(pages).Except(others));
    }

    private Task<(HttpResponseMessage Response, string Html)> SendAsync(Browsing who, PageRoute page, IEnumerable<(string, string)> fields) =>
        page.Method == "GET" ? who.GetAsync(fixture.AddressOf(page)) : who.SendAsync(fixture.AddressOf(page), fields);

    private static async Task<string> TokenAsync(Browsing who) => Browsing.TokenIn((await who.GetAsync("/account")).Html);

    [GeneratedRegex(@"`(/[^`?]*)[^`]*`")]
    private static partial Regex Address();

    [GeneratedRegex("(?<=/)[A-Z]+(?=/|$)")]
    private static partial Regex Capitals();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Braces();
}

public sealed class EveryRouteOnSqliteTests(SqliteRoutesHall hall) : EveryRouteTests(hall), IClassFixture<SqliteRoutesHall>;

[Trait("Ring", "Postgres")]
public sealed class EveryRouteOnPostgresTests(PostgresRoutesHall hall) : EveryRouteTests(hall), IClassFixture<PostgresRoutesHall>;
