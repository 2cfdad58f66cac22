using System.Net;
using Guildhall.Tests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server;

/// <summary>Trusted access off and on again. private-marketplace.md 6.3, M-18.</summary>
public abstract class RestoreTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    private const string Principal = "private-marketplace.marketplace.amazonaws.com";
    private HallCaller _administrator = null!;

    protected override async Task PrepareAsync()
    {
        _administrator = await Hall.AdministratorAsync();
        await _administrator.ExperienceAsync("Everywhere", [World.OrganizationId], [HallWorld.A]);
        await SetAsync("DisableAWSServiceAccess");
    }

    [Fact]
    public async Task M18_After_trusted_access_came_back_one_call_restores_what_was_lost()
    {
        Assert.Equal("NOT_GOVERNED", await ReasonAsync());
        var early = await RestoreAsync(_administrator);
        Assert.Equal((HttpStatusCode.Conflict, "INTEGRATION_DISABLED"), (early.Status, early.Text("code")));

        await SetAsync("EnableAWSServiceAccess");
        Assert.Equal("NOT_GOVERNED", await ReasonAsync());
        var restored = await RestoreAsync(_administrator);
        Assert.True(restored.Status == HttpStatusCode.OK, restored.Body);
        var set = await _administrator.DescribeChangeSetAsync(Assert.Single(restored.Json["changeSets"]!.AsArray())!.GetValue<string>());
        Assert.Equal(("Associations restored", "SUCCEEDED"), (set["ChangeSetName"]!.GetValue<string>(), set["Status"]!.GetValue<string>()));
        Assert.Equal("PRODUCT_ALLOWED", await ReasonAsync());

        Assert.Empty((await RestoreAsync(_administrator)).Json["changeSets"]!.AsArray());
        await using var db = Hall.Guildhall.Database.Open();
        var audited = await db.Audit.SingleAsync(a => a.EventName == "RestoreAssociations", TestContext.Current.CancellationToken);
        Assert.Equal(("api", $"arn:aws:iam::{World.Management}:user/admin"), (audited.Source, audited.Arn));
    }

    [Fact]
    public async Task M18_Of_two_experiences_that_lost_the_same_principal_the_first_gets_it_and_no_set_fails()
    {
        await SetAsync("EnableAWSServiceAccess");
        await _administrator.ExperienceAsync("Everywhere too", [World.OrganizationId], [HallWorld.A]);
        await SetAsync("DisableAWSServiceAccess");
        await SetAsync("EnableAWSServiceAccess");

        var restored = await RestoreAsync(_administrator);

        Assert.Empty(restored.Json["failed"]!.AsArray());
        var set = await _administrator.DescribeChangeSetAsync(Assert.Single(restored.Json["changeSets"]!.AsArray())!.GetValue<string>());
        Assert.Equal("SUCCEEDED", set["Status"]!.GetValue<string>());
        Assert.Equal("PRODUCT_ALLOWED", await ReasonAsync());
    }

    [Fact]
    public async Task M18_Nobody_but_an_administrator_restores()
    {
        await SetAsync("EnableAWSServiceAccess");
        var member = await Hall.CallerAsync(World.Developer, "member", "GuildhallAdministrator");

        var refused = await RestoreAsync(member);

        Assert.Equal((HttpStatusCode.Forbidden, "CALLER_NOT_AUTHORIZED"), (refused.Status, refused.Text("code")));
        Assert.Equal("NOT_GOVERNED", await ReasonAsync());
    }

    [Fact]
    public async Task M18_The_operator_restores_from_the_command_line_beside_the_server()
    {
        await SetAsync("EnableAWSServiceAccess");
        var terminal = Hall.Terminal();

        var code = await terminal.RunAsync("organization", "restore", World.OrganizationId);

        Assert.True(code == 0, terminal.Error);
        await Hall.Guildhall.CatchUpAsync(TestContext.Current.CancellationToken);
        Assert.Equal("PRODUCT_ALLOWED", await ReasonAsync());
    }

    private static Task<HallAnswer> RestoreAsync(HallCaller caller) => caller.PostAsync("/api/v1/organization/restore", new { });

    private async Task SetAsync(string operation)
    {
        await Hall.SimulateAsync(operation, new { ServicePrincipal = Principal });
        await Hall.SyncAsync();
    }

    private async Task<string> ReasonAsync() => (await _administrator.DecideAsync(World.Developer, HallWorld.A))["reason"]!.GetValue<string>();
}

public sealed class RestoreOnSqliteTests() : RestoreTests(null);

[Trait("Ring", "Postgres")]
public sealed class RestoreOnPostgresTests(PostgresServer server) : RestoreTests(new PostgresDatabase(server));
