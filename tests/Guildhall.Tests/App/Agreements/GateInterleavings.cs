using Guildhall.App.Store;

namespace Guildhall.Tests.App.Agreements;

/// <summary>Stories side by side in one store, with leaps of its clock in between, and the check of all of them.</summary>
internal static class GateInterleavings
{
    private const int Acts = 7;

    /// <summary>What goes by after each era, one or the other in turn: too little for anything or too long for a reading, the month of an agreement, and as much again or the day that a renewal waits.</summary>
    private static readonly TimeSpan[][] Leaps = [[TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(70)], [TimeSpan.FromDays(29), TimeSpan.FromDays(32)], [TimeSpan.FromHours(25), TimeSpan.FromDays(32)]];

    /// <param name="database">Prepared.</param>
    /// <param name="seeds">A story each.</param>
    /// <param name="processes">How many processes' worth of Guildhall work on the database.</param>
    /// <param name="tally">Counts what happened.</param>
    public static async Task RunAsync(Database database, IReadOnlyList<int> seeds, int processes, GateTally tally)
    {
        await using var store = await GateStore.OpenAsync(database, processes);
        var (random, turn) = (new Random(seeds[0]), seeds[0] / seeds.Count);
        var stories = seeds.Select((seed, place) => new GateStory(store, place + 1, seed, tally)).ToList();
        await Task.WhenAll(stories.Select(story => Task.Run(story.BeginAsync)));
        foreach (var process in store.Processes) await process.CatchUpAsync(TestContext.Current.CancellationToken);
        foreach (var (era, leaps) in Leaps.Index())
        {
            await Task.WhenAll(stories.Select(story => Task.Run(() => LiveAsync(story, random))));
            await store.DrainAsync();
            await store.TurnAsync();
            store.Clock.PutAhead(leaps[(turn >> era) % 2]);
        }

        await store.TurnAsync();
        var records = await GateRecords.ReadAsync(database, TestContext.Current.CancellationToken);
        foreach (var story in stories) new GateCheck(story, records, store.Processes[0].Options.TreeAge, OneClock: database.Kind == DatabaseKind.Sqlite, tally).All();
    }

    /// <summary>Mostly the organization is read first: what is not is too old after most leaps.</summary>
    private static async Task LiveAsync(GateStory story, Random random)
    {
        bool reads;
        lock (random) reads = random.Next(5) > 0;
        if (reads) await story.ReadAsync();
        await story.LiveAsync(Acts);
    }
}
