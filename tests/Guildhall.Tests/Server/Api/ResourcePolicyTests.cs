using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Api;

/// <summary>PutResourcePolicy, GetResourcePolicy, DeleteResourcePolicy, and what a policy opens. private-marketplace.md 2.7.</summary>
public abstract class ResourcePolicyTests(ApiHall fixture)
{
    private HallCaller Administrator => fixture.Administrator;

    [Fact]
    public async Task A_policy_is_put_read_replaced_and_deleted()
    {
        var arn = fixture.ArnOf(await Administrator.ExperienceAsync("With a policy", [], []));
        var one = Policy("Allow", fixture.World.Developer);
        var two = " \n" + Policy("Deny", fixture.World.Ledger);

        Assert.Equal("ResourceNotFoundException", (await GetAsync(Administrator, arn)).ErrorType);
        Assert.Equal("{}", (await PutAsync(Administrator, arn, one)).Body);
        Assert.Equal(one, (await GetAsync(Administrator, arn)).Text("Policy"));
        await PutAsync(Administrator, arn, two);
        Assert.Equal(two, (await GetAsync(Administrator, arn)).Text("Policy"));
        Assert.Equal("{}", (await DeleteAsync(Administrator, arn)).Body);
        Assert.Equal("ResourceNotFoundException", (await GetAsync(Administrator, arn)).ErrorType);
        Assert.Equal("ResourceNotFoundException", (await DeleteAsync(Administrator, arn)).ErrorType);
        await using var db = fixture.Hall.Guildhall.Database.Open();
        var audited = await db.Audit.Where(a => a.Record.Contains(arn)).OrderBy(a => a.Sequence).Select(a => a.EventName).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["PutResourcePolicy", "PutResourcePolicy", "DeleteResourcePolicy"], audited);
    }

    [Fact]
    public async Task A_policy_opens_DescribeEntity_to_those_it_names_whose_own_policies_allow_it_and_no_list()
    {
        var id = await Administrator.ExperienceAsync("Opened", [], []);
        Assert.Equal("ResourceNotFoundException", (await fixture.Stranger.DescribeEntityAsync(id)).ErrorType);

        await PutAsync(Administrator, fixture.ArnOf(id), Policy("Allow", fixture.World.Standalone));

        Assert.Equal(HttpStatusCode.OK, (await fixture.Stranger.DescribeEntityAsync(id)).Status);
        var batch = await fixture.Stranger.PostAsync("/BatchDescribeEntities", new { EntityRequestList = new[] { new { Catalog = "AWSMarketplace", EntityId = id } } });
        Assert.NotNull(batch.Json["EntityDetails"]![id]);
        var list = await fixture.Stranger.PostAsync("/ListEntities", ApiHall.List("Experience", new { OwnershipType = "SHARED" }));
        Assert.Empty(list.Json["EntitySummaryList"]!.AsArray());
        Assert.NotEqual(HttpStatusCode.OK, (await fixture.Buyer.DescribeEntityAsync(id)).Status);
        await DeleteAsync(Administrator, fixture.ArnOf(id));
        Assert.Equal("ResourceNotFoundException", (await fixture.Stranger.DescribeEntityAsync(id)).ErrorType);
    }

    [Fact]
    public async Task A_denying_policy_closes_DescribeEntity_and_administrators_of_another_account_need_no_allow()
    {
        var id = await Administrator.ExperienceAsync("Closed", [], []);
        await PutAsync(Administrator, fixture.ArnOf(id), Policy("Allow", fixture.World.Standalone));
        Assert.Equal(HttpStatusCode.OK, (await fixture.Delegate.DescribeEntityAsync(id)).Status);
        Assert.Equal(HttpStatusCode.OK, (await Administrator.DescribeEntityAsync(id)).Status);

        await PutAsync(Administrator, fixture.ArnOf(id), Policy("Deny", fixture.World.Delegated));

        Assert.Equal("AccessDeniedException", (await fixture.Delegate.DescribeEntityAsync(id)).ErrorType);
        Assert.Equal(HttpStatusCode.OK, (await Administrator.DescribeEntityAsync(id)).Status);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"aws-marketplace:DescribeEntity","Resource":"*"}]}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Maybe","Principal":"*","Action":"*","Resource":"*"}]}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":[],"Statement":[]}""")]
    [InlineData("")]
    public async Task What_is_no_resource_policy_is_refused(string policy)
    {
        var arn = fixture.ArnOf(await Administrator.ExperienceAsync("Refuses", [], []));
        var answer = await PutAsync(Administrator, arn, policy);

        Assert.Equal(((HttpStatusCode)422, "ValidationException"), (answer.Status, answer.ErrorType));
        Assert.Equal("ResourceNotFoundException", (await GetAsync(Administrator, arn)).ErrorType);
    }

    [Fact]
    public async Task A_policy_has_at_most_10240_Latin_1_characters()
    {
        var arn = fixture.ArnOf(await Administrator.ExperienceAsync("Sized", [], []));
        var policy = Policy("Allow", fixture.World.Standalone);

        Assert.Equal(HttpStatusCode.OK, (await PutAsync(Administrator, arn, policy.PadRight(10_240))).Status);
        Assert.Equal("ValidationException", (await PutAsync(Administrator, arn, policy.PadRight(10_241))).ErrorType);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(Administrator, arn, Labelled("é"))).Status);
        Assert.Equal("ValidationException", (await PutAsync(Administrator, arn, Labelled("Ω"))).ErrorType);

        string Labelled(string text) => policy.Replace("\"*\"", $"\"arn:aws:aws-marketplace:*:*:{text}\"", StringComparison.Ordinal);
    }

    [Fact]
    public async Task S24_Arns_of_others_and_of_nothing_are_the_same_answer()
    {
        var foreign = await fixture.Stranger.ExperienceAsync("Of the stranger", [], []);
        var set = await Administrator.StartAsync(new { ChangeType = "CreateExperience", Entity = new { Type = "Experience@1.0" }, DetailsDocument = new { Name = "A set has no policy" } });
        var answers = new List<HallAnswer>();
        foreach (var arn in new[]
        {
            fixture.ArnOf("exp-zzzzzzzzzzzzz"),
            $"arn:aws:aws-marketplace:us-east-1:{fixture.World.Standalone}:AWSMarketplace/Experience/{foreign}",
            fixture.ArnOf(set, "ChangeSet"),
            fixture.ArnOf(HallWorld.A, "SaaSProduct"),
        })
        {
            answers.Add(await PutAsync(Administrator, arn, Policy("Allow", fixture.World.Standalone)));
            answers.Add(await GetAsync(Administrator, arn));
            answers.Add(await DeleteAsync(Administrator, arn));
        }

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.NotFound, "ResourceNotFoundException"), (answer.Status, answer.ErrorType)));
        Assert.Single(answers.Select(answer => answer.Body).Distinct());
    }

    private static string Policy(string effect, string account) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"{{effect}}","Principal":{"AWS":"{{account}}"},"Action":"aws-marketplace:DescribeEntity","Resource":"*"}]}""";

    private static Task<HallAnswer> PutAsync(HallCaller caller, string arn, string policy) => caller.PostAsync("/PutResourcePolicy", new { ResourceArn = arn, Policy = policy });

    private static Task<HallAnswer> GetAsync(HallCaller caller, string arn) => caller.GetAsync($"/GetResourcePolicy?resourceArn={Uri.EscapeDataString(arn)}");

    private static Task<HallAnswer> DeleteAsync(HallCaller caller, string arn) => caller.SendAsync(HttpMethod.Delete, $"/DeleteResourcePolicy?resourceArn={Uri.EscapeDataString(arn)}", "");
}

public sealed class ResourcePolicyOnSqliteTests(SqliteApiHall hall) : ResourcePolicyTests(hall), IClassFixture<SqliteApiHall>;

[Trait("Ring", "Postgres")]
public sealed class ResourcePolicyOnPostgresTests(PostgresApiHall hall) : ResourcePolicyTests(hall), IClassFixture<PostgresApiHall>;
