using System.Net;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.Domain;

namespace Guildhall.Tests.Server.Ui;

public sealed class SignInTests : IAsyncLifetime
{
    private const string Password = "correct horse battery";
    private RunningHall _hall = null!;

    public async ValueTask InitializeAsync()
    {
        _hall = await RunningHall.StartAsync();
        await AddAsync("amara@example.com", "Administrator", _hall.World.Management);
        await AddAsync("dana@example.com", "Buyer", _hall.World.Developer);
    }

    public ValueTask DisposeAsync() => _hall.DisposeAsync();

    [Fact]
    public async Task M01_A_person_with_the_policies_of_an_administrator_sees_the_console_and_a_buyer_does_not()
    {
        using var amara = new Browsing(_hall.Url);
        using var dana = new Browsing(_hall.Url);

        var (mine, html) = await amara.SignInAsync("amara@example.com", Password, "/console/experiences");
        var (hers, _) = await dana.SignInAsync("dana@example.com", Password, "/console/experiences");

        Assert.Equal(HttpStatusCode.OK, mine.StatusCode);
        Assert.Contains("<h1>Experiences</h1>", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, hers.StatusCode);
    }

    [Fact]
    public async Task S34_An_unknown_address_and_a_wrong_password_read_alike_and_keep_the_address_typed()
    {
        using var visitor = new Browsing(_hall.Url);

        var (unknown, one) = await visitor.SignInAsync("nobody@example.com", Password);
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
        using var visitor = new Browsing(_hall.Url);
        for (var i = 0; i < 6; i++) await visitor.SignInAsync("dana@example.com", "wrong horse battery");

        var (response, html) = await visitor.SignInAsync("dana@example.com", Password);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Contains("Try again in", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S43_A_form_without_our_token_does_nothing_and_what_was_typed_is_kept()
    {
        using var dana = new Browsing(_hall.Url);
        await dana.SignInAsync("dana@example.com", Password);

        var (refused, html) = await dana.SendAsync("/sign-out", ("note", "typed <b>this</b>"));
        var (still, _) = await dana.GetAsync("/");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("typed &lt;b&gt;this&lt;/b&gt;", html, StringComparison.Ordinal);
        Assert.Equal("/", still.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task S35_A_session_that_was_signed_out_opens_nothing()
    {
        using var dana = new Browsing(_hall.Url);
        await dana.SignInAsync("dana@example.com", Password);
        var cookie = dana.Cookies.GetCookies(new Uri(_hall.Url))["guildhall"]!.Value;

        await dana.PostAsync("/", "/sign-out");
        dana.Cookies.Add(new Uri(_hall.Url), new Cookie("guildhall", cookie));
        var (after, _) = await dana.GetAsync("/");

        Assert.Equal("/sign-in", after.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task S46_After_sign_in_one_goes_only_to_this_site(string back)
    {
        using var dana = new Browsing(_hall.Url, followRedirects: false);

        var (response, _) = await dana.SignInAsync("dana@example.com", Password, back);

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal("/", response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task S41_S42_Pages_carry_the_policy_and_no_inline_script_or_style()
    {
        using var dana = new Browsing(_hall.Url);

        var (page, html) = await dana.SignInAsync("dana@example.com", Password);

        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.True(page.Headers.CacheControl!.NoStore);
        Assert.DoesNotMatch("<script(?![^>]*src=)|<style|\\son[a-z]+=|style=\"", html);
    }

    [Fact]
    public async Task Where_no_page_is_there_is_a_page_that_says_so()
    {
        using var dana = new Browsing(_hall.Url);
        await dana.SignInAsync("dana@example.com", Password);

        var (response, html) = await dana.GetAsync("/nowhere");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("<h1>Nothing here</h1>", html, StringComparison.Ordinal);
    }

    private async Task AddAsync(string email, string role, string account)
    {
        var made = await _hall.Guildhall.People.CreateAsync(email, email[..4], [new GivenRole(role, new AccountId(account))], new Secret(Password), TestContext.Current.CancellationToken);
        Assert.False(made.Refused);
    }
}
