using System.Net;
using Guildhall.App.People;
using Guildhall.App.People.Provider;
using Guildhall.App.Secrets;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Ui;

/// <summary>Ending the integration and changing administrators ask for a fresh sign-in, at the identity provider too. security.md S-48, M-18.</summary>
public sealed class IntegrationProofTests : IAsyncLifetime
{
    private const string Password = "correct horse battery";
    private const string Disable = "/console/settings/disable";
    private RunningHall _hall = null!;

    private Organization Organization => _hall.Guildhall.Marketplaces.Find(new TenantId(_hall.World.OrganizationId))!.Marketplace.Organization;

    public async ValueTask InitializeAsync()
    {
        _hall = await RunningHall.StartAsync();
        await AddAsync(_hall);
    }

    public ValueTask DisposeAsync() => _hall.DisposeAsync();

    [Fact]
    public async Task S48_M18_Disabling_trusted_access_asks_whether_it_is_still_you()
    {
        using var amara = await SignInAsync();

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
        var remove = $"/console/settings/administrators/{_hall.World.Delegated}/remove";
        using var amara = await SignInAsync();

        var (first, html) = await amara.PostAsync(register, register, ("account", _hall.World.Ledger));
        var (second, _) = await amara.PostAsync(remove, remove);
        var before = Organization.DelegatedAdministrators;
        await amara.PostAsync(register, register, ("account", _hall.World.Ledger), ("proof-password", Password));
        await amara.PostAsync(remove, remove);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (first.StatusCode, second.StatusCode));
        Assert.Contains($"name=\"account\" value=\"{_hall.World.Ledger}\"", html, StringComparison.Ordinal);
        Assert.Equal([new AccountId(_hall.World.Delegated)], before);
        Assert.Equal([new AccountId(_hall.World.Ledger)], Organization.DelegatedAdministrators);
    }

    [Fact]
    public async Task S48_Somebody_of_an_identity_provider_signs_in_there_again_and_goes_on_with_what_was_typed_for_the_same_account()
    {
        await using var provider = await SmallProvider.StartAsync();
        await using var hall = await RunningHall.StartAsync(with: options => options with { Provider = SettingsOf(provider) });
        provider.Claims["groups"] = new[] { "elsewhere", "admins" };
        var marketplace = () => hall.Guildhall.Marketplaces.Find(new TenantId(hall.World.OrganizationId))!.Marketplace.Organization.Integration;
        using var olga = new Browsing(hall.Url);
        await olga.GetAsync("/sign-in/provider?return=/account");
        await olga.PostAsync("/scope", "/scope", ("account", hall.World.Management));
        await AgeAsync(hall);

        var (asked, question) = await olga.PostAsync(Disable, Disable, ("word", "confirm"));
        await olga.GetAsync("/sign-in/provider?fresh=1");
        var (stale, again) = await olga.SendAsync(Disable, ("form-token", TokenIn(question)), ("word", "confirm"));
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
            Roles = [new GroupRole("elsewhere", new GivenRole("Administrator", new AccountId("000000000001"))), new GroupRole("admins", new GivenRole("Administrator", new AccountId(_hall.World.Management)))],
        };
    }

    private static string TokenIn(string html) => WebUtility.HtmlDecode(html.Split("name=\"form-token\" value=\"")[1].Split('"')[0]);

    private async Task<Browsing> SignInAsync()
    {
        var amara = new Browsing(_hall.Url);
        await amara.SignInAsync("amara@example.com", Password);
        await AgeAsync(_hall);
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

    private static async Task AddAsync(RunningHall hall) =>
        Assert.False((await hall.Guildhall.People.CreateAsync("amara@example.com", "Amara", [new GivenRole("Administrator", new AccountId(hall.World.Management))], new Secret(Password), TestContext.Current.CancellationToken)).Refused);
}
