using System.Net;
using Guildhall.Server.Cli;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server;

/// <summary>Trusted access off and on again. private-marketplace.md 6.3, M-18.</summary>
public sealed class RestoreTests : IAsyncLifetime
{
    private const string Principal = "private-marketplace.marketplace.amazonaws.com";
    private RunningHall _hall = null!;
    private HallCaller _administrator = null!;

    public async ValueTask InitializeAsync()
    {
        _hall = await RunningHall.StartAsync();
        _administrator = await _hall.AdministratorAsync();
        await _administrator.ExperienceAsync("Everywhere", [_hall.World.OrganizationId], [HallWorld.A]);
        await SetAsync("DisableAWSServiceAccess");
    }

    public ValueTask DisposeAsync() => _hall.DisposeAsync();

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
        await using var db = _hall.Guildhall.Database.Open();
        var audited = await db.Audit.SingleAsync(a => a.EventName == "RestoreAssociations", TestContext.Current.CancellationToken);
        Assert.Equal(("api", $"arn:aws:iam::{_hall.World.Management}:user/admin"), (audited.Source, audited.Arn));
    }

    [Fact]
    public async Task M18_Nobody_but_an_administrator_restores()
    {
        await SetAsync("EnableAWSServiceAccess");
        var member = await _hall.CallerAsync(_hall.World.Developer, "member", "GuildhallAdministrator");

        var refused = await RestoreAsync(member);

        Assert.Equal((HttpStatusCode.Forbidden, "CALLER_NOT_AUTHORIZED"), (refused.Status, refused.Text("code")));
        Assert.Equal("NOT_GOVERNED", await ReasonAsync());
    }

    [Fact]
    public async Task M18_The_operator_restores_from_the_command_line_beside_the_server()
    {
        await SetAsync("EnableAWSServiceAccess");
        using var output = new StringWriter();
        using var error = new StringWriter();
        var environment = new Dictionary<string, string> { ["GUILDHALL_MASTER_KEY"] = _hall.Guildhall.Options.MasterKey.ToBase64(), ["GUILDHALL_AWS_ENDPOINT"] = _hall.AwsUrl };

        var code = await CommandLine.RunAsync(
            ["organization", "restore", _hall.World.OrganizationId, "--data", _hall.Folder], new Streams(TextReader.Null, output, error), environment, TestContext.Current.CancellationToken);

        Assert.True(code == 0, error.ToString());
        await _hall.Guildhall.CatchUpAsync(TestContext.Current.CancellationToken);
        Assert.Equal("PRODUCT_ALLOWED", await ReasonAsync());
    }

    private static Task<HallAnswer> RestoreAsync(HallCaller caller) => caller.PostAsync("/api/v1/organization/restore", new { });

    private async Task SetAsync(string operation)
    {
        await _hall.SimulateAsync(operation, new { ServicePrincipal = Principal });
        await _hall.SyncAsync();
    }

    private async Task<string> ReasonAsync() => (await _administrator.DecideAsync(_hall.World.Developer, HallWorld.A))["reason"]!.GetValue<string>();
}
