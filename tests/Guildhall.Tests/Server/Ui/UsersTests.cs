using System.Net;
using System.Text.RegularExpressions;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.Domain;

namespace Guildhall.Tests.Server.Ui;

public sealed class UsersTests : IAsyncLifetime
{
    private const string Password = "correct horse battery";
    private RunningHall _hall = null!;

    public async ValueTask InitializeAsync()
    {
        _hall = await RunningHall.StartAsync();
        await AddAsync("maya@example.com", Role.MarketplaceManager, "");
        await AddAsync("amara@example.com", "Administrator", _hall.World.Management);
        await AddAsync("noor@example.com", "DelegatedAdministrator", _hall.World.Delegated);
        await AddAsync("dana@example.com", "Buyer", _hall.World.Developer);
        await AddAsync("birk@example.com", "Administrator", _hall.World.Standalone);
    }

    public ValueTask DisposeAsync() => _hall.DisposeAsync();

    [Fact]
    public async Task S23_Each_sees_only_the_people_within_reach()
    {
        using var maya = await SignedInAsync("maya");
        using var amara = await SignedInAsync("amara");
        using var noor = await SignedInAsync("noor");
        using var birk = await SignedInAsync("birk");
        using var dana = await SignedInAsync("dana");

        Assert.Equal(["amara", "birk", "dana", "maya", "noor"], await SeenAsync(maya));
        Assert.Equal(["amara", "dana", "noor"], await SeenAsync(amara));
        Assert.Equal(["dana", "noor"], await SeenAsync(noor));
        Assert.Equal(["birk"], await SeenAsync(birk));
        Assert.Equal(HttpStatusCode.Forbidden, (await dana.GetAsync("/console/users")).Response.StatusCode);
    }

    [Fact]
    public async Task M01_An_administrator_adds_a_person_whose_one_time_password_is_shown_once()
    {
        using var amara = await SignedInAsync("amara");

        var (shown, html) = await amara.PostAsync("/console/users/new", "/console/users/new", ("email", "eve@example.com"), ("name", "Eve"), ("role", "Approver"), ("account", Grouped(_hall.World.Management)));
        var password = WebUtility.HtmlDecode(Regex.Match(html, "data-copy=\"([^\"]{20})\"").Groups[1].Value);
        using var eve = new Browsing(_hall.Url);
        var (asked, _) = await eve.SignInAsync("eve@example.com", password);

        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Equal("/sign-in/password", asked.RequestMessage!.RequestUri!.AbsolutePath);
        await using var db = _hall.Guildhall.Database.Open();
        Assert.Contains(db.Audit, row => row.EventName == "CreateUser" && row.Arn.EndsWith("user/amara@example.com") && row.Source == "page");
        Assert.DoesNotContain(db.Audit, row => row.Record.Contains(password));
    }

