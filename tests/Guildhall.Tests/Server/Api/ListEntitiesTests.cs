using System.Net;
using System.Text.Json.Nodes;
using Guildhall.Domain.Products;
using static Guildhall.Tests.Server.Api.ApiHall;
using static Guildhall.Tests.Server.HallCaller;

namespace Guildhall.Tests.Server.Api;

/// <summary>ListEntities. private-marketplace.md 2.6, 4.14, decisions.md 19.</summary>
public abstract class ListEntitiesTests(ApiHall fixture)
{
    private HallCaller Administrator => fixture.Administrator;

    [Fact]
    public async Task A_summary_of_the_private_marketplace_has_five_members()
    {
        var id = await Administrator.ExperienceAsync("Five members", [], []);
        var answer = await Administrator.PostAsync("/ListEntities", List("Experience", new { FilterList = Filter("EntityId", id) }));

        var summary = answer.Json["EntitySummaryList"]!.AsArray().Single()!.AsObject();
        Assert.Equal(["Name", "EntityType", "EntityId", "EntityArn", "LastModifiedDate"], summary.Select(m => m.Key));
        Assert.Equal("Five members", summary["Name"]!.GetValue<string>());
        Assert.Equal("Experience", summary["EntityType"]!.GetValue<string>());
        Assert.Equal(fixture.ArnOf(id), summary["EntityArn"]!.GetValue<string>());
        Assert.Matches(@"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\z", summary["LastModifiedDate"]!.GetValue<string>());
        Assert.Null(answer.Json["NextToken"]);
    }

    [Fact]
    public async Task Conformance_09_A_delegated_administrator_sees_nothing_without_scope_and_everything_with_it()
    {
        var id = await fixture.Delegate.ExperienceAsync("Made by the delegate", [], []);

        Assert.Empty(await IdsAsync(fixture.Delegate, "Experience"));
        Assert.Contains(id, await IdsAsync(fixture.Delegate, "Experience", new { FilterList = Filter("Scope", "SharedWithMe") }));
        Assert.Contains(id, await IdsAsync(fixture.Delegate, "Experience", new { OwnershipType = "SHARED" }));
        Assert.Contains(id, await IdsAsync(Administrator, "Experience"));
        Assert.Empty(await IdsAsync(Administrator, "Experience", new { OwnershipType = "SHARED" }));
        Assert.Equal(fixture.ArnOf(id), (await fixture.Delegate.DescribeEntityAsync(id)).Text("EntityArn"));
    }

    [Fact]
    public async Task A_member_account_lists_none_of_the_administrators_entities()
    {
        await CompleteAsync("Hidden", fixture.World.AtRoot);

        foreach (var type in new[] { "Experience", "ProcurementPolicy", "BrandingSettings", "Audience" })
        {
            Assert.Empty(await IdsAsync(fixture.Buyer, type));
            Assert.Empty(await IdsAsync(fixture.Buyer, type, new { OwnershipType = "SHARED" }));
            Assert.Empty(await IdsAsync(fixture.Stranger, type));
            Assert.NotEmpty(await IdsAsync(Administrator, type));
        }
    }

    [Fact]
    public async Task Children_are_listed_with_names_of_their_own_and_filtered_by_them()
    {
        var id = await CompleteAsync("Parent", fixture.World.Finance);
        var summary = (await Administrator.DescribeEntityAsync(id)).Json["DetailsDocument"]!;

        Assert.Equal([summary["ProcurementPolicies"]![0]!.GetValue<string>()], await IdsAsync(Administrator, "ProcurementPolicy", new { FilterList = Filter("Name", "Parent policy") }));
        Assert.Equal([summary["BrandingSettings"]![0]!.GetValue<string>()], await IdsAsync(Administrator, "BrandingSettings", new { FilterList = Filter("Name", "Parent brand") }));
        var audience = Assert.Single(await IdsAsync(Administrator, "Audience", new { FilterList = Filter("ExperienceId", id) }));
        Assert.StartsWith("aud-", audience, StringComparison.Ordinal);
        Assert.Equal([audience], await IdsAsync(Administrator, "Audience", new { FilterList = Filter("Principal", fixture.World.Finance) }));
        Assert.Empty(await IdsAsync(Administrator, "Audience", new { FilterList = Filter("Principal", fixture.World.Ledger) }));
    }

