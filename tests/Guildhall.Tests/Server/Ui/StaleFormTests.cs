using System.Net;
using System.Text.RegularExpressions;
using Guildhall.App.People;
using Guildhall.Domain;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Ui;

public abstract class StaleFormTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    protected override Task PrepareAsync() => Hall.AddPersonAsync("dana@example.com", "Buyer", World.Developer);

    [Fact]
    public async Task S43_A_form_that_is_too_old_gives_no_password_back_and_leads_to_its_page()
    {
        using var dana = new Browsing(Hall.Url);
        await dana.SignInAsync("dana@example.com");

        var (refused, html) = await dana.SendAsync("/account/password", ("password", "typed secret 1"), ("new-password", "typed secret 2"), ("repeat", "typed secret 3"), ("form-key", "the-key"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.DoesNotContain("typed secret", html, StringComparison.Ordinal);
        Assert.DoesNotContain("the-key", html, StringComparison.Ordinal);
        Assert.DoesNotContain(">Send again<", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/account/password\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_two_forms_of_a_page_have_the_same_key()
    {
        using var dana = new Browsing(Hall.Url);
        await dana.SignInAsync("dana@example.com");

        var (_, html) = await dana.GetAsync("/account");

        var keys = Regex.Matches(html, "name=\"form-key\" value=\"([^\"]+)\"").Select(m => m.Groups[1].Value).ToList();
        Assert.True(keys.Count > 1);
        Assert.Equal(keys.Count, keys.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task S43_After_changing_accounts_an_old_form_says_for_which_account_it_would_be_sent_and_which_file_is_lost()
    {
        await Hall.Guildhall.PersonChanges.AddRoleAsync(PeopleReach.Operator, "dana@example.com", new GivenRole("Administrator", new AccountId(World.Management)), ActOrigin.Operator("r"), TestContext.Current.CancellationToken);
        using var dana = new Browsing(Hall.Url);
        await dana.SignInAsync("dana@example.com");
        await dana.PostAsync("/scope", "/scope", ("account", World.Management));

        var (refused, html) = await dana.UploadAsync("/openapi/v1.json", "/console/bulk", "products.csv", "prod-1", ("note", "typed"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(Hall.Guildhall.Marketplaces.NameOf(new AccountId(World.Management))!, html, StringComparison.Ordinal);
        Assert.Contains("products.csv", html, StringComparison.Ordinal);
        Assert.Contains("name=\"note\" value=\"typed\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_when_the_session_had_ended_is_there_again_after_signing_in_without_its_secrets_and_is_sent_by_hand()
    {
        using var dana = new Browsing(Hall.Url);
        await dana.SignInAsync("dana@example.com");
        await dana.PostAsync("/account", "/sign-out");

        var (asked, _) = await dana.SendAsync("/requests/new", ("product", HallWorld.A), ("reason", "Typed <before>"), ("proof-password", "typed secret"));
        var again = WebUtility.UrlDecode(asked.RequestMessage!.RequestUri!.Query["?return=".Length..]);
        var (_, html) = await dana.SignInAsync("dana@example.com", back: again);
        var nothingYet = Hall.Guildhall.Marketplaces.FindTenantOf(new AccountId(World.Developer))!.Marketplace.Requests;
        var (_, sent) = await dana.PostAsync(again, "/requests/new", ("product", HallWorld.A), ("reason", "Typed <before>"), ("form-again", again["/again/".Length..]));
        var (gone, _) = await dana.GetAsync(again);

        Assert.Equal("/sign-in", asked.RequestMessage.RequestUri.AbsolutePath);
        Assert.Contains("<h1>Send this again</h1>", html, StringComparison.Ordinal);
        Assert.Contains("name=\"reason\" value=\"Typed &lt;before&gt;\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("typed secret", html, StringComparison.Ordinal);
        Assert.Empty(nothingYet);
        Assert.Contains("Create request", sent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task What_one_person_typed_is_never_shown_to_another()
    {
        await Hall.AddPersonAsync("leo@example.com", "Buyer", World.Ledger);
        using var dana = new Browsing(Hall.Url);
        await dana.SignInAsync("dana@example.com");
        await dana.PostAsync("/account", "/sign-out");

        var (asked, _) = await dana.SendAsync("/requests/new", ("product", HallWorld.A), ("reason", "Only mine"));
        var again = WebUtility.UrlDecode(asked.RequestMessage!.RequestUri!.Query["?return=".Length..]);
        var (other, html) = await dana.SignInAsync("leo@example.com", back: again);
        using var stranger = new Browsing(Hall.Url);
        var (unknown, _) = await stranger.SendAsync("/requests/new", ("reason", "Only mine"));

        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        Assert.DoesNotContain("Only mine", html, StringComparison.Ordinal);
        Assert.Equal("?return=%2F", unknown.RequestMessage!.RequestUri!.Query);
    }
}

public sealed class StaleFormOnSqliteTests() : StaleFormTests(null);

[Trait("Ring", "Postgres")]
public sealed class StaleFormOnPostgresTests(PostgresServer server) : StaleFormTests(new PostgresDatabase(server));
