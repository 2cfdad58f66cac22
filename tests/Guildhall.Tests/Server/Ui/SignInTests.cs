using System.Net;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Ui;

public abstract class SignInTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    protected override async Task PrepareAsync()
    {
        await Hall.AddPersonAsync("amara@example.com", "Administrator", World.Management);
        await Hall.AddPersonAsync("dana@example.com", "Buyer", World.Developer);
    }

    [Fact]
    public async Task M01_A_person_with_the_policies_of_an_administrator_sees_the_console_and_a_buyer_does_not()
    {
        using var amara = new Browsing(Hall.Url);
        using var dana = new Browsing(Hall.Url);

        var (mine, html) = await amara.SignInAsync("amara@example.com", back: "/console/experiences");
        var (hers, _) = await dana.SignInAsync("dana@example.com", back: "/console/experiences");

        Assert.Equal(HttpStatusCode.OK, mine.StatusCode);
        Assert.Contains("<h1>Experiences</h1>", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, hers.StatusCode);
    }

    [Fact]
    public async Task S34_An_unknown_address_and_a_wrong_password_read_alike_and_keep_the_address_typed()
    {
        using var visitor = new Browsing(Hall.Url);

        var (unknown, one) = await visitor.SignInAsync("nobody@example.com");
        var (wrong, other) = await visitor.SignInAsync("dana@example.com", "wrong horse battery");

        Assert.Equal(HttpStatusCode.Forbidden, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        Assert.Contains("The e-mail address or the password is not right.", one, StringComparison.Ordinal);
        Assert.Contains("The e-mail address or the password is not right.", other, StringComparison.Ordinal);
        Assert.Contains("value=\"dana@example.com\"", other, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S34_After_five_failures_even_the_right_password_waits()
    {
        using var visitor = new Browsing(Hall.Url);
        for (var i = 0; i < 6; i++) await visitor.SignInAsync("dana@example.com", "wrong horse battery");

        var (response, html) = await visitor.SignInAsync("dana@example.com");

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Contains("Try again in", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S43_A_form_without_our_token_does_nothing_and_what_was_typed_is_kept()
    {
        var dana = await Hall.SignedInAsync("dana@example.com");

        var (refused, html) = await dana.SendAsync("/sign-out", ("note", "typed <b>this</b>"));
        var (still, _) = await dana.GetAsync("/");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("typed &lt;b&gt;this&lt;/b&gt;", html, StringComparison.Ordinal);
        Assert.Equal("/", still.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task S35_A_session_that_was_signed_out_opens_nothing()
    {
        var dana = await Hall.SignedInAsync("dana@example.com");
        var cookie = dana.Cookie;

        await dana.PostAsync("/", "/sign-out");
        dana.Cookies.Add(new Uri(Hall.Url), new Cookie("guildhall", cookie));
        var (after, _) = await dana.GetAsync("/");

        Assert.Equal("/sign-in", after.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task S46_After_sign_in_one_goes_only_to_this_site(string back)
    {
        using var dana = new Browsing(Hall.Url, followRedirects: false);

        var (response, _) = await dana.SignInAsync("dana@example.com", back: back);

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal("/", response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task S41_S42_Pages_carry_the_policy_and_no_inline_script_or_style()
    {
        using var dana = new Browsing(Hall.Url);

        var (page, html) = await dana.SignInAsync("dana@example.com");

        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.True(page.Headers.CacheControl!.NoStore);
        Assert.DoesNotMatch("<script(?![^>]*src=)|<style|\\son[a-z]+=|style=\"", html);
    }

    [Fact]
    public async Task Where_no_page_is_there_is_a_page_that_says_so()
    {
        var dana = await Hall.SignedInAsync("dana@example.com");

        var (response, html) = await dana.GetAsync("/nowhere");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("<h1>Nothing here</h1>", html, StringComparison.Ordinal);
    }
}

public sealed class SignInOnSqliteTests() : SignInTests(null);

[Trait("Ring", "Postgres")]
public sealed class SignInOnPostgresTests(PostgresServer server) : SignInTests(new PostgresDatabase(server));