    [Theory]
    [InlineData("amara", Role.MarketplaceManager, null)]
    [InlineData("amara", "Administrator", "standalone")]
    [InlineData("noor", "Administrator", "management")]
    [InlineData("birk", "Buyer", "management")]
    public async Task S23_Nobody_gives_a_role_beyond_their_reach(string who, string role, string? account)
    {
        using var browser = await SignedInAsync(who);
        var id = account switch { "standalone" => _hall.World.Standalone, "management" => _hall.World.Management, _ => "" };

        var (refused, _) = await browser.PostAsync("/console/users/new", "/console/users/new", ("email", "eve@example.com"), ("name", "Eve"), ("role", role), ("account", id));

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Null(await _hall.Guildhall.People.FindByEmailAsync("eve@example.com", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task S23_The_password_of_somebody_with_roles_elsewhere_is_out_of_reach()
    {
        await _hall.Guildhall.PersonChanges.AddRoleAsync(PeopleReach.Operator, "dana@example.com", new GivenRole("Buyer", new AccountId(_hall.World.Standalone)), ActOrigin.Operator("r"), TestContext.Current.CancellationToken);
        using var amara = await SignedInAsync("amara");
        var dana = await UrlOfAsync("dana");

        var (page, html) = await amara.GetAsync(dana);
        var (refused, _) = await amara.PostAsync(dana, dana + "/reset-password");
        var (manager, _) = await amara.GetAsync(await UrlOfAsync("maya"));

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.DoesNotContain("Reset password", html, StringComparison.Ordinal);
        Assert.DoesNotContain(_hall.World.Standalone, html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, manager.StatusCode);
    }

    [Fact]
    public async Task S35_Somebody_who_is_disabled_is_signed_out_at_once_and_may_come_back_when_enabled()
    {
        using var amara = await SignedInAsync("amara");
        using var dana = await SignedInAsync("dana");
        var url = await UrlOfAsync("dana");

        await amara.PostAsync(url + "/disable", url + "/disable");
        var (gone, _) = await dana.GetAsync("/account");
        var (refused, _) = await dana.SignInAsync("dana@example.com", Password);
        await amara.PostAsync(url, url + "/enable");
        var (back, _) = await dana.SignInAsync("dana@example.com", Password, "/account");

        Assert.Equal("/sign-in", gone.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal("/account", back.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task The_last_marketplace_manager_stays()
    {
        using var maya = await SignedInAsync("maya");
        var url = await UrlOfAsync("maya");

        var (disabled, _) = await maya.PostAsync(url + "/disable", url + "/disable");
        var (removed, html) = await maya.PostAsync(url, url + "/roles/remove", ("role", Role.MarketplaceManager), ("account", ""));

        Assert.Equal(HttpStatusCode.Conflict, disabled.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, removed.StatusCode);
        Assert.Contains("last marketplace manager", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_makes_and_disables_keys_of_the_organization_and_never_a_managers()
    {
        using var amara = await SignedInAsync("amara");
        const string form = "/console/users/keys/new";

        var (made, html) = await amara.PostAsync(form, form, ("account", _hall.World.Developer), ("user", "ci"), ("policy", "GuildhallBuyer"));
        var key = Regex.Match(html, "AKIAGH[A-Z2-7]{14}").Value;
        var (manager, _) = await amara.PostAsync(form, form, ("account", _hall.World.Developer), ("user", "ci"), ("policy", "GuildhallManager"));
        var (elsewhere, _) = await amara.PostAsync(form, form, ("account", _hall.World.Standalone), ("user", "ci"), ("policy", "GuildhallBuyer"));
        var (_, listed) = await amara.GetAsync("/console/users/keys?q=ci");
        using var birk = await SignedInAsync("birk");
        var (notHis, _) = await birk.PostAsync($"/console/users/keys/{key}/disable", $"/console/users/keys/{key}/disable", ("confirm", "confirm"));
        var (done, _) = await amara.PostAsync($"/console/users/keys/{key}/disable", $"/console/users/keys/{key}/disable", ("confirm", "confirm"));

        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, manager.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, elsewhere.StatusCode);
        Assert.Contains(key, listed, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, notHis.StatusCode);
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        await using var db = _hall.Guildhall.Database.Open();
        Assert.False(db.AccessKeys.Single(k => k.Id == key).Active);
    }

    [Fact]
    public async Task S56_The_files_of_people_and_keys_are_safe_in_a_spreadsheet()
    {
        var made = await _hall.Guildhall.People.CreateAsync("eve@example.com", "=cmd|' /C calc'!A0", [new GivenRole("Buyer", new AccountId(_hall.World.Developer))], new Secret(Password), TestContext.Current.CancellationToken);
        Assert.False(made.Refused);
        using var amara = await SignedInAsync("amara");

        var (people, text) = await amara.GetAsync("/console/users/people.csv");
        var (keys, _) = await amara.GetAsync("/console/users/keys.csv");

        Assert.Equal("text/csv", people.Content.Headers.ContentType!.MediaType);
        Assert.Contains("eve@example.com,'=cmd", text, StringComparison.Ordinal);
        Assert.DoesNotContain("birk", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, keys.StatusCode);
    }

    [Theory]
    [InlineData("\u202Eevil")]
    [InlineData("a\u200Bb")]
    [InlineData("   ")]
    public async Task F63_A_name_that_hides_or_reorders_text_is_refused_beside_its_field_and_what_was_typed_is_kept(string name)
    {
        using var amara = await SignedInAsync("amara");

        var (refused, html) = await amara.PostAsync("/console/users/new", "/console/users/new", ("email", "eve@example.com"), ("name", name), ("role", "Buyer"), ("account", _hall.World.Developer));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("id=\"name-error\"", html, StringComparison.Ordinal);
        Assert.Contains("value=\"eve@example.com\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F63_Marks_and_markup_in_a_name_are_harmless_text()
    {
        var name = "<script>alert(1)</script>" + new string('\u0301', 60);
        var made = await _hall.Guildhall.People.CreateAsync("eve@example.com", name, [new GivenRole("Buyer", new AccountId(_hall.World.Developer))], new Secret(Password), TestContext.Current.CancellationToken);
        Assert.False(made.Refused);
        using var amara = await SignedInAsync("amara");

        var (_, html) = await amara.GetAsync("/console/users");

        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert", html, StringComparison.Ordinal);
    }

    private static string Grouped(string account) => $"{account[..4]}-{account[4..8]}-{account[8..]}";

    private async Task<Browsing> SignedInAsync(string name)
    {
        var browser = new Browsing(_hall.Url);
        await browser.SignInAsync($"{name}@example.com", Password);
        return browser;
    }

    private static async Task<IEnumerable<string>> SeenAsync(Browsing browser)
    {
        var (_, html) = await browser.GetAsync("/console/users");
        return Regex.Matches(html, "data-label=\"E-mail address\">([a-z]+)@example.com").Select(m => m.Groups[1].Value).Order();
    }

    private async Task<string> UrlOfAsync(string name) =>
        "/console/users/" + (await _hall.Guildhall.People.FindByEmailAsync($"{name}@example.com", TestContext.Current.CancellationToken))!.Id;

    private async Task AddAsync(string email, string role, string account) =>
        Assert.False((await _hall.Guildhall.People.CreateAsync(email, email[..4], [new GivenRole(role, new AccountId(account))], new Secret(Password), TestContext.Current.CancellationToken)).Refused);
}
