using System.Diagnostics;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Catalogue.Generator;
using Guildhall.Domain.Products;
using Guildhall.Tests.Postgres;
using static Guildhall.Tests.Clients.Following;

namespace Guildhall.Tests.Server.Pulls;

/// <summary>Issue 5, "must show" 6: one Guildhall pulls the catalogue of another over HTTP, killed three times on the way.</summary>
public abstract class GuildhallPullTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    private static readonly int Products = LongRun.Asked ? 5_000 : 200;

    [Fact]
    public async Task F07_The_catalogue_of_another_Guildhall_is_pulled_though_killed_three_times_and_then_both_are_equal()
    {
        await using var target = await StartAnotherAsync(options => options);
        var puller = await FillAsync();
        var pull = new PullProcess(target.Folder, Hall.Url, puller.Credentials.AccessKeyId, puller.Credentials.SecretAccessKey) { Environment = target.Terminal().Environment };
        foreach (var fault in new[] { $"pull.kept:{Products}", $"pull.kept:{2 * Products}", "import.before-commit" })
        {
            await pull.KilledAsync(fault);
            Assert.Empty(await StoredCatalogue.ReadAsync(target.Guildhall.Database));
        }

        var clock = Stopwatch.StartNew();
        var last = await pull.DoneAsync();
        Assert.Equal((0, true), (last.GetProperty("refused").GetInt32(), last.GetProperty("complete").GetBoolean()));
        await ExpectEqualAsync(target, World.Developer);

        clock.Restart();
        var again = await pull.DoneAsync();
        var (calls, seconds) = (again.GetProperty("calls").GetInt32(), clock.Elapsed.TotalSeconds);
        TestContext.Current.TestOutputHelper?.WriteLine($"{again.GetProperty("products")} products and {again.GetProperty("offers")} offers with {calls} calls in {seconds:0.0} s, {calls / seconds:0} a second");
        Assert.Equal((0, 0, 0, 0), (again.GetProperty("added").GetInt32(), again.GetProperty("changed").GetInt32(), again.GetProperty("withdrawn").GetInt32(), again.GetProperty("refused").GetInt32()));
        Assert.InRange(again.GetProperty("products").GetInt32(), Products, Products * 2);
    }

    /// <summary>The catalogue of the source, with private offers for the account that pulls; whose key it pulls with.</summary>
    private async Task<HallCaller> FillAsync()
    {
        // The products that every hall has in memory alone.
        Hall.Guildhall.Marketplaces.Publish(ProductCatalogue.Empty);
        using var file = new MemoryStream();
        SyntheticCatalogue.Write(new SyntheticOptions(Products, 11, [World.Developer, World.Ledger, "812345678901"]), file, TestContext.Current.CancellationToken);
        Assert.True((await Hall.Guildhall.Imports.ImportAsync(CatalogueFile.JsonLines(() => new MemoryStream(file.ToArray())), keepGoing: false, TestContext.Current.CancellationToken)).Applied);
        await Hall.Guildhall.CatchUpAsync(TestContext.Current.CancellationToken);
        var puller = await Hall.CallerAsync(World.Developer, "puller", "GuildhallBuyer");
        await FollowsAsync("True", async () => $"{(await puller.PostAsync("/2026-02-05/searchListings", new { maxResults = 1 })).Json["totalResults"]!.GetValue<int>() >= Products}");
        return puller;
    }

    private async Task ExpectEqualAsync(RunningHall target, string account)
    {
        var source = await StoredCatalogue.ReadAsync(Hall.Guildhall.Database);
        var pulled = await StoredCatalogue.ReadAsync(target.Guildhall.Database);
        var (told, taken) = (new ToldCatalogue(source, account, TimeProvider.System.GetUtcNow()).Records, ToldCatalogue.Pulled(pulled));
        Assert.Equal(told.Keys, taken.Keys);
        Assert.Contains(told.Values, record => record.Contains($"\"buyerAccounts\":[\"{account}\"]", StringComparison.Ordinal));
        Assert.Contains(told.Values, record => record.Contains("\"visibility\":\"Limited\"", StringComparison.Ordinal));
        var different = told.Where(record => record.Value != taken[record.Key]).Select(record => $"{record.Key}\n  {record.Value}\n  {taken[record.Key]}").ToList();
        Assert.True(different.Count == 0, $"{different.Count} differ:\n{string.Join('\n', different.Take(5))}");
        var categories = pulled.Where(r => r.Key.StartsWith("category ", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(categories);
        Assert.All(categories, category => Assert.Equal(source[category.Key].ToJsonString(), category.Value.ToJsonString()));
    }
}

[Trait("Ring", "Crash")]
public sealed class GuildhallPullOnSqliteTests() : GuildhallPullTests(null);

[Trait("Ring", "Postgres")]
public sealed class GuildhallPullOnPostgresTests(PostgresServer server) : GuildhallPullTests(new PostgresDatabase(server));
