using System.Net;
using Guildhall.Tests.Postgres;
using static Guildhall.Tests.Server.HallCaller;

namespace Guildhall.Tests.Server;

/// <summary>The conformance list of private-marketplace.md 12, as far as plain HTTP shows it; the client ring repeats it with the AWS CLI.</summary>
public abstract class ConformanceTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    [Fact]
    public async Task Conformance_03_A_live_experience_for_an_OU_made_in_one_set_governs_an_account_below_it()
    {
        var administrator = await Hall.AdministratorAsync();
        var experience = await administrator.ExperienceAsync("Engineering", [World.Engineering], [HallWorld.A]);

        var answer = await administrator.DecideAsync(World.Developer, HallWorld.A);
        Assert.Equal("ALLOW", answer["decision"]!.GetValue<string>());
        Assert.Equal("PRODUCT_ALLOWED", answer["reason"]!.GetValue<string>());
        Assert.Equal(experience, answer["experienceId"]!.GetValue<string>());
        Assert.Equal("Inherited", answer["relationship"]!.GetValue<string>());
        Assert.Equal(
            ["ACCOUNT", "ORGANIZATIONAL_UNIT", "ORGANIZATIONAL_UNIT", "ORGANIZATION"],
            answer["path"]!.AsArray().Select(step => step!["type"]!.GetValue<string>()));
        Assert.EndsWith("@1", (await administrator.DescribeEntityAsync(experience)).Text("EntityIdentifier"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conformance_05_A_running_experience_is_locked_and_its_principals_are_in_use()
    {
        await using var slow = await StartAnotherAsync(options => options with { ChangeSetDelay = TimeSpan.FromSeconds(1) });
        var administrator = await slow.AdministratorAsync();
        var one = await administrator.ExperienceAsync("One", [], []);
        var two = await administrator.ExperienceAsync("Two", [], []);

        var first = await administrator.StartAsync(Change("AssociateAudience", one, new { Principals = new[] { slow.World.Developer } }));
        var again = await administrator.TryStartAsync(Change("UpdateExperience", one, new { Name = "Uno" }));
        var other = await administrator.StartAsync(Change("AssociateAudience", two, new { Principals = new[] { slow.World.Developer } }));

        Assert.Equal((HttpStatusCode)423, again.Status);
        Assert.Equal("ResourceInUseException", again.ErrorType);
        Assert.Equal("SUCCEEDED", (await administrator.EndAsync(first))["Status"]!.GetValue<string>());
        var failed = await administrator.EndAsync(other);
        Assert.Equal("FAILED", failed["Status"]!.GetValue<string>());
        Assert.Contains(failed["ChangeSet"]![0]!["ErrorDetailList"]![0]!["ErrorCode"]!.GetValue<string>(), new[] { "ENTITY_IN_USE", "ENTITY_ALREADY_EXISTS" });
    }

    [Fact]
    public async Task Conformance_06_A_set_whose_last_change_fails_leaves_no_trace()
    {
        var administrator = await Hall.AdministratorAsync();
        var experience = await administrator.ExperienceAsync("Whole", [], [HallWorld.A]);

        var set = await administrator.RunAsync(
            Change("UpdateExperience", experience, new { Name = "Changed" }),
            Change("AllowProductProcurement", experience, new { Products = new[] { new { Ids = new[] { HallWorld.B } } } }),
            Change("RestrictExperience", experience, new { }));

        Assert.Equal("FAILED", set["Status"]!.GetValue<string>());
        Assert.Equal("CLIENT_ERROR", set["FailureCode"]!.GetValue<string>());
        Assert.Equal("EXPERIENCE_ENABLED", set["ChangeSet"]![2]!["ErrorDetailList"]![0]!["ErrorCode"]!.GetValue<string>());
        var described = await administrator.DescribeEntityAsync(experience);
        Assert.Equal("Whole", described.Json["DetailsDocument"]!["Name"]!.GetValue<string>());
        Assert.EndsWith("@1", described.Text("EntityIdentifier"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conformance_07_The_same_token_gives_the_same_set_and_refuses_another_request()
    {
        var administrator = await Hall.AdministratorAsync();
        var first = await administrator.PostAsync("/StartChangeSet", Create("First", "token-1"));
        var again = await administrator.PostAsync("/StartChangeSet", Create("First", "token-1"));
        var other = await administrator.PostAsync("/StartChangeSet", Create("Second", "token-1"));

        Assert.Equal(first.Text("ChangeSetId"), again.Text("ChangeSetId"));
        Assert.Equal((HttpStatusCode)422, other.Status);
        Assert.Equal("ValidationException", other.ErrorType);
    }

    [Fact]
    public async Task Conformance_08_A_stale_revision_is_refused_with_the_current_number()
    {
        var administrator = await Hall.AdministratorAsync();
        var experience = await administrator.ExperienceAsync("Revised", [], []);
        await administrator.RunAsync(Change("UpdateExperience", experience, new { Name = "Revised twice" }));

        var stale = await administrator.TryStartAsync(Change("UpdateExperience", $"{experience}@1", new { Name = "Late" }));

        Assert.Equal((HttpStatusCode)422, stale.Status);
        Assert.Contains("revision 2", stale.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conformance_11_Details_and_DetailsDocument_agree_and_times_have_no_fraction()
    {
        var administrator = await Hall.AdministratorAsync();
        var experience = await administrator.ExperienceAsync("Exact", [], [HallWorld.A, HallWorld.B]);
        var policy = (await administrator.DescribeEntityAsync(experience)).Json["DetailsDocument"]!["ProcurementPolicies"]![0]!.GetValue<string>();

        var described = await administrator.DescribeEntityAsync(policy);

        Assert.Equal(described.Json["DetailsDocument"]!.ToJsonString(), System.Text.Json.Nodes.JsonNode.Parse(described.Text("Details"))!.ToJsonString());
        Assert.Matches(@"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\z", described.Text("LastModifiedDate"));
    }

    [Fact]
    public async Task Conformance_12_M18_Disabling_trusted_access_empties_every_audience_and_nothing_is_governed()
    {
        var administrator = await Hall.AdministratorAsync();
        var experience = await administrator.ExperienceAsync("Everyone", [World.OrganizationId], []);
        Assert.Equal("PRODUCT_NOT_APPROVED", (await administrator.DecideAsync(World.Ledger, HallWorld.A))["reason"]!.GetValue<string>());

        await Hall.SimulateAsync("DisableAWSServiceAccess", new { ServicePrincipal = "private-marketplace.marketplace.amazonaws.com" });
        await Hall.SyncAsync();

        Assert.Equal("NOT_GOVERNED", (await administrator.DecideAsync(World.Ledger, HallWorld.A))["reason"]!.GetValue<string>());
        var audience = Hall.Guildhall.Marketplaces.FindTenantOf(new(World.Management))!.Marketplace.GetExperience(new(experience)).Audience!;
        Assert.Empty(audience.Principals);
    }

    private static object Create(string name, string token) => new
    {
        Catalog = "AWSMarketplace",
        ClientRequestToken = token,
        ChangeSet = new[] { new { ChangeType = "CreateExperience", Entity = new { Type = "Experience@1.0" }, DetailsDocument = new { Name = name } } },
    };
}

public sealed class ConformanceOnSqliteTests() : ConformanceTests(null);

[Trait("Ring", "Postgres")]
public sealed class ConformanceOnPostgresTests(PostgresServer server) : ConformanceTests(new PostgresDatabase(server));
