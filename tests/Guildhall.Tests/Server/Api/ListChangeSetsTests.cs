using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using static Guildhall.Tests.Server.Api.ApiHall;
using static Guildhall.Tests.Server.HallCaller;

namespace Guildhall.Tests.Server.Api;

/// <summary>ListChangeSets. private-marketplace.md 2.3.</summary>
public abstract class ListChangeSetsTests(ApiHall fixture)
{
    private HallCaller Administrator => fixture.Administrator;

    [Fact]
    public async Task A_summary_has_the_members_of_the_model_and_ids_without_revision()
    {
        var experience = await Administrator.ExperienceAsync("Summaries", [], []);
        var failed = await Administrator.RunAsync(Change("RestrictExperience", experience, new { }));

        var summary = (await ListAsync(Administrator, Filter("EntityId", experience))).First()!.AsObject();
        Assert.Equal(["ChangeSetId", "ChangeSetArn", "ChangeSetName", "StartTime", "EndTime", "Status", "FailureCode", "EntityIdList"], summary.Select(m => m.Key));
        Assert.Equal(failed["ChangeSetId"]!.GetValue<string>(), summary["ChangeSetId"]!.GetValue<string>());
        Assert.Equal(failed["ChangeSetArn"]!.GetValue<string>(), summary["ChangeSetArn"]!.GetValue<string>());
        Assert.Equal("FAILED", summary["Status"]!.GetValue<string>());
        Assert.Equal("CLIENT_ERROR", summary["FailureCode"]!.GetValue<string>());
        Assert.Equal([experience], summary["EntityIdList"]!.AsArray().Select(id => id!.GetValue<string>()));
    }

    [Fact]
    public async Task Filters_combine_and_their_values_are_alternatives()
    {
        var one = await Named("Filter one");
        var two = await Named("Filter two");

        Assert.Equal([two, one], await IdsAsync(Administrator, Filter("ChangeSetName", "Filter one", "Filter two", "Filter three")));
        Assert.Equal([one], await IdsAsync(Administrator, Filter("ChangeSetName", "Filter one").Concat(Filter("Status", "SUCCEEDED", "FAILED"))));
        Assert.Empty(await IdsAsync(Administrator, Filter("ChangeSetName", "Filter one").Concat(Filter("Status", "PREPARING", "APPLYING", "FAILED", "CANCELLED"))));
        Assert.Empty(await IdsAsync(Administrator, Filter("EntityId", "exp-zzzzzzzzzzzzz")));
        Assert.Equal([one, two], await IdsAsync(Administrator, Filter("ChangeSetName", "Filter one", "Filter two"), new { Sort = new { SortBy = "StartTime", SortOrder = "ASCENDING" } }));
        Assert.Equal([two, one], await IdsAsync(Administrator, Filter("ChangeSetName", "Filter one", "Filter two"), new { Sort = new { SortBy = "EndTime" } }));
    }

