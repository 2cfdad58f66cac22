using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Api;

/// <summary>TagResource, UntagResource, ListTagsForResource. private-marketplace.md 2.7.</summary>
public abstract class TagTests(ApiHall fixture)
{
    private HallCaller Administrator => fixture.Administrator;

    [Fact]
    public async Task Tags_are_set_replaced_and_taken_off()
    {
        var arn = fixture.ArnOf(await Administrator.ExperienceAsync("Tagged", [], []));

        await TagAsync(Administrator, arn, ("unit", "engineering"), ("stage", ""));
        await TagAsync(Administrator, arn, ("unit", "finance"));
        Assert.Equal("""[{"Key":"stage","Value":""},{"Key":"unit","Value":"finance"}]""", await TagsAsync(Administrator, arn));
        Assert.Equal(HttpStatusCode.OK, (await UntagAsync(Administrator, arn, "stage", "never there")).Status);
        Assert.Equal("""[{"Key":"unit","Value":"finance"}]""", await TagsAsync(Administrator, arn));
        await UntagAsync(Administrator, arn, "unit");
        Assert.Equal("[]", await TagsAsync(Administrator, arn));
    }

    [Fact]
    public async Task Tags_survive_a_reload_and_are_audited()
    {
        var arn = fixture.ArnOf(await Administrator.ExperienceAsync("Stored", [], []));
        await TagAsync(Administrator, arn, ("a", "1"), ("b", "2"));
        await UntagAsync(Administrator, arn, "a");

        await using var db = fixture.Hall.Guildhall.Database.Open();
        Assert.Equal(["b=2"], await db.Tags.Where(t => t.ResourceArn == arn).Select(t => t.Key + "=" + t.Value).ToListAsync(TestContext.Current.CancellationToken));
        var audited = await db.Audit.Where(a => a.Record.Contains(arn)).OrderBy(a => a.Sequence).Select(a => a.EventName).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["TagResource", "UntagResource"], audited);
    }

    [Fact]
    public async Task Tags_set_taken_off_and_set_again_at_once_come_out_right()
    {
        var arn = fixture.ArnOf(await Administrator.ExperienceAsync("Together", [], []));
        await TagAsync(Administrator, arn, ("kept", "0"));

        // Many writes share a transaction: a row may be added, removed and added again in one.
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => i % 3 == 1 ? UntagAsync(Administrator, arn, "kept") : TagAsync(Administrator, arn, ("kept", $"{i}"))));

        var shown = await TagsAsync(Administrator, arn);
        await using var db = fixture.Hall.Guildhall.Database.Open();
        var stored = await db.Tags.Where(t => t.ResourceArn == arn).Select(t => new { t.Key, t.Value }).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(shown, "[" + string.Join(',', stored.Select(t => $$"""{"Key":"{{t.Key}}","Value":"{{t.Value}}"}""")) + "]");
    }

    [Fact]
    public async Task A_change_set_and_its_entity_get_the_tags_they_were_started_with()
    {
        var answer = await Administrator.PostAsync("/StartChangeSet", new
        {
            Catalog = "AWSMarketplace",
            ChangeSetTags = new[] { new { Key = "team", Value = "procurement" } },
            ChangeSet = new[]
            {
                new
                {
                    ChangeType = "CreateExperience",
                    Entity = new { Type = "Experience@1.0" },
                    DetailsDocument = new { Name = "Tagged at birth" },
                    EntityTags = new[] { new { Key = "unit", Value = "engineering" } },
                },
            },
        });
        var set = await Administrator.EndAsync(answer.Text("ChangeSetId"));
        var experience = set["ChangeSet"]![0]!["Entity"]!["Identifier"]!.GetValue<string>().Split('@')[0];

        Assert.Equal("""[{"Key":"team","Value":"procurement"}]""", await TagsAsync(Administrator, answer.Text("ChangeSetArn")));
        Assert.Equal("""[{"Key":"unit","Value":"engineering"}]""", await TagsAsync(Administrator, fixture.ArnOf(experience)));
        await TagAsync(Administrator, answer.Text("ChangeSetArn"), ("done", "yes"));
        Assert.Equal("""[{"Key":"done","Value":"yes"},{"Key":"team","Value":"procurement"}]""", await TagsAsync(Administrator, answer.Text("ChangeSetArn")));
    }

    [Fact]
    public async Task EntityTags_go_with_creating_changes_only()
    {
        var id = await Administrator.ExperienceAsync("Not new", [], []);
        var answer = await Administrator.TryStartAsync(new
        {
            ChangeType = "UpdateExperience",
            Entity = new { Type = "Experience@1.0", Identifier = id },
            DetailsDocument = new { Name = "Still not new" },
            EntityTags = new[] { new { Key = "a", Value = "b" } },
        });

        Assert.Equal(((HttpStatusCode)422, "ValidationException"), (answer.Status, answer.ErrorType));
    }

    [Fact]
    public async Task A_resource_has_at_most_fifty_tags()
    {
        var arn = fixture.ArnOf(await Administrator.ExperienceAsync("Full", [], []));
        await TagAsync(Administrator, arn, [.. Enumerable.Range(0, 50).Select(i => ($"key{i}", "v"))]);

        var over = await SendTagsAsync(Administrator, arn, ("one more", "v"));
        Assert.Equal(((HttpStatusCode)422, "ValidationException"), (over.Status, over.ErrorType));
        await TagAsync(Administrator, arn, ("key0", "replaced"));
        Assert.Equal(50, JsonNode.Parse(await TagsAsync(Administrator, arn))!.AsArray().Count);
    }

    [Fact]
    public async Task A_policy_may_depend_on_the_tags_asked_for_and_those_there()
    {
        var id = await Administrator.ExperienceAsync("By tag", [], []);
        var arn = fixture.ArnOf(id);
        await TagAsync(Administrator, arn, ("unit", "engineering"));
        var narrow = await fixture.Hall.CallerWithPolicyAsync(fixture.World.Management, $"tagger{id[4..10]}", """
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Action":"aws-marketplace:ListTagsForResource","Resource":"*","Condition":{"StringEquals":{"aws:ResourceTag/unit":"engineering"}}},
              {"Effect":"Allow","Action":["aws-marketplace:TagResource","aws-marketplace:UntagResource"],"Resource":"*","Condition":{"ForAllValues:StringEquals":{"aws:TagKeys":["stage"]}}}]}
            """);

        Assert.Equal(HttpStatusCode.OK, (await SendTagsAsync(narrow, arn, ("stage", "test"))).Status);
        Assert.Equal("AccessDeniedException", (await SendTagsAsync(narrow, arn, ("unit", "finance"))).ErrorType);
        Assert.Equal("AccessDeniedException", (await UntagAsync(narrow, arn, "stage", "unit")).ErrorType);
        Assert.Equal(HttpStatusCode.OK, (await UntagAsync(narrow, arn, "stage")).Status);
        Assert.Equal("""[{"Key":"unit","Value":"engineering"}]""", await TagsAsync(narrow, arn));
        await UntagAsync(Administrator, arn, "unit");
        Assert.Equal("AccessDeniedException", (await narrow.PostAsync("/ListTagsForResource", new { ResourceArn = arn })).ErrorType);
    }

    [Fact]
    public async Task A_member_tags_the_own_request_and_nothing_else()
    {
        await Administrator.ExperienceAsync("For tagged requests", [fixture.World.Developer], []);
        var set = await fixture.Buyer.RunAsync(new
        {
            ChangeType = "CreateProductProcurementRequest",
            Entity = new { Type = "ProductProcurementRequest@1.0" },
            DetailsDocument = new { Products = new[] { new { Id = HallWorld.C } }, Reason = "Needed" },
        });
        var id = set["ChangeSet"]![0]!["Entity"]!["Identifier"]!.GetValue<string>().Split('@')[0];
        var arn = $"arn:aws:aws-marketplace:us-east-1:{fixture.World.Developer}:AWSMarketplace/ProductProcurementRequest/{id}";

        await TagAsync(fixture.Buyer, arn, ("project", "ledger"));
        Assert.Equal("""[{"Key":"project","Value":"ledger"}]""", await TagsAsync(Administrator, arn));
        var neighbour = await fixture.Hall.CallerAsync(fixture.World.Ledger, $"neighbour{id[^6..]}", "AWSPrivateMarketplaceRequests");
        Assert.Equal("ResourceNotFoundException", (await SendTagsAsync(neighbour, arn, ("project", "mine"))).ErrorType);
    }

    [Fact]
    public async Task S24_Arns_of_others_of_a_wrong_owner_or_type_and_of_nothing_are_the_same_answer()
    {
        var id = await Administrator.ExperienceAsync("Named exactly", [], []);
        var foreign = await fixture.Stranger.ExperienceAsync("Of the stranger", [], []);
        string[] arns =
        [
            fixture.ArnOf("exp-zzzzzzzzzzzzz"),
            $"arn:aws:aws-marketplace:us-east-1:{fixture.World.Standalone}:AWSMarketplace/Experience/{foreign}",
            $"arn:aws:aws-marketplace:us-east-1:{fixture.World.Delegated}:AWSMarketplace/Experience/{id}",
            fixture.ArnOf(id, "Audience"),
            fixture.ArnOf(HallWorld.A, "SaaSProduct"),
            fixture.ArnOf("abcdefghijklmnopqrstuvwxy", "ChangeSet"),
            $"arn:aws:aws-marketplace:eu-west-1:{fixture.World.Management}:AWSMarketplace/Experience/{id}",
            $"arn:aws:aws-marketplace:us-east-1:{fixture.World.Management}:something/else",
        ];

        var answers = new List<HallAnswer>();
        foreach (var arn in arns)
        {
            answers.Add(await SendTagsAsync(Administrator, arn, ("a", "b")));
            answers.Add(await UntagAsync(Administrator, arn, "a"));
            answers.Add(await Administrator.PostAsync("/ListTagsForResource", new { ResourceArn = arn }));
        }

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.NotFound, "ResourceNotFoundException"), (answer.Status, answer.ErrorType)));
        Assert.Single(answers.Select(answer => answer.Body).Distinct());
    }

    private static async Task<HallAnswer> TagAsync(HallCaller caller, string arn, params (string Key, string Value)[] tags)
    {
        var answer = await SendTagsAsync(caller, arn, tags);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        Assert.Equal("{}", answer.Body);
        return answer;
    }

    private static Task<HallAnswer> SendTagsAsync(HallCaller caller, string arn, params (string Key, string Value)[] tags) =>
        caller.PostAsync("/TagResource", new { ResourceArn = arn, Tags = tags.Select(t => new { t.Key, t.Value }) });

    private static Task<HallAnswer> UntagAsync(HallCaller caller, string arn, params string[] keys) =>
        caller.PostAsync("/UntagResource", new { ResourceArn = arn, TagKeys = keys });

    private static async Task<string> TagsAsync(HallCaller caller, string arn)
    {
        var answer = await caller.PostAsync("/ListTagsForResource", new { ResourceArn = arn });
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        Assert.Equal(arn, answer.Text("ResourceArn"));
        return answer.Json["Tags"]!.ToJsonString();
    }
}

public sealed class TagOnSqliteTests(SqliteApiHall hall) : TagTests(hall), IClassFixture<SqliteApiHall>;

[Trait("Ring", "Postgres")]
public sealed class TagOnPostgresTests(PostgresApiHall hall) : TagTests(hall), IClassFixture<PostgresApiHall>;
