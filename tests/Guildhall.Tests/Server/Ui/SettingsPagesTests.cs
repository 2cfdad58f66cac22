using System.Net;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Ui;

public abstract class SettingsPagesTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    private Browsing _amara = null!;

    protected override Task<RunningHall> StartAsync(PostgresDatabase? database) => RunningHall.StartAsync(database, integrated: false);

    protected override async Task PrepareAsync()
    {
        await Hall.AddPersonAsync("diego@example.com", "DelegatedAdministrator", World.Delegated);
        _amara = await Hall.SignedInAsync("amara@example.com", "Administrator", World.Management);
    }

    [Fact]
    public async Task M02_M03_The_management_account_creates_role_and_trusted_access_in_one_step()
    {
        var (_, start) = await _amara.GetAsync("/console");
        var (_, before) = await _amara.GetAsync("/console/settings");
        var (_, wrong) = await _amara.PostAsync("/console/settings", "/console/settings/integration", ("trusted", "on"));
        var (_, after) = await _amara.PostAsync("/console/settings", "/console/settings/integration", ("trusted", "on"), ("role", "on"));

        Assert.Contains("Get started", start, StringComparison.Ordinal);
        Assert.Equal(2, Count(before, "Not created"));
        Assert.Contains("The service-linked role is made before trusted access is enabled", wrong, StringComparison.Ordinal);
        Assert.Equal(2, Count(after, "Successfully created"));
        Assert.True(Organization.Integrated);
    }

    [Fact]
    public async Task M02_Another_account_is_refused_with_the_reason()
    {
        var diego = await Hall.SignedInAsync("diego@example.com");

        var (_, seen) = await diego.GetAsync("/console/settings");
        var (_, refused) = await diego.PostAsync("/console/settings", "/console/settings/integration", ("trusted", "on"), ("role", "on"));

        Assert.Equal(2, Count(seen, "Status cannot be determined"));
        Assert.DoesNotContain("Create integration", seen, StringComparison.Ordinal);
        Assert.Contains($"Only the management account {World.Management} enables trusted access", refused, StringComparison.Ordinal);
        Assert.False(Organization.Integrated);
    }

    [Fact]
    public async Task M04_An_administrator_is_registered_with_what_is_missing_and_removed()
    {
        const string form = "/console/settings/administrators/new";
        var (few, typed) = await _amara.PostAsync(form, form, ("account", "12345"), ("create", "on"));
        var (_, missing) = await _amara.PostAsync(form, form, ("account", World.Delegated));
        var (_, done) = await _amara.PostAsync(form, form, ("account", World.Delegated), ("create", "on"));
        var diego = await Hall.SignedInAsync("diego@example.com");
        var (seen, details) = await diego.GetAsync("/console/settings");
        var registered = Organization.DelegatedAdministrators;
        var remove = $"/console/settings/administrators/{World.Delegated}/remove";
        await _amara.PostAsync(remove, remove);
        var (after, _) = await diego.GetAsync("/console/experiences");

        Assert.Equal(HttpStatusCode.BadRequest, few.StatusCode);
        Assert.Contains("An account number has 12 digits.", typed, StringComparison.Ordinal);
        Assert.Contains("value=\"12345\"", typed, StringComparison.Ordinal);
        Assert.Contains("Create what is missing: the service-linked role and trusted access", missing, StringComparison.Ordinal);
        Assert.Contains("is an administrator of the private marketplace.", done, StringComparison.Ordinal);
        Assert.Contains(new AccountId(World.Delegated), registered);
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
        Assert.Equal(2, Count(details, "Successfully created"));
        Assert.Empty(Organization.DelegatedAdministrators);
        Assert.Equal(HttpStatusCode.Forbidden, after.StatusCode);
    }

    [Fact]
    public async Task M14_A_unit_is_refused_without_the_integration_with_a_pointer_to_Settings()
    {
        await _amara.PostAsync("/console/experiences/new", "/console/experiences/new", ("step", "5"), ("go", "create"), ("Name", "Baseline"));
        var made = Marketplace.Experiences.Values.Single();

        var (_, html) = await _amara.GetAsync($"/console/audiences/associate?principal={World.Finance}&experience={made.Id}");

        Assert.Contains("need trusted access and the service-linked role", html, StringComparison.Ordinal);
        Assert.Contains("<a class=\"button\" href=\"/console/settings\">Settings</a>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M18_Disabling_trusted_access_warns_with_numbers_removes_all_associations_and_they_can_be_restored()
    {
        await _amara.PostAsync("/console/settings", "/console/settings/integration", ("trusted", "on"), ("role", "on"));
        await _amara.PostAsync("/console/experiences/new", "/console/experiences/new", ("step", "5"), ("go", "create"), ("Name", "Baseline"));
        var made = Marketplace.Experiences.Values.Single();
        await _amara.PostAsync("/console/experiences", $"/console/experiences/{made.Id}/products", ("act", "add"), ("product", HallWorld.A));
        var choose = $"/console/audiences/associate?principal={World.Finance}";
        await _amara.PostAsync(choose, "/console/audiences/associate", ("principal", World.Finance), ("experience", made.Id.Value), ("live", "on"));

        var (_, warning) = await _amara.GetAsync("/console/settings/disable");
        await _amara.PostAsync("/console/settings/disable", "/console/settings/disable", ("word", "Confirm"));
        var untouched = Marketplace.Associations.Count;
        var (_, disabled) = await _amara.PostAsync("/console/settings/disable", "/console/settings/disable", ("word", "confirm"));
        var left = Marketplace.Associations.Count;
        var (_, enabled) = await _amara.PostAsync("/console/settings", "/console/settings/integration", ("trusted", "on"), ("role", "on"));
        var (_, asked) = await _amara.GetAsync("/console/settings/restore");
        await _amara.PostAsync("/console/settings/restore", "/console/settings/restore");

        Assert.Contains("In 2 accounts every product can be bought then.", warning, StringComparison.Ordinal);
        Assert.Equal(1, untouched);
        Assert.Contains("Trusted access was disabled", disabled, StringComparison.Ordinal);
        Assert.Equal(0, left);
        Assert.Contains("1 experience lost associations", enabled, StringComparison.Ordinal);
        Assert.Contains("<li>Baseline</li>", asked, StringComparison.Ordinal);
        Assert.Contains("Accounts with another governing experience", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"sets\"", asked, StringComparison.Ordinal);
        Assert.Equal(made.Id, Marketplace.Associations[new PrincipalId(World.Finance)]);
    }

    private PrivateMarketplace Marketplace => Hall.Guildhall.Marketplaces.Find(new TenantId(World.OrganizationId))!.Marketplace;

    private Organization Organization => Marketplace.Organization;

    private static int Count(string html, string text) => html.Split(text).Length - 1;
}

public sealed class SettingsPagesOnSqliteTests() : SettingsPagesTests(null);

[Trait("Ring", "Postgres")]
public sealed class SettingsPagesOnPostgresTests(PostgresServer server) : SettingsPagesTests(new PostgresDatabase(server));
