using System.Net;
using Guildhall.App;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Guildhall.Tests.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using static Guildhall.Tests.Server.HallCaller;

namespace Guildhall.Tests.Server.Organizations;

/// <summary>Enabling the integration moves the members' experiences to the management account, with all that hangs on them. M-05.</summary>
public abstract class OwnerMoveTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    private const string Principal = "private-marketplace.marketplace.amazonaws.com";
    private const string Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"aws-marketplace:DescribeEntity","Resource":"*"}]}""";

    protected override Task<RunningHall> StartAsync(PostgresDatabase? database) => RunningHall.StartAsync(database, integrated: false);

    [Fact]
    public async Task M05_An_untouched_experience_moves_with_its_tags_and_policy_and_the_next_sync_goes_on()
    {
        var ledger = await Hall.CallerAsync(World.Ledger, "admin", "AWSPrivateMarketplaceAdminFullAccess", "GuildhallAdministrator");
        var made = await ledger.RunAsync(new { ChangeType = "CreateExperience", Entity = new { Type = "Experience@1.0" }, DetailsDocument = new { Name = "Ours" } });
        var experience = made["ChangeSet"]![0]!["Entity"]!["Identifier"]!.GetValue<string>();
        Assert.EndsWith("@1", experience, StringComparison.Ordinal);
        experience = experience.Split('@')[0];
        Assert.Equal(HttpStatusCode.OK, (await ledger.PostAsync("/TagResource", new { ResourceArn = ledger.Arn(experience), Tags = new[] { new { Key = "unit", Value = "ledger" } } })).Status);
        Assert.Equal(HttpStatusCode.OK, (await ledger.PostAsync("/PutResourcePolicy", new { ResourceArn = ledger.Arn(experience), Policy })).Status);

        await Hall.SimulateAsync("EnableAWSServiceAccess", new { ServicePrincipal = Principal });
        await Hall.SyncAsync();
        await Hall.SyncAsync();

        var management = await Hall.AdministratorAsync();
        var (own, arn) = (StateOf(Hall.Guildhall), management.Arn(experience));
        Assert.Equal(World.Management, own.Marketplace.GetExperience(new EntityId(experience)).Owner.Value);
        Assert.Equal("ledger", own.Tags[arn]["unit"]);
        Assert.Equal(Policy, own.ResourcePolicies[arn]);
        await using var other = await Installation.OpenAsync(Hall.Guildhall.Options, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
        Assert.Equal([arn], StateOf(other).Tags.Keys.Where(key => key.Contains(experience, StringComparison.Ordinal)));
        Assert.Equal(KeyValuePair.Create(arn, Policy), Assert.Single(StateOf(other).ResourcePolicies));
        Assert.Equal("SUCCEEDED", (await management.RunAsync(Change("UpdateExperience", experience, new { Name = "Everybody's" })))["Status"]!.GetValue<string>());
    }

    private TenantState StateOf(Installation installation) => installation.Marketplaces.Find(new TenantId(World.OrganizationId))!.State;
}

public sealed class OwnerMoveOnSqliteTests() : OwnerMoveTests(null);

[Trait("Ring", "Postgres")]
public sealed class OwnerMoveOnPostgresTests(PostgresServer server) : OwnerMoveTests(new PostgresDatabase(server));
