using System.Text.Json.Nodes;
using Guildhall.Domain.Products;
using static Guildhall.Tests.Server.Api.ApiHall;
using static Guildhall.Tests.Server.Api.EntityListing;

namespace Guildhall.Tests.Server.Api;

/// <summary>ListEntities of products: who sees which, typed filters and summaries. private-marketplace.md 2.6, decisions.md 19.</summary>
public abstract class ProductListTests(ApiHall fixture)
{
    private HallCaller Administrator => fixture.Administrator;

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
    [InlineData("Offer")]
    [InlineData("OfferSet")]
    [InlineData("ResaleAuthorization")]
    [InlineData("Seller")]
    [InlineData("Solution")]
    public async Task Types_that_Guildhall_holds_nothing_of_are_empty_lists(string type) => Assert.Empty(await IdsAsync(Administrator, type));
}

public sealed class ProductListOnSqliteTests(SqliteApiHall hall) : ProductListTests(hall), IClassFixture<SqliteApiHall>;

[Trait("Ring", "Postgres")]
public sealed class ProductListOnPostgresTests(PostgresApiHall hall) : ProductListTests(hall), IClassFixture<PostgresApiHall>;
