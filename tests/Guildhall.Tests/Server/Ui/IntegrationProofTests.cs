using System.Net;
using Guildhall.App.People;
using Guildhall.App.People.Provider;
using Guildhall.App.Secrets;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;
using Guildhall.Tests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Ui;

/// <summary>Ending the integration and changing administrators ask for a fresh sign-in, at the identity provider too. security.md S-48, M-18.</summary>
public abstract class IntegrationProofTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    private const string Disable = "/console/settings/disable";

    private Organization Organization => Hall.Guildhall.Marketplaces.Find(new TenantId(World.OrganizationId))!.Marketplace.Organization;

    protected override Task PrepareAsync() => Hall.AddPersonAsync("amara@example.com", "Administrator", World.Management);

    [Fact]
    public async Task S48_M18_Disabling_trusted_access_asks_whether_it_is_still_you()
    {
        var amara = await SignInAsync();

        var (asked, html) = await amara.PostAsync(Disable, Disable, ("word", "confirm"));
        var before = Organization.Integration;
        await amara.PostAsync(Disable, Disable, ("word", "confirm"), ("proof-password", Password));

        Assert.Equal(HttpStatusCode.Forbidden, asked.StatusCode);
        Assert.Contains("name=\"word\" value=\"confirm\"", html, StringComparison.Ordinal);
        Assert.Equal(Integration.Enabled, before);
        Assert.Equal(Integration.Disabled, Organization.Integration);
    }

    [Fact]
    public async Task S48_Registering_and_removing_an_administrator_asks_whether_it_is_still_you()
    {
        const string register = "/console/settings/administrators/new";
        var remove = $"/console/settings/administrators/{World.Delegated}/remove";
        var amara = await SignInAsync();

        var (first, html) = await amara.PostAsync(register, register, ("account", World.Ledger));
        var (second, _) = await amara.PostAsync(remove, remove);
        var before = Organization.DelegatedAdministrators;
        await amara.PostAsync(register, register, ("account", World.Ledger), ("proof-password", Password));
        await amara.PostAsync(remove, remove);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (first.StatusCode, second.StatusCode));
        Assert.Contains($"name=\"account\" value=\"{World.Ledger}\"", html, StringComparison.Ordinal);
        Assert.Equal([new AccountId(World.Delegated)], before);
        Assert.Equal([new AccountId(World.Ledger)], Organization.DelegatedAdministrators);
    }

    [Fact]
    public async Task S48_Somebody_of_an_identity_provider_signs_in_there_again_and_goes_on_with_what_was_typed_for_the_same_account()
    {
        await using var provider = await SmallProvider.StartAsync();
        await using var hall = await StartAnotherAsync(options => options with { Provider = SettingsOf(provider) });
        provider.Claims["groups"] = new[] { "elsewhere", "admins" };
        var marketplace = () => hall.Guildhall.Marketplaces.Find(new TenantId(hall.World.OrganizationId))!.Marketplace.Organization.Integration;
        using var olga = new Browsing(hall.Url);
        await olga.GetAsync("/sign-in/provider?return=/account");
        await olga.PostAsync("/scope", "/scope", ("account", hall.World.Management));
        await AgeAsync(hall);

        var (asked, question) = await olga.PostAsync(Disable, Disable, ("word", "confirm"));
        await olga.GetAsync("/sign-in/provider?fresh=1");
        var (stale, again) = await olga.SendAsync(Disable, ("form-token", Browsing.TokenIn(question)), ("word", "confirm"));
        var before = marketplace();
        await olga.PostAsync(Disable, Disable, ("word", "confirm"));

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.BadRequest), (asked.StatusCode, stale.StatusCode));
        Assert.Contains("href=\"/sign-in/provider?fresh=1\" target=\"_blank\"", question, StringComparison.Ordinal);
        Assert.Contains("name=\"word\" value=\"confirm\"", question, StringComparison.Ordinal);
        Assert.Contains("name=\"word\" value=\"confirm\"", again, StringComparison.Ordinal);
        Assert.Equal((Integration.Enabled, Integration.Disabled), (before, marketplace()));

        ProviderSettings SettingsOf(SmallProvider small) => new(new Uri(small.Url), SmallProvider.ClientId)
        {
            ClientSecret = new Secret(SmallProvider.ClientSecret),
            Name = "Example SSO",
            Roles = [new GroupRole("elsewhere", new GivenRole("Administrator", new AccountId("000000000001"))), new GroupRole("admins", new GivenRole("Administrator", new AccountId(World.Management)))],
        };
    }

    private async Task<Browsing> SignInAsync()
    {
        var amara = await Hall.SignedInAsync("amara@example.com");
        await AgeAsync(Hall);
        return amara;
    }

    /// <summary>Every sign-in was 16 minutes ago. The clock itself cannot be moved: the simulated AWS would not take its signatures.</summary>
    private static async Task AgeAsync(RunningHall hall)
    {
        var then = TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(16);
        await using var db = hall.Guildhall.Database.Open();
        await db.Sessions.ExecuteUpdateAsync(s => s.SetProperty(r => r.ProvedAt, then), TestContext.Current.CancellationToken);
        foreach (var person in await db.People.Select(p => p.Id).ToListAsync(TestContext.Current.CancellationToken)) hall.Guildhall.Sessions.Forget(person);
    }
}

public sealed class IntegrationProofOnSqliteTests() : IntegrationProofTests(null);

[Trait("Ring", "Postgres")]
public sealed class IntegrationProofOnPostgresTests(PostgresServer server) : IntegrationProofTests(new PostgresDatabase(server));
