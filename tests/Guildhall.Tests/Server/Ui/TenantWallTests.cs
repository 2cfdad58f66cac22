using System.Net;
using Guildhall.App.People;
using Guildhall.Domain;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Ui;

/// <summary>What an administrator of one tenant can do to people and accounts of another, and learn of them.</summary>
public abstract class TenantWallTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    private const string New = "/console/users/new";

    protected override async Task PrepareAsync()
    {
        await Hall.AddPersonAsync("amara@example.com", "Administrator", World.Management);
        await Hall.AddPersonAsync("maya@example.com", Role.MarketplaceManager, "");
        await Hall.AddPersonAsync("birk@example.com", "Administrator", World.Standalone);
    }

    [Fact]
    public async Task S23_S24_Nobody_is_given_a_role_by_another_tenants_administrator_and_all_such_people_are_answered_alike()
    {
        using var amara = await SignedInAsync("amara");

        var (tenant, ofTenant) = await AddByPageAsync(amara, "birk@example.com");
        var (manager, ofManager) = await AddByPageAsync(amara, "maya@example.com");
        await Hall.Guildhall.PersonChanges.RemoveRoleAsync(PeopleReach.Operator, "birk@example.com", new GivenRole("Administrator", new AccountId(World.Standalone)), ActOrigin.Operator("r"), TestContext.Current.CancellationToken);
        await AddByPageAsync(amara, "birk@example.com");
        var free = (await Hall.Guildhall.People.FindByEmailAsync("birk@example.com", TestContext.Current.CancellationToken))!;

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (tenant, manager));
        Assert.Contains("This address cannot be added here.", ofTenant, StringComparison.Ordinal);
        Assert.Contains("This address cannot be added here.", ofManager, StringComparison.Ordinal);
        Assert.Equal(["Buyer"], free.RolesIn(new AccountId(World.Management)));
    }

    [Fact]
    public async Task S24_The_form_of_a_new_person_names_no_account_out_of_reach()
    {
        using var birk = await SignedInAsync("birk");
        var name = Hall.Guildhall.Marketplaces.NameOf(new AccountId(World.Management))!;

        var (_, html) = await birk.PostAsync(New, New, ("email", "eve@example.com"), ("name", "Eve"), ("role", "Buyer"), ("account", World.Management));

        Assert.DoesNotContain(name, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S24_An_account_of_others_and_one_that_nobody_linked_are_answered_alike()
    {
        using var birk = await SignedInAsync("birk");

        var (others, one) = await birk.PostAsync("/scope", "/scope", ("account", World.Management));
        var (nobodys, other) = await birk.PostAsync("/scope", "/scope", ("account", "999999999999"));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (others.StatusCode, nobodys.StatusCode));
        Assert.Contains(Sessions.NoSuchAccount.Message, one, StringComparison.Ordinal);
        Assert.Contains(Sessions.NoSuchAccount.Message, other, StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Status, string Html)> AddByPageAsync(Browsing browser, string email)
    {
        var (response, html) = await browser.PostAsync(New, New, ("email", email), ("name", "Somebody"), ("role", "Buyer"), ("account", World.Management));
        return (response.StatusCode, html);
    }

    private async Task<Browsing> SignedInAsync(string name)
    {
        var browser = new Browsing(Hall.Url);
        await browser.SignInAsync($"{name}@example.com", Password);
        return browser;
    }
}

public sealed class TenantWallOnSqliteTests() : TenantWallTests(null);

[Trait("Ring", "Postgres")]
public sealed class TenantWallOnPostgresTests(PostgresServer server) : TenantWallTests(new PostgresDatabase(server));