    [Fact]
    public async Task Experiences_are_filtered_by_status_and_archived_ones_are_listed_too()
    {
        var live = await Administrator.ExperienceAsync("Status live", [], []);
        var offline = await Administrator.ExperienceAsync("Status offline", [], [], live: false);
        var archived = await Administrator.ExperienceAsync("Status archived", [], [], live: false);
        await Administrator.RunAsync(Change("RestrictExperience", archived, new { }));
        string[] all = [live, offline, archived];

        Assert.Equal([live], (await IdsAsync(Administrator, "Experience", new { FilterList = Filter("Status", "Enabled"), MaxResults = 50 })).Intersect(all));
        Assert.Equal([archived], (await IdsAsync(Administrator, "Experience", new { FilterList = Filter("AdminStatus", "Restricted"), MaxResults = 50 })).Intersect(all));
        Assert.Equal(2, (await IdsAsync(Administrator, "Experience", new { FilterList = Filter("AdminStatus", "Editable"), MaxResults = 50 })).Intersect(all).Count());
        Assert.Equal(
            [offline],
            (await IdsAsync(Administrator, "Experience", new { FilterList = Filter("Status", "Disabled").Concat(Filter("AdminStatus", "Editable", "Editable")), MaxResults = 50 })).Intersect(all));
    }

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

    [Fact]
    public async Task A_product_has_its_visibility_and_typed_summary()
    {
        fixture.AddProducts(Product("prod-typed", "Typed tool", "AmiProduct"), Product("prod-hands", "Helping hands", "ProfessionalServicesProduct"));
        var typed = (await Administrator.PostAsync("/ListEntities", List("AmiProduct", new { FilterList = Filter("EntityId", "prod-typed") }))).Json["EntitySummaryList"]![0]!;
        var plain = (await Administrator.PostAsync("/ListEntities", List("ProfessionalServicesProduct"))).Json["EntitySummaryList"]![0]!.AsObject();

        Assert.Equal("Typed tool", typed["Name"]!.GetValue<string>());
        Assert.Equal("AmiProduct", typed["EntityType"]!.GetValue<string>());
        Assert.Equal("Public", typed["Visibility"]!.GetValue<string>());
        Assert.Equal("""{"ProductTitle":"Typed tool","Visibility":"Public"}""", typed["AmiProductSummary"]!.ToJsonString());
        Assert.Equal("2026-03-01T00:00:00Z", typed["LastModifiedDate"]!.GetValue<string>());
        Assert.Equal(["Name", "EntityType", "EntityId", "EntityArn", "LastModifiedDate", "Visibility"], plain.Select(m => m.Key));
    }

    [Fact]
    public async Task Products_are_listed_to_everyone_who_may_see_them_whatever_the_scope()
    {
        fixture.AddProducts(
            Product("prod-open", "Open", "DataProduct"),
            Product("prod-limited", "Limited", "DataProduct", ProductVisibility.Limited, fixture.World.Developer),
            Product("prod-draft", "Draft", "DataProduct", ProductVisibility.Draft));

        Assert.Equal(["prod-limited", "prod-open"], (await IdsAsync(fixture.Buyer, "DataProduct")).Order());
        Assert.Equal(["prod-open"], await IdsAsync(fixture.Stranger, "DataProduct"));
        Assert.Equal(["prod-open"], await IdsAsync(Administrator, "DataProduct", new { OwnershipType = "SHARED" }));
        Assert.Equal(["prod-open"], await IdsAsync(Administrator, "DataProduct", new { FilterList = Filter("Scope", "SharedWithMe") }));
        Assert.Empty(await IdsAsync(Administrator, "DataProduct", new { FilterList = Filter("EntityId", "prod-limited", "prod-draft", "prod-none") }));
    }

