using Guildhall.App.Governance;
using Guildhall.App.Search;
using Guildhall.App.Store.Rows;
using Guildhall.App.Upkeep;
using Guildhall.Domain;
using Guildhall.Domain.Products;
using Guildhall.Tests.App.Store;
using Guildhall.Tests.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Tests.Server.Search;

/// <summary>How the index follows the catalogue.</summary>
public abstract class SearchIndexesTests(PostgresDatabase? postgres) : StoreTests(postgres)
{
    private readonly Marketplaces _marketplaces = new();
    private SearchIndexes _indexes = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Database.MigrateAsync(TestContext.Current.CancellationToken);
        _indexes = new SearchIndexes(Database, _marketplaces, new Readiness(), TimeProvider.System, NullLogger.Instance);
        _marketplaces.Publish(ProductCatalogue.Of([.. Products(0, 2_000)]));
    }

    public override async ValueTask DisposeAsync()
    {
        _indexes?.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_few_changed_products_leave_the_large_table_as_it_is()
    {
        var before = await CurrentAsync();
        _marketplaces.Publish(_marketplaces.Catalogue.With([.. Products(1_999, 3)]));
        var after = await CurrentAsync();

        Assert.Same(before.Words, after.Words);
        Assert.Same(_marketplaces.Catalogue, after.Catalogue);
        Assert.Equal((3, 2_002), (after.RecentProducts, after.Columns.Count));
    }

    [Fact]
    public async Task Many_changed_products_make_a_new_index_and_the_old_one_answers_until_then()
    {
        var before = await CurrentAsync();
        _marketplaces.Publish(_marketplaces.Catalogue.With([.. Products(0, SearchIndexes.MostRecent + 1)]));

        Assert.Same(before, await CurrentAsync());
        await _indexes.Rebuilding;
        var after = await CurrentAsync();

        Assert.Same(_marketplaces.Catalogue, after.Catalogue);
        Assert.Equal(0, after.RecentProducts);
    }

    [Fact]
    public async Task Categories_that_an_import_renamed_make_a_new_index_and_others_do_not()
    {
        var before = await CurrentAsync();
        _indexes.CategoriesMayDiffer();
        Assert.Same(before, await CurrentAsync());
        Assert.True(_indexes.Rebuilding.IsCompleted);

        await using var db = Database.Open();
        db.CatalogueRecords.Add(new CatalogueRecordRow { Kind = "category", Id = "astrology", Hash = "", Source = "test", Document = """{"displayName":"Astrology"}""" });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        _indexes.CategoriesMayDiffer();
        Assert.Same(before, await CurrentAsync());
        await _indexes.Rebuilding;

        Assert.Equal("Astrology", (await CurrentAsync()).Taxonomy.NameOf("astrology"));
    }

    private ValueTask<SearchIndex> CurrentAsync() => _indexes.CurrentAsync(TestContext.Current.CancellationToken);

    private static IEnumerable<Product> Products(int from, int count) => Enumerable.Range(from, count).Select(number =>
        new Product(new ProductId($"prod-{number:D13}"), "SaaSProduct", $"Product {number}", "Seller", ProductVisibility.Public, DateTimeOffset.UnixEpoch));
}

public sealed class SearchIndexesOnSqliteTests() : SearchIndexesTests(null);

[Trait("Ring", "Postgres")]
public sealed class SearchIndexesOnPostgresTests(PostgresServer server) : SearchIndexesTests(new PostgresDatabase(server));
