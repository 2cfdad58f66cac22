using System.Diagnostics;
using System.Text.Json;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Products;
using Guildhall.Tests.Postgres;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Crashes;

/// <summary>Kills <c>guildhall catalog import</c> while it brings another version of a catalogue in.</summary>
public abstract class ImportCrashTests(PostgresDatabase? postgres) : IAsyncLifetime
{
    private const int Products = 3_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("crash-").FullName;
    private CrashStore _store = null!;
    private string? _connection;

    private string File => Path.Combine(_folder, "catalogue.jsonl");

    public async ValueTask InitializeAsync()
    {
        _connection = postgres is null ? null : await postgres.ConnectMigratedAsync();
        _store = _connection is null ? new SqliteStore(_folder) : new PostgresStore(_folder, _connection);
    }

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        if (postgres is not null) await postgres.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task F07_An_import_that_is_killed_leaves_the_old_catalogue_or_the_new_one_and_can_be_run_again()
    {
        await WriteAsync("Old", Products);
        Assert.Equal(0, await ImportAsync(fault: null));
        await WriteAsync("New", Products + 500);
        foreach (var fault in new[] { "import.staged", "import.before-commit" })
        {
            Assert.NotEqual(0, await ImportAsync(fault));
            await ExpectAsync("Old", Products, counter: 1);
        }

        Assert.NotEqual(0, await ImportAsync("import.committed"));
        await ExpectAsync("New", Products + 500, counter: 2);
        Assert.Equal(0, await ImportAsync(fault: null));
        await ExpectAsync("New", Products + 500, counter: 2);
    }

    private Task ExpectAsync(string word, int count, long counter) => _store.LookAsync(async database =>
    {
        await using var db = database.Open();
        var products = await db.Products.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
        var documents = await db.ProductDocuments.AsNoTracking().Select(d => d.Document).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal((count, count), (products.Count, documents.Count));
        Assert.All(products, p => Assert.StartsWith(word, p.Title, StringComparison.Ordinal));
        Assert.All(documents, d => Assert.Contains($"\"title\":\"{word} ", d, StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(0, count), products.Select(p => p.Number).Order());
        Assert.All(products, p => Assert.Equal(ProductVisibility.Public, p.Visibility));
        var seller = await db.CatalogueRecords.Where(r => r.Kind == "seller").Select(r => r.Document).SingleAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"{word} Works", seller, StringComparison.Ordinal);
        Assert.Equal([counter], await db.Set<CounterRow>().Where(c => c.Scope == Counters.Catalogue).Select(c => c.Value).ToListAsync(TestContext.Current.CancellationToken));
        return 0;
    });

    private Task WriteAsync(string word, int count) => System.IO.File.WriteAllLinesAsync(File,
    [
        JsonSerializer.Serialize(new { kind = "seller", id = "seller-a", displayName = $"{word} Works" }),
        .. Enumerable.Range(0, count).Select(n => JsonSerializer.Serialize(new { kind = "product", id = $"prod-{n:00000}", type = "SaaSProduct", title = $"{word} {n}", seller = "seller-a" })),
    ]);

    private async Task<int> ImportAsync(string? fault)
    {
        var start = new ProcessStartInfo(GuildhallExecutable.Path, ["catalog", "import", File, "--data", _folder, "--json"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["GUILDHALL_MASTER_KEY"] = Convert.ToBase64String(new byte[32]);
        if (_connection is not null) (start.Environment["GUILDHALL_DATABASE"], start.Environment["GUILDHALL_CONNECTION"]) = ("postgres", _connection);
        if (fault is not null) start.Environment["GUILDHALL_FAULT"] = fault;
        using var import = Process.Start(start)!;
        var said = Task.WhenAll(import.StandardOutput.ReadToEndAsync(), import.StandardError.ReadToEndAsync());
        await import.WaitForExitAsync(TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Concat(await said));
        return import.ExitCode;
    }
}

[Trait("Ring", "Crash")]
public sealed class ImportCrashOnSqliteTests() : ImportCrashTests(null);

[Trait("Ring", "Postgres")]
public sealed class ImportCrashOnPostgresTests(PostgresServer server) : ImportCrashTests(new PostgresDatabase(server));
