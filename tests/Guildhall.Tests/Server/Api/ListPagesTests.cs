using System.Net;
using System.Text.Json.Nodes;
using static Guildhall.Tests.Server.Api.ApiHall;
using static Guildhall.Tests.Server.Api.EntityListing;

namespace Guildhall.Tests.Server.Api;

/// <summary>Orders, pages and page tokens of ListEntities. private-marketplace.md 2.6, security.md S-24.</summary>
public abstract class ListPagesTests(ApiHall fixture)
{
    private HallCaller Administrator => fixture.Administrator;

    [Fact]
    public async Task Lists_are_sorted_by_time_newest_first_unless_asked_otherwise()
    {
        var first = await Administrator.ExperienceAsync("Zulu order", [], []);
        var second = await Administrator.ExperienceAsync("Alpha order", [], []);
        object Asked(object? sort) => new { FilterList = Filter("EntityId", first, second), Sort = sort };

        Assert.Equal([second, first], await IdsAsync(Administrator, "Experience", Asked(null)));
        Assert.Equal([first, second], await IdsAsync(Administrator, "Experience", Asked(new { SortOrder = "ASCENDING" })));
        Assert.Equal([second, first], await IdsAsync(Administrator, "Experience", Asked(new { SortBy = "Name", SortOrder = "ASCENDING" })));
        Assert.Equal([first, second], await IdsAsync(Administrator, "Experience", Asked(new { SortBy = "Name" })));
        Assert.Equal(new[] { first, second }.OrderDescending(StringComparer.Ordinal), await IdsAsync(Administrator, "Experience", Asked(new { SortBy = "EntityId" })));
    }

    [Theory]
    [InlineData("LastModifiedDate", "DESCENDING")]
    [InlineData("LastModifiedDate", "ASCENDING")]
    [InlineData("EntityId", "DESCENDING")]
    [InlineData("EntityId", "ASCENDING")]
    [InlineData("Name", "DESCENDING")]
    [InlineData("Name", "ASCENDING")]
    public async Task Pages_of_any_order_hold_every_entity_once(string by, string order)
    {
        fixture.AddProducts([.. Enumerable.Range(0, 23).Select(i => Product($"prod-page{i % 5}x{i:00}", $"Page {i % 4}", "ContainerProduct"))]);
        object Asked(int most) => new { Sort = new { SortBy = by, SortOrder = order }, MaxResults = most };
        var whole = await IdsAsync(Administrator, "ContainerProduct", Asked(50));

        Assert.Equal(whole, await AllPagesAsync(Administrator, "ContainerProduct", Asked(4)));
        Assert.Equal(23, whole.Count(id => id.StartsWith("prod-page", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("AmiProduct", "Visibility")]
    [InlineData("ContainerProduct", "CompatibleAWSServices")]
    [InlineData("DataProduct", "ProductTitle")]
    [InlineData("MachineLearningProduct", "EntityId")]
    [InlineData("SaaSProduct", "DeliveryOptionTypes")]
    [InlineData("SaaSProduct", "Visibility")]
    [InlineData("Offer", "BuyerAccounts")]
    [InlineData("OfferSet", "SolutionId")]
    [InlineData("ResaleAuthorization", "OfferExtendedStatus")]
    public async Task Every_typed_order_can_be_asked_for_and_pages_to_the_end(string type, string by)
    {
        object Asked(int most) => With([], new { MaxResults = most, EntityTypeSort = new JsonObject { [type + "Sort"] = new JsonObject { ["SortBy"] = by, ["SortOrder"] = "ASCENDING" } } });

        var whole = await IdsAsync(Administrator, type, Asked(50));
        Assert.Equal(whole, await AllPagesAsync(Administrator, type, Asked(1)));
        Assert.Equal(whole.Distinct(), whole);
    }

    [Fact]
    public async Task S24_A_token_is_good_for_its_list_and_caller_alone()
    {
        fixture.AddProducts(Product("prod-token1", "Token", "ContainerProduct"), Product("prod-token2", "Token", "ContainerProduct"));
        var token = (await Administrator.PostAsync("/ListEntities", List("ContainerProduct", new { MaxResults = 1 }))).Text("NextToken");
        object Asked(string type, object? more = null) => List(type, With(With([], new { NextToken = token, MaxResults = 1 }), more));

        Assert.Equal(HttpStatusCode.OK, (await Administrator.PostAsync("/ListEntities", Asked("ContainerProduct"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await Administrator.PostAsync("/ListEntities", Asked("ContainerProduct", new { MaxResults = 2 }))).Status);
        var answers = new[]
        {
            await Administrator.PostAsync("/ListEntities", Asked("SaaSProduct")),
            await Administrator.PostAsync("/ListEntities", Asked("ContainerProduct", new { Sort = new { SortBy = "Name" } })),
            await Administrator.PostAsync("/ListEntities", Asked("ContainerProduct", new { Sort = new { SortOrder = "ASCENDING" } })),
            await Administrator.PostAsync("/ListEntities", Asked("ContainerProduct", new { FilterList = Filter("Name", "Token") })),
            await Administrator.PostAsync("/ListEntities", Asked("ContainerProduct", new { OwnershipType = "SHARED" })),
            await fixture.Stranger.PostAsync("/ListEntities", Asked("ContainerProduct")),
            await fixture.Delegate.PostAsync("/ListEntities", Asked("ContainerProduct")),
            await Administrator.PostAsync("/ListChangeSets", new { Catalog = "AWSMarketplace", NextToken = token }),
            await Administrator.PostAsync("/ListEntities", Asked("ContainerProduct", new { NextToken = token[..^1] + (token[^1] == 'A' ? 'B' : 'A') })),
            await Administrator.PostAsync("/ListEntities", Asked("ContainerProduct", new { NextToken = "garbage" })),
        };

        Assert.All(answers, answer => Assert.Equal(((HttpStatusCode)422, "ValidationException"), (answer.Status, answer.ErrorType)));
        Assert.Single(answers.Select(answer => answer.Body).Distinct());
    }

    private static async Task<List<string>> AllPagesAsync(HallCaller caller, string type, object more)
    {
        var ids = new List<string>();
        string? token = null;
        do
        {
            var request = With((JsonObject)List(type, more), token is null ? null : new { NextToken = token });
            var answer = await caller.PostAsync("/ListEntities", request);
            Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
            var page = answer.Json["EntitySummaryList"]!.AsArray();
            token = answer.Json["NextToken"]?.GetValue<string>();
            Assert.True(page.Count > 0 || token is null, "An empty page with a token.");
            ids.AddRange(page.Select(e => e!["EntityId"]!.GetValue<string>()));
        }
        while (token is not null);
        return ids;
    }
}

public sealed class ListPagesOnSqliteTests(SqliteApiHall hall) : ListPagesTests(hall), IClassFixture<SqliteApiHall>;

[Trait("Ring", "Postgres")]
public sealed class ListPagesOnPostgresTests(PostgresApiHall hall) : ListPagesTests(hall), IClassFixture<PostgresApiHall>;