    [Theory]
    [InlineData("StartTime")]
    [InlineData("EndTime")]
    public async Task Bounds_are_exclusive_in_the_seconds_that_are_shown(string which)
    {
        var id = await Named($"Bounds {which}");
        var shown = DateTimeOffset.Parse((await Administrator.DescribeChangeSetAsync(id))[which]!.GetValue<string>(), null);
        Task<List<string>> With(string name, int seconds) =>
            IdsAsync(Administrator, Filter("ChangeSetName", $"Bounds {which}").Concat(Filter(name + which, Text(shown.AddSeconds(seconds)))));

        Assert.Empty(await With("After", 0));
        Assert.Equal([id], await With("After", -1));
        Assert.Empty(await With("Before", 0));
        Assert.Equal([id], await With("Before", 1));
        Assert.Equal([id], await IdsAsync(Administrator, Filter("ChangeSetName", $"Bounds {which}").Concat(Filter("After" + which, Text(shown), Text(shown.AddSeconds(-1))))));

        static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);
    }

    [Theory]
    [InlineData("StartTime", "ASCENDING")]
    [InlineData("StartTime", "DESCENDING")]
    [InlineData("EndTime", "ASCENDING")]
    [InlineData("EndTime", "DESCENDING")]
    public async Task Pages_of_any_order_hold_every_set_once(string by, string order)
    {
        for (var i = 0; i < 5; i++) await Named("Page set");
        var sort = new { Sort = new { SortBy = by, SortOrder = order } };
        var whole = await IdsAsync(Administrator, Filter("ChangeSetName", "Page set"), sort);

        var paged = new List<string>();
        string? token = null;
        do
        {
            var answer = await Administrator.PostAsync("/ListChangeSets", Request(Filter("ChangeSetName", "Page set"), new { sort.Sort, MaxResults = 2, NextToken = token }));
            Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
            paged.AddRange(answer.Json["ChangeSetSummaryList"]!.AsArray().Select(s => s!["ChangeSetId"]!.GetValue<string>()));
            token = answer.Json["NextToken"]?.GetValue<string>();
        }
        while (token is not null && paged.Count < 1_000);

        Assert.True(whole.Count >= 5);
        Assert.Equal(whole, paged.Take(20));
        Assert.Equal(paged.Distinct(), paged);
    }

    [Fact]
    public async Task Without_scope_a_caller_sees_the_own_accounts_sets_with_it_the_others()
    {
        var set = await fixture.Delegate.StartAsync(Create("Scope"));
        await fixture.Delegate.EndAsync(set);

        Assert.DoesNotContain(set, await IdsAsync(fixture.Delegate, []));
        Assert.Contains(set, await IdsAsync(fixture.Delegate, Filter("Scope", "SharedWithMe")));
        Assert.Contains(set, await IdsAsync(Administrator, []));
        Assert.Empty(await IdsAsync(Administrator, Filter("Scope", "SharedWithMe")));
        Assert.Empty(await IdsAsync(fixture.Buyer, []));
        Assert.Empty(await IdsAsync(fixture.Buyer, Filter("Scope", "SharedWithMe")));
        Assert.Empty(await IdsAsync(fixture.Stranger, Filter("Scope", "SharedWithMe")));
        Assert.Empty(await IdsAsync(fixture.Stranger, Filter("EntityId", (await Administrator.DescribeChangeSetAsync(set))["ChangeSet"]![0]!["Entity"]!["Identifier"]!.GetValue<string>().Split('@')[0])));
    }

    [Fact]
    public async Task A_set_is_listed_for_90_days_after_its_end()
    {
        var (older, younger) = (await Named("Retained"), await Named("Retained"));
        await using var db = fixture.Hall.Guildhall.Database.Open();
        await EndedAsync(older, TimeSpan.FromDays(90) + TimeSpan.FromHours(1));
        await EndedAsync(younger, TimeSpan.FromDays(90) - TimeSpan.FromHours(1));

        Assert.Equal([younger], await IdsAsync(Administrator, Filter("ChangeSetName", "Retained")));

        Task EndedAsync(string id, TimeSpan ago)
        {
            var end = DateTimeOffset.UtcNow - ago;
            return db.ChangeSets.Where(s => s.Id == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.EndTime, end), TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task S24_A_token_is_good_for_its_list_and_caller_alone()
    {
        await Named("Token set");
        await Named("Token set");
        var token = (await Administrator.PostAsync("/ListChangeSets", Request(Filter("ChangeSetName", "Token set"), new { MaxResults = 1 }))).Text("NextToken");

        Assert.Equal(HttpStatusCode.OK, (await Administrator.PostAsync("/ListChangeSets", Request(Filter("ChangeSetName", "Token set"), new { NextToken = token }))).Status);
        var answers = new[]
        {
            await Administrator.PostAsync("/ListChangeSets", Request([], new { NextToken = token })),
            await Administrator.PostAsync("/ListChangeSets", Request(Filter("ChangeSetName", "Token set"), new { NextToken = token, Sort = new { SortBy = "EndTime" } })),
            await fixture.Delegate.PostAsync("/ListChangeSets", Request(Filter("ChangeSetName", "Token set"), new { NextToken = token })),
            await fixture.Stranger.PostAsync("/ListChangeSets", Request(Filter("ChangeSetName", "Token set"), new { NextToken = token })),
            await Administrator.PostAsync("/ListEntities", List("Experience", new { NextToken = token })),
            await Administrator.PostAsync("/ListChangeSets", Request(Filter("ChangeSetName", "Token set"), new { NextToken = "AAAA" })),
        };

        Assert.All(answers, answer => Assert.Equal(((HttpStatusCode)422, "ValidationException"), (answer.Status, answer.ErrorType)));
        Assert.Single(answers.Select(answer => answer.Body).Distinct());
    }

    private static JsonObject Request(IEnumerable<object> filters, object? more = null)
    {
        var list = filters.ToList();
        return With(With(new JsonObject { ["Catalog"] = "AWSMarketplace" }, list.Count == 0 ? null : new { FilterList = list }), more);
    }

    private static IEnumerable<object> Filter(string name, params string[] values) => [new { Name = name, ValueList = values }];

    private static async Task<JsonArray> ListAsync(HallCaller caller, IEnumerable<object> filters, object? more = null)
    {
        var answer = await caller.PostAsync("/ListChangeSets", Request(filters, more));
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        return answer.Json["ChangeSetSummaryList"]!.AsArray();
    }

    private static async Task<List<string>> IdsAsync(HallCaller caller, IEnumerable<object> filters, object? more = null) =>
        [.. (await ListAsync(caller, filters, more)).Select(s => s!["ChangeSetId"]!.GetValue<string>())];

    private static object Create(string name) => new { ChangeType = "CreateExperience", Entity = new { Type = "Experience@1.0" }, DetailsDocument = new { Name = name } };

    private async Task<string> Named(string setName)
    {
        var answer = await Administrator.PostAsync("/StartChangeSet", new { Catalog = "AWSMarketplace", ChangeSetName = setName, ChangeSet = new[] { Create(setName) } });
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        await Administrator.EndAsync(answer.Text("ChangeSetId"));
        return answer.Text("ChangeSetId");
    }
}

public sealed class ListChangeSetsOnSqliteTests(SqliteApiHall hall) : ListChangeSetsTests(hall), IClassFixture<SqliteApiHall>;

[Trait("Ring", "Postgres")]
public sealed class ListChangeSetsOnPostgresTests(PostgresApiHall hall) : ListChangeSetsTests(hall), IClassFixture<PostgresApiHall>;
