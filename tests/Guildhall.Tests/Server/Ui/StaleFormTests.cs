using System.Net;
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
}

public sealed class StaleFormOnSqliteTests() : StaleFormTests(null);

[Trait("Ring", "Postgres")]
public sealed class StaleFormOnPostgresTests(PostgresServer server) : StaleFormTests(new PostgresDatabase(server));
