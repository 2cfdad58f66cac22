using System.Net;
using System.Text.Json.Nodes;

namespace Guildhall.Tests.Server.Api;

/// <summary>GET /api/v1/events. private-marketplace.md 9, contract.md 4.</summary>
public abstract class EventsTests(ApiHall fixture)
{
    [Fact]
    public async Task Events_come_in_order_from_a_cursor_on_and_the_cursor_outlives_the_end()
    {
        var end = await EndAsync(fixture.Administrator);
        var first = await SetAsync("First event");
        var second = await SetAsync("Second event");

        var one = await ReadAsync(fixture.Administrator, $"?limit=1&after={end}");
        var rest = await ReadAsync(fixture.Administrator, $"?after={one["next"]!.GetValue<string>()}");
        var none = await ReadAsync(fixture.Administrator, $"?after={rest["next"]!.GetValue<string>()}");

        Assert.Equal([first, second], new[] { one, rest }.SelectMany(Sets));
        Assert.Empty(none["events"]!.AsArray());
        var third = await SetAsync("Third event");
        Assert.Equal([third], Sets(await ReadAsync(fixture.Administrator, $"?after={none["next"]!.GetValue<string>()}")));
    }

    [Fact]
    public async Task An_event_has_EventBridges_envelope()
    {
        var end = await EndAsync(fixture.Administrator);
        var set = await SetAsync("Envelope");
        var told = Assert.Single((await ReadAsync(fixture.Administrator, $"?after={end}"))["events"]!.AsArray())!.AsObject();

        Assert.Equal(["version", "id", "detail-type", "source", "account", "time", "region", "resources", "detail"], told.Select(m => m.Key));
        Assert.Equal("Change Set Succeeded", told["detail-type"]!.GetValue<string>());
        Assert.Equal("aws.marketplacecatalog", told["source"]!.GetValue<string>());
        Assert.Equal([fixture.ArnOf(set, "ChangeSet")], told["resources"]!.AsArray().Select(r => r!.GetValue<string>()));
        Assert.Equal("Envelope", told["detail"]!["ChangeSetName"]!.GetValue<string>());
    }

    [Fact]
    public async Task S25_A_member_reads_the_own_accounts_events_an_administrator_everybodys()
    {
        await fixture.Administrator.ExperienceAsync("For events", [fixture.World.Platform], []);
        var reader = await ReaderAsync(fixture.World.Developer, "own");
        var neighbour = await ReaderAsync(fixture.World.Ledger, "other");
        var (own, others, all) = (await EndAsync(reader), await EndAsync(neighbour), await EndAsync(fixture.Administrator));

        await fixture.Buyer.RunAsync(new
        {
            ChangeType = "CreateProductProcurementRequest",
            Entity = new { Type = "ProductProcurementRequest@1.0" },
            DetailsDocument = new { Products = new[] { new { Id = HallWorld.A } }, Reason = "Needed" },
        });
        await SetAsync("Not of the member");

        Assert.Equal(["Change Set Succeeded", "Product Request Created"], Kinds(await ReadAsync(reader, $"?after={own}")).Order());
        Assert.Empty(Kinds(await ReadAsync(neighbour, $"?after={others}")));
        Assert.Equal(3, Kinds(await ReadAsync(fixture.Administrator, $"?after={all}")).Count());
    }

    [Fact]
    public async Task S23_Another_tenants_events_are_not_there_and_its_cursor_is_none()
    {
        var end = await EndAsync(fixture.Stranger);
        await SetAsync("Of the organization");

        Assert.Empty(Kinds(await ReadAsync(fixture.Stranger, $"?after={end}")));
        var foreign = await fixture.Stranger.GetAsync($"/api/v1/events?after={await EndAsync(fixture.Administrator)}");
        var garbage = await fixture.Stranger.GetAsync("/api/v1/events?after=garbage");
        Assert.Equal(HttpStatusCode.BadRequest, foreign.Status);
        Assert.Equal(WithoutId(garbage), WithoutId(foreign));

        static string WithoutId(HallAnswer answer)
        {
            var json = answer.Json.AsObject();
            json.Remove("requestId");
            return json.ToJsonString();
        }
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=1001")]
    [InlineData("limit=-1")]
    [InlineData("limit=many")]
    [InlineData("limit=1&limit=2")]
    [InlineData("after=")]
    [InlineData("after=%FF")]
    public async Task A_limit_or_cursor_that_is_none_is_refused(string query)
    {
        var answer = await fixture.Administrator.GetAsync($"/api/v1/events?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("VALIDATION_ERROR", answer.Text("code"));
        Assert.Equal(query.Split('=')[0], answer.Text("field"));
        Assert.NotNull(answer.Json["requestId"]);
    }

    private Task<HallCaller> ReaderAsync(string account, string name) =>
        fixture.Hall.CallerWithPolicyAsync(account, $"{name}-events", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"guildhall:ReadEvents","Resource":"*"}]}""");

    private async Task<string> SetAsync(string name)
    {
        var answer = await fixture.Administrator.PostAsync("/StartChangeSet", new
        {
            Catalog = "AWSMarketplace",
            ChangeSetName = name,
            ChangeSet = new[] { new { ChangeType = "CreateExperience", Entity = new { Type = "Experience@1.0" }, DetailsDocument = new { Name = name } } },
        });
        await fixture.Administrator.EndAsync(answer.Text("ChangeSetId"));
        return answer.Text("ChangeSetId");
    }

    /// <summary>The cursor after everything that has happened.</summary>
    private static async Task<string> EndAsync(HallCaller caller)
    {
        var page = await ReadAsync(caller, "?limit=1000");
        while (page["events"]!.AsArray().Count > 0) page = await ReadAsync(caller, $"?limit=1000&after={page["next"]!.GetValue<string>()}");
        return page["next"]!.GetValue<string>();
    }

    private static async Task<JsonNode> ReadAsync(HallCaller caller, string query)
    {
        var answer = await caller.GetAsync($"/api/v1/events{query}");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        return answer.Json;
    }

    private static IEnumerable<string> Sets(JsonNode page) => page["events"]!.AsArray().Select(e => e!["detail"]!["ChangeSetId"]!.GetValue<string>());

    private static IEnumerable<string> Kinds(JsonNode page) => page["events"]!.AsArray().Select(e => e!["detail-type"]!.GetValue<string>());
}

public sealed class EventsOnSqliteTests(SqliteApiHall hall) : EventsTests(hall), IClassFixture<SqliteApiHall>;

[Trait("Ring", "Postgres")]
public sealed class EventsOnPostgresTests(PostgresApiHall hall) : EventsTests(hall), IClassFixture<PostgresApiHall>;
