using System.Net;
using System.Text.RegularExpressions;
using Guildhall.App.People;
using Guildhall.Domain;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Ui;

public abstract class UsersTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    protected override async Task PrepareAsync()
    {
        await Hall.AddPersonAsync("maya@example.com", Role.MarketplaceManager, "");
        await Hall.AddPersonAsync("amara@example.com", "Administrator", World.Management);
        await Hall.AddPersonAsync("noor@example.com", "DelegatedAdministrator", World.Delegated);
        await Hall.AddPersonAsync("dana@example.com", "Buyer", World.Developer);
        await Hall.AddPersonAsync("birk@example.com", "Administrator", World.Standalone);
    }

    [Fact]
    public async Task S23_Each_sees_only_the_people_within_reach()
    {
        var maya = await SignedInAsync("maya");
        var amara = await SignedInAsync("amara");
        var noor = await SignedInAsync("noor");
        var birk = await SignedInAsync("birk");
        var dana = await SignedInAsync("dana");

        Assert.Equal(["amara", "birk", "dana", "maya", "noor"], await SeenAsync(maya));
        Assert.Equal(["amara", "dana", "noor"], await SeenAsync(amara));
        Assert.Equal(["dana", "noor"], await SeenAsync(noor));
        Assert.Equal(["birk"], await SeenAsync(birk));
        Assert.Equal(HttpStatusCode.Forbidden, (await dana.GetAsync("/console/users")).Response.StatusCode);
    }

    [Fact]
    public async Task M01_An_administrator_adds_a_person_whose_one_time_password_is_shown_once()
    {
        var amara = await SignedInAsync("amara");

        var (shown, html) = await amara.PostAsync("/console/users/new", "/console/users/new", ("email", "eve@example.com"), ("name", "Eve"), ("role", "Approver"), ("account", Grouped(World.Management)));
        var password = WebUtility.HtmlDecode(Regex.Match(html, "data-copy=\"([^\"]{20})\"").Groups[1].Value);
        using var eve = new Browsing(Hall.Url);
        var (asked, _) = await eve.SignInAsync("eve@example.com", password);

        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Equal("/sign-in/password", asked.RequestMessage!.RequestUri!.AbsolutePath);
        await using var db = Hall.Guildhall.Database.Open();
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
        var browser = await SignedInAsync(who);
        var id = account switch { "standalone" => World.Standalone, "management" => World.Management, _ => "" };

        var (refused, _) = await browser.PostAsync("/console/users/new", "/console/users/new", ("email", "eve@example.com"), ("name", "Eve"), ("role", role), ("account", id));

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Null(await Hall.Guildhall.People.FindByEmailAsync("eve@example.com", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task S23_The_password_of_somebody_with_roles_elsewhere_is_out_of_reach()
    {
        await Hall.Guildhall.PersonChanges.AddRoleAsync(PeopleReach.Operator, "dana@example.com", new GivenRole("Buyer", new AccountId(World.Standalone)), ActOrigin.Operator("r"), TestContext.Current.CancellationToken);
        var amara = await SignedInAsync("amara");
        var dana = await UrlOfAsync("dana");

        var (page, html) = await amara.GetAsync(dana);
        var (refused, _) = await amara.PostAsync(dana, dana + "/reset-password");
        var (manager, _) = await amara.GetAsync(await UrlOfAsync("maya"));

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.DoesNotContain("Reset password", html, StringComparison.Ordinal);
        Assert.DoesNotContain(World.Standalone, html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, manager.StatusCode);
    }

    [Fact]
    public async Task S35_Somebody_who_is_disabled_is_signed_out_at_once_and_may_come_back_when_enabled()
    {
        var amara = await SignedInAsync("amara");
        var dana = await SignedInAsync("dana");
        var url = await UrlOfAsync("dana");

        await amara.PostAsync(url + "/disable", url + "/disable");
        var (gone, _) = await dana.GetAsync("/account");
        var (refused, _) = await dana.SignInAsync("dana@example.com");
        await amara.PostAsync(url, url + "/enable");
        var (back, _) = await dana.SignInAsync("dana@example.com", back: "/account");

        Assert.Equal("/sign-in", gone.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal("/account", back.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task The_last_marketplace_manager_stays()
    {
        var maya = await SignedInAsync("maya");
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
        var amara = await SignedInAsync("amara");
        const string form = "/console/users/keys/new";

        var (made, html) = await amara.PostAsync(form, form, ("account", World.Developer), ("user", "ci"), ("policy", "GuildhallBuyer"));
        var key = Regex.Match(html, "AKIAGH[A-Z2-7]{14}").Value;
        var (manager, _) = await amara.PostAsync(form, form, ("account", World.Developer), ("user", "ci"), ("policy", "GuildhallManager"));
        var (elsewhere, _) = await amara.PostAsync(form, form, ("account", World.Standalone), ("user", "ci"), ("policy", "GuildhallBuyer"));
        var (_, listed) = await amara.GetAsync("/console/users/keys?q=ci");
        var birk = await SignedInAsync("birk");
        var (notHis, _) = await birk.PostAsync($"/console/users/keys/{key}/disable", $"/console/users/keys/{key}/disable", ("confirm", "confirm"));
        var (done, _) = await amara.PostAsync($"/console/users/keys/{key}/disable", $"/console/users/keys/{key}/disable", ("confirm", "confirm"));

        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, manager.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, elsewhere.StatusCode);
        Assert.Contains(key, listed, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, notHis.StatusCode);
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        await using var db = Hall.Guildhall.Database.Open();
        Assert.False(db.AccessKeys.Single(k => k.Id == key).Active);
    }

    [Fact]
    public async Task S56_The_files_of_people_and_keys_are_safe_in_a_spreadsheet()
    {
        await Hall.AddPersonAsync("eve@example.com", "Buyer", World.Developer, "=cmd|' /C calc'!A0");
        var amara = await SignedInAsync("amara");

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
        var amara = await SignedInAsync("amara");

        var (refused, html) = await amara.PostAsync("/console/users/new", "/console/users/new", ("email", "eve@example.com"), ("name", name), ("role", "Buyer"), ("account", World.Developer));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("id=\"name-error\"", html, StringComparison.Ordinal);
        Assert.Contains("value=\"eve@example.com\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F63_Marks_and_markup_in_a_name_are_harmless_text()
    {
        var name = "<script>alert(1)</script>" + new string('\u0301', 60);
        await Hall.AddPersonAsync("eve@example.com", "Buyer", World.Developer, name);
        var amara = await SignedInAsync("amara");

        var (_, html) = await amara.GetAsync("/console/users");

        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert", html, StringComparison.Ordinal);
    }

    private static string Grouped(string account) => $"{account[..4]}-{account[4..8]}-{account[8..]}";

    private Task<Browsing> SignedInAsync(string name) => Hall.SignedInAsync($"{name}@example.com");

    private static async Task<IEnumerable<string>> SeenAsync(Browsing browser)
    {
        var (_, html) = await browser.GetAsync("/console/users");
        return Regex.Matches(html, "data-label=\"E-mail address\">([a-z]+)@example.com").Select(m => m.Groups[1].Value).Order();
    }

    private async Task<string> UrlOfAsync(string name) =>
        "/console/users/" + (await Hall.Guildhall.People.FindByEmailAsync($"{name}@example.com", TestContext.Current.CancellationToken))!.Id;
}

public sealed class UsersOnSqliteTests() : UsersTests(null);

[Trait("Ring", "Postgres")]
public sealed class UsersOnPostgresTests(PostgresServer server) : UsersTests(new PostgresDatabase(server));
