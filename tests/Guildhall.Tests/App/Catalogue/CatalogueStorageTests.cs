using System.Text;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Catalogue.Generator;
using Guildhall.App.Catalogue.Import;
using Guildhall.App.Catalogue.Storage;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Products;
using Guildhall.Tests.App.Cloud;
using Guildhall.Tests.App.Store;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.App.Catalogue;

/// <summary>Imports into a database, and memory following them: the same tests on both databases.</summary>
public abstract class CatalogueStorageTests(PostgresDatabase? postgres) : StoreTests(postgres)
{
    private readonly SteppedClock _clock = new();
    private readonly Marketplaces _marketplaces = new();
    private CatalogueImports _imports = null!;
    private CatalogueLoader _loader = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Database.MigrateAsync(TestContext.Current.CancellationToken);
        (_imports, _loader) = (new CatalogueImports(Database, _clock), new CatalogueLoader(Database, _marketplaces));
    }

    [Fact]
    public async Task What_is_imported_is_in_memory_with_its_seller_s_name()
    {
        await ImportAsync(CatalogueText.Product, CatalogueText.Seller);
        var product = Find("prod-a")!;
        Assert.Equal(("Shield", "Alderwick Data", ProductVisibility.Public, false), (product.Title, product.Manufacturer, product.Visibility, product.AlwaysEntitled));
        Assert.Equal(_clock.GetUtcNow(), product.LastModified);
    }

    [Fact]
    public async Task A_change_keeps_the_number_and_an_unchanged_product_its_date()
    {
        await ImportAsync(CatalogueText.Seller, CatalogueText.Product, CatalogueText.Product.Replace("prod-a", "prod-b", StringComparison.Ordinal));
        var before = Find("prod-b")!;
        var number = _marketplaces.Catalogue.NumberOf("prod-a");
        await _clock.DriveAsync(Task.Run(async () =>
        {
            await Task.Delay(TimeSpan.FromHours(1), _clock, TestContext.Current.CancellationToken);
            return 0;
        }));
        var counts = await ImportAsync(CatalogueText.Seller, CatalogueText.Product.Replace("Shield", "Lens", StringComparison.Ordinal), CatalogueText.Product.Replace("prod-a", "prod-b", StringComparison.Ordinal));
        Assert.Equal(new ImportCounts(0, 1, 2, 0, 0), counts);
        Assert.Equal(("Lens", number), (Find("prod-a")!.Title, _marketplaces.Catalogue.NumberOf("prod-a")));
        Assert.Equal(before, Find("prod-b"));
    }

    [Fact]
    public async Task A_seller_s_new_name_shows_on_all_its_products()
    {
        await ImportAsync(CatalogueText.Seller, CatalogueText.Product);
        await ImportAsync("""{"kind":"seller","id":"seller-a","displayName":"Alderwick Works","accountId":"999999999999"}""");
        Assert.Equal(("Alderwick Works", "999999999999"), (Find("prod-a")!.Manufacturer, Find("prod-a")!.ManufacturerAccount));
    }

    [Fact]
    public async Task M19_A_limited_product_is_seen_by_the_accounts_it_or_a_private_offer_names()
    {
        const string product = """{"kind":"product","id":"prod-a","type":"SaaSProduct","title":"Shield","seller":"seller-a","visibility":"Limited","allowedAccounts":["111122223333"]}""";
        const string offer = """{"kind":"offer","id":"offer-a","product":"prod-a","state":"Released","buyerAccounts":["444455556666"]}""";
        await ImportAsync(CatalogueText.Seller, product);
        Assert.False(Find("prod-a")!.VisibleTo(new AccountId("444455556666")));
        await ImportAsync(offer);
        Assert.True(Find("prod-a")!.VisibleTo(new AccountId("111122223333")));
        Assert.True(Find("prod-a")!.VisibleTo(new AccountId("444455556666")));
        Assert.False(Find("prod-a")!.VisibleTo(new AccountId("777788889999")));
        await ImportAsync("""{"kind":"offer","id":"offer-a","op":"restrict"}""");
        Assert.False(Find("prod-a")!.VisibleTo(new AccountId("444455556666")));
    }

    [Fact]
    public async Task With_a_bad_line_nothing_is_written_unless_asked()
    {
        var bad = Text(CatalogueText.Seller, CatalogueText.Product, "{}");
        Assert.False((await _imports.ImportAsync(CatalogueFile.JsonLines(() => new MemoryStream(bad)), keepGoing: false, TestContext.Current.CancellationToken)).Applied);
        _loader.Load();
        Assert.Null(Find("prod-a"));
        Assert.True((await _imports.ImportAsync(CatalogueFile.JsonLines(() => new MemoryStream(bad)), keepGoing: true, TestContext.Current.CancellationToken)).Applied);
        _loader.Load();
        Assert.NotNull(Find("prod-a"));
    }

    [Fact]
    public async Task A_synthetic_catalogue_goes_in_whole_and_comes_again_unchanged()
    {
        using var file = new MemoryStream();
        SyntheticCatalogue.Write(new SyntheticOptions(1_500, 1), file, TestContext.Current.CancellationToken);
        var lines = file.ToArray();
        var first = await ImportAsync(lines);
        Assert.Equal(1_500, _marketplaces.Catalogue.Products.Count(p => p.Visibility == ProductVisibility.Public));
        Assert.DoesNotContain(_marketplaces.Catalogue.Products, p => p.Manufacturer.StartsWith("seller-", StringComparison.Ordinal));
        Assert.Contains(_marketplaces.Catalogue.Products, p => p.Visibility == ProductVisibility.Limited && !p.AllowedAccounts.IsEmpty);
        Assert.Equal(new ImportCounts(0, 0, first.Added, 0, 0), await ImportAsync(lines));
        Assert.Equal(Enumerable.Range(0, _marketplaces.Catalogue.Products.Length), _marketplaces.Catalogue.Products.Select(p => _marketplaces.Catalogue.NumberOf(p.Id.Value)));
    }

    [Fact]
    public async Task Two_imports_at_once_both_arrive()
    {
        var one = ManyProducts('a');
        var two = ManyProducts('b');
        await Task.WhenAll(Run(one), Run(two));
        _loader.Load();
        Assert.Equal(3_000, _marketplaces.Catalogue.Products.Length);

        Task Run(byte[] file) => new CatalogueImports(Database, TimeProvider.System).ImportAsync(CatalogueFile.JsonLines(() => new MemoryStream(file)), keepGoing: false, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_import_that_another_overtakes_is_merged_with_what_that_wrote()
    {
        await ImportAsync(CatalogueText.Seller, CatalogueText.Product);
        var mine = Text("""{"kind":"product","id":"prod-a","title":"Lens"}""");
        var theirs = Text("""{"kind":"product","id":"prod-a","visibility":"Restricted"}""");
        var overtaken = false;

        await _imports.ImportAsync(CatalogueFile.JsonLines(Open), keepGoing: false, TestContext.Current.CancellationToken);
        _loader.Load();

        Assert.Equal(("Lens", ProductVisibility.Restricted), (Find("prod-a")!.Title, Find("prod-a")!.Visibility));

        Stream Open()
        {
            if (!overtaken)
            {
                overtaken = true;
                new CatalogueImports(Database, _clock).ImportAsync(CatalogueFile.JsonLines(() => new MemoryStream(theirs)), keepGoing: false, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
            }

            return new MemoryStream(mine);
        }
    }

    private static byte[] ManyProducts(char letter) => Text(
        [CatalogueText.Seller.Replace("seller-a", $"seller-{letter}", StringComparison.Ordinal),
        .. Enumerable.Range(0, 1_500).Select(i => CatalogueText.Product.Replace("prod-a", $"prod-{letter}{i}", StringComparison.Ordinal).Replace("seller-a", $"seller-{letter}", StringComparison.Ordinal))]);

    private static byte[] Text(params string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines));

    private Product? Find(string id) => _marketplaces.Catalogue.Find(new ProductId(id));

    private Task<ImportCounts> ImportAsync(params string[] lines) => ImportAsync(Text(lines));

    private async Task<ImportCounts> ImportAsync(byte[] lines)
    {
        var report = await _imports.ImportAsync(CatalogueFile.JsonLines(() => new MemoryStream(lines)), keepGoing: false, TestContext.Current.CancellationToken);
        Assert.Empty(report.Refusals);
        _loader.Load();
        return report.Counts;
    }
}

public sealed class CatalogueStorageOnSqliteTests() : CatalogueStorageTests(null);

[Trait("Ring", "Postgres")]
public sealed class CatalogueStorageOnPostgresTests(PostgresServer server) : CatalogueStorageTests(new PostgresDatabase(server));
