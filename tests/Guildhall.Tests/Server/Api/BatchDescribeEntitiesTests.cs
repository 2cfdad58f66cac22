using System.Net;
using System.Text.Json.Nodes;

namespace Guildhall.Tests.Server.Api;

/// <summary>BatchDescribeEntities. private-marketplace.md 2.5.</summary>
public abstract class BatchDescribeEntitiesTests(ApiHall fixture)
{
    [Fact]
    public async Task What_is_there_is_described_and_what_is_not_is_an_error_of_its_own()
    {
        var id = await fixture.Administrator.ExperienceAsync("Batched", [], [HallWorld.A]);
        var answer = await BatchAsync(fixture.Administrator, id, "exp-zzzzzzzzzzzzz", HallWorld.A, id);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var details = answer.Json["EntityDetails"]!.AsObject();
        Assert.Equal([id, HallWorld.A], details.Select(d => d.Key));
        var described = (await fixture.Administrator.DescribeEntityAsync(id)).Json.AsObject();
        described.Remove("Details");
        Assert.Equal(described.ToJsonString(), details[id]!.ToJsonString());
        var error = Assert.Single(answer.Json["Errors"]!.AsObject());
        Assert.Equal("exp-zzzzzzzzzzzzz", error.Key);
        Assert.Equal("ResourceNotFoundException", error.Value!["ErrorCode"]!.GetValue<string>());
    }

    [Fact]
    public async Task S24_Another_tenants_entity_an_invisible_one_and_an_absent_one_are_the_same_error()
    {
        var own = await fixture.Administrator.ExperienceAsync("Invisible to members", [], []);
        var foreign = await fixture.Stranger.ExperienceAsync("Of the stranger", [], []);
        var reader = await fixture.Hall.CallerWithPolicyAsync(
            fixture.World.Developer, "reader", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"aws-marketplace:*","Resource":"*"}]}""");

        var errors = (await BatchAsync(reader, own, foreign, "exp-zzzzzzzzzzzzz")).Json["Errors"]!.AsObject();

        Assert.Equal(3, errors.Count);
        Assert.Single(errors.Select(e => e.Value!.ToJsonString()).Distinct());
    }

    [Fact]
    public async Task Each_entity_needs_the_right_to_describe_it()
    {
        var seen = await fixture.Administrator.ExperienceAsync("Seen", [], []);
        var unseen = await fixture.Administrator.ExperienceAsync("Unseen", [], []);
        var narrow = await fixture.Hall.CallerWithPolicyAsync(
            fixture.World.Management, "narrow", $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"aws-marketplace:DescribeEntity","Resource":"{{fixture.ArnOf(seen)}}"}]}""");

        var answer = await BatchAsync(narrow, seen, unseen);

        Assert.Equal([seen], answer.Json["EntityDetails"]!.AsObject().Select(d => d.Key));
        Assert.Equal("AccessDeniedException", answer.Json["Errors"]![unseen]!["ErrorCode"]!.GetValue<string>());
    }

    [Fact]
    public async Task Twenty_entities_are_described_at_once()
    {
        var answer = await BatchAsync(fixture.Administrator, [.. Enumerable.Range(0, 20).Select(i => $"exp-{i}")]);

        Assert.Equal(20, answer.Json["Errors"]!.AsObject().Count);
        Assert.Empty(answer.Json["EntityDetails"]!.AsObject());
    }

    private static Task<HallAnswer> BatchAsync(HallCaller caller, params string[] ids) => caller.PostAsync(
        "/BatchDescribeEntities",
        new JsonObject { ["EntityRequestList"] = new JsonArray([.. ids.Select(id => new JsonObject { ["Catalog"] = "AWSMarketplace", ["EntityId"] = id })]) });
}

public sealed class BatchDescribeEntitiesOnSqliteTests(SqliteApiHall hall) : BatchDescribeEntitiesTests(hall), IClassFixture<SqliteApiHall>;

[Trait("Ring", "Postgres")]
public sealed class BatchDescribeEntitiesOnPostgresTests(PostgresApiHall hall) : BatchDescribeEntitiesTests(hall), IClassFixture<PostgresApiHall>;
