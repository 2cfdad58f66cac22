using System.Text.Json.Nodes;
using Guildhall.App.Store;

namespace Guildhall.Tests.Server.Pulls;

/// <summary>Kills <c>guildhall catalog pull</c> at every step.</summary>
[Trait("Ring", "Crash")]
public sealed class PullCrashTests : IDisposable
{
    private const int Products = 120;

    private readonly string _folder = Directory.CreateTempSubdirectory("pull-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task F07_A_pull_killed_at_every_step_goes_on_where_it_was_and_shows_nothing_before_it_has_all()
    {
        await using var market = await SmallMarketplace.StartAsync(Products);
        var pull = new PullProcess(_folder, market.Url, "AKIDEXAMPLE", "secret");
        foreach (var fault in new[] { "pull.kept:1", "pull.kept:5", "pull.kept:300", "pull.walked", "pull.written", "import.staged", "import.before-commit" })
        {
            await pull.KilledAsync(fault);
            Assert.Empty(await StoredAsync());
        }

        // All questions were answered, and none more often than by those that were on their way at a kill.
        Assert.InRange(market.Calls, market.Asked.Count, market.Asked.Count + (3 * 8));
        var calls = market.Calls;
        await pull.KilledAsync("import.committed");
        var records = await StoredAsync();
        Assert.Equal((2 * Products) + 1 + 4, records.Count);
        var end = await pull.DoneAsync();
        Assert.Equal((0, 0, records.Count), (end.GetProperty("added").GetInt32(), end.GetProperty("changed").GetInt32(), end.GetProperty("unchanged").GetInt32()));
        Assert.Equal(calls, market.Calls);

        Assert.Equal(market.Asked.Count, (await pull.DoneAsync()).GetProperty("calls").GetInt32());
        Assert.Equal(records.Select(Text), (await StoredAsync()).Select(Text));
    }

    private static string Text(KeyValuePair<string, JsonObject> record) => $"{record.Key} {record.Value.ToJsonString()}";

    private Task<SortedDictionary<string, JsonObject>> StoredAsync() => StoredCatalogue.ReadAsync(Database.Sqlite(Path.Combine(_folder, "guildhall.db") + ";Pooling=False"));
}