    [Fact]
    public async Task Typed_filters_combine_and_their_values_are_alternatives()
    {
        fixture.AddProducts(
            Product("prod-ml1", "Vision one", "MachineLearningProduct"),
            Product("prod-ml2", "Vision two", "MachineLearningProduct") with { LastModified = new(2026, 6, 1, 12, 0, 0, 500, TimeSpan.Zero) },
            Product("prod-ml3", "Speech", "MachineLearningProduct", ProductVisibility.Limited, fixture.World.Management));

        Assert.Equal(["prod-ml1", "prod-ml2"], await Typed(new { ProductTitle = new { WildCardValue = "Vision" } }));
        Assert.Empty(await Typed(new { ProductTitle = new { WildCardValue = "vision" } }));
        Assert.Equal(["prod-ml1", "prod-ml3"], await Typed(new { ProductTitle = new { ValueList = new[] { "Vision one", "Speech", "None" } } }));
        Assert.Equal(["prod-ml1", "prod-ml2", "prod-ml3"], await Typed(new { ProductTitle = new { ValueList = new[] { "Speech" }, WildCardValue = "Vision" } }));
        Assert.Equal(["prod-ml3"], await Typed(new { Visibility = new { ValueList = new[] { "Limited", "Restricted" } } }));
        Assert.Equal(["prod-ml2"], await Typed(new { EntityId = new { ValueList = new[] { "prod-ml2", "prod-ml9" } } }));
        Assert.Equal(["prod-ml2"], await Typed(new { ProductTitle = new { WildCardValue = "Vision" }, LastModifiedDate = new { DateRange = new { AfterValue = "2026-05-31T00:00:00Z" } } }));
        Assert.Equal(["prod-ml1", "prod-ml2", "prod-ml3"], await Typed(new { }));
        Assert.Equal(["prod-ml1", "prod-ml2", "prod-ml3"], await Typed(new { ProductTitle = new { }, LastModifiedDate = new { DateRange = new { } } }));

        async Task<IEnumerable<string>> Typed(object filters) =>
            (await IdsAsync(Administrator, "MachineLearningProduct", new { EntityTypeFilters = new { MachineLearningProductFilters = filters } })).Order(StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-01T00:00:00Z", null, false)]
    [InlineData("2026-02-28T23:59:59Z", null, true)]
    [InlineData(null, "2026-03-01T00:00:00Z", false)]
    [InlineData(null, "2026-03-01T00:00:01Z", true)]
    [InlineData("9999-12-31T23:59:59Z", null, false)]
    [InlineData(null, "0001-01-01T00:00:00Z", false)]
    public async Task Bounds_of_a_date_range_are_exclusive(string? after, string? before, bool listed)
    {
        fixture.AddProducts(Product("prod-dated", "Dated", "AmiProduct") with { LastModified = new(2026, 3, 1, 0, 0, 0, 999, TimeSpan.Zero) });
        var range = new JsonObject();
        if (after is not null) range["AfterValue"] = after;
        if (before is not null) range["BeforeValue"] = before;

        var ids = await IdsAsync(
            Administrator, "AmiProduct", new { EntityTypeFilters = new { AmiProductFilters = new { EntityId = new { ValueList = new[] { "prod-dated" } }, LastModifiedDate = new { DateRange = range } } } });

        Assert.Equal(listed ? ["prod-dated"] : [], ids);
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

    [Theory]
    [InlineData("Offer")]
    [InlineData("OfferSet")]
    [InlineData("ResaleAuthorization")]
    [InlineData("Seller")]
    [InlineData("Solution")]
    public async Task Types_that_Guildhall_holds_nothing_of_are_empty_lists(string type) => Assert.Empty(await IdsAsync(Administrator, type));

    [Fact]
    public async Task Requests_are_listed_to_administrators_and_to_their_own_account()
    {
        await Administrator.ExperienceAsync("For requests", [fixture.World.Platform], []);
        var set = await fixture.Buyer.RunAsync(new
        {
            ChangeType = "CreateProductProcurementRequest",
            Entity = new { Type = "ProductProcurementRequest@1.0" },
            DetailsDocument = new { Products = new[] { new { Id = HallWorld.B } }, Reason = "Needed" },
        });
        Assert.True(set["Status"]!.GetValue<string>() == "SUCCEEDED", set.ToJsonString());
        var id = set["ChangeSet"]![0]!["Entity"]!["Identifier"]!.GetValue<string>().Split('@')[0];

        Assert.Equal([id], await IdsAsync(fixture.Buyer, "ProductProcurementRequest"));
        Assert.Equal([id], await IdsAsync(Administrator, "ProductProcurementRequest", new { OwnershipType = "SHARED", FilterList = Filter("RequestStatus", "Pending") }));
        Assert.Equal([id], await IdsAsync(fixture.Delegate, "ProductProcurementRequest", new { OwnershipType = "SHARED", FilterList = Filter("ProductId", HallWorld.B) }));
        Assert.Empty(await IdsAsync(Administrator, "ProductProcurementRequest", new { OwnershipType = "SHARED", FilterList = Filter("RequestStatus", "Approved", "Declined") }));
        Assert.Empty(await IdsAsync(Administrator, "ProductProcurementRequest"));
        var neighbour = await fixture.Hall.CallerAsync(fixture.World.Ledger, "neighbour", "AWSPrivateMarketplaceRequests");
        Assert.Empty(await IdsAsync(neighbour, "ProductProcurementRequest"));
        Assert.Empty(await IdsAsync(neighbour, "ProductProcurementRequest", new { OwnershipType = "SHARED" }));
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

    /// <summary>An experience with every child.</summary>
    private async Task<string> CompleteAsync(string name, string principal)
    {
        var id = await Administrator.ExperienceAsync(name, [principal], []);
        var set = await Administrator.RunAsync(Change("CreateBrandingSettings", id, new { Name = $"{name} brand" }));
        Assert.True(set["Status"]!.GetValue<string>() == "SUCCEEDED", set.ToJsonString());
        return id;
    }

    private static IEnumerable<object> Filter(string name, params string[] values) => [new { Name = name, ValueList = values }];

    private static async Task<List<string>> IdsAsync(HallCaller caller, string type, object? more = null)
    {
        var answer = await caller.PostAsync("/ListEntities", List(type, more));
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        return [.. answer.Json["EntitySummaryList"]!.AsArray().Select(e => e!["EntityId"]!.GetValue<string>())];
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

public sealed class ListEntitiesOnSqliteTests(SqliteApiHall hall) : ListEntitiesTests(hall), IClassFixture<SqliteApiHall>;

[Trait("Ring", "Postgres")]
public sealed class ListEntitiesOnPostgresTests(PostgresApiHall hall) : ListEntitiesTests(hall), IClassFixture<PostgresApiHall>;
