using Guildhall.App.Store.Rows;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Crashes;

/// <summary>
/// Crashes one after another on one store, while several clients work. After each, the dead server's database must be sound; the next server must take
/// everything to its end before it is given new work, unless it is killed over that.
/// </summary>
internal sealed class CrashChain(PreparedHall hall, CrashStore store, int seed, CrashTally tally)
{
    private const int SetsPerRound = 6;
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(60);

    private readonly Random _random = new(seed);
    private readonly CrashClient[] _clients = [.. Enumerable.Range(0, 4).Select(n => new CrashClient(hall, seed * 4 + n, n))];
    private IReadOnlyList<string> _pending = [];

    /// <summary>Runs one crash for each fault (null: killed at a random moment), then recovers and checks.</summary>
    public async Task RunAsync(IEnumerable<string?> faults)
    {
        foreach (var fault in faults)
        {
            await CrashAsync(fault);
            await store.LookAsync(async database => await LookAsync(await StoredOutcome.ReadAsync(database)));
        }

        await using (var guildhall = await GuildhallProcess.StartAsync(hall, store, fault: null))
        {
            await Task.WhenAll(_clients.Select(c => c.RetryAsync(guildhall!)));
            Assert.All(_clients.SelectMany(c => c.Sent), set => Assert.True(set.Answered, $"{set.Token} was sent and has no answer, though nothing is killed any more."));
            await UntilAllEndedAsync(guildhall!);
        }

        await store.LookAsync(async database =>
        {
            var stored = await LookAsync(await StoredOutcome.ReadAsync(database));
            stored.CheckEnded();
            return stored;
        });
        tally.AddSets(_clients.Sum(c => c.Sent.Count));
        foreach (var client in _clients) client.Dispose();
    }

    private Task<StoredOutcome> LookAsync(StoredOutcome stored)
    {
        stored.Check(hall, [.. _clients.SelectMany(c => c.Sent)]);
        foreach (var mark in _clients.SelectMany(c => c.Marks)) mark.Check(stored.Marks.Audited[mark.Operation], stored.Marks.Values[mark.Operation]);
        _pending = [.. stored.Pending.Select(r => r.Id.Value)];
        return Task.FromResult(stored);
    }

    private async Task CrashAsync(string? fault)
    {
        await using var guildhall = await GuildhallProcess.StartAsync(hall, store, fault is null ? null : $"{fault}:{Passing(fault)}");
        if (guildhall is not null) await WorkAsync(guildhall, fault);
        tally.Add(fault, reached: guildhall is null || guildhall.Ended);
        if (guildhall is { Ended: false }) await guildhall.KillAsync();
    }

    /// <summary>Recovery passes a point only as often as sets were left behind; few sets are cancelled.</summary>
    private int Passing(string fault) => fault is CrashTests.LeftBehind or CrashTests.Cancelled ? 1 : _random.Next(1, 9);

    private async Task WorkAsync(GuildhallProcess guildhall, string? fault)
    {
        var work = Task.WhenAll(_clients.Select(c => WorkAsync(c, guildhall)));
        if (fault is null)
        {
            await Task.WhenAny(work, Task.Delay(_random.Next(600), TestContext.Current.CancellationToken));
            await guildhall.KillAsync();
        }

        await work;
        if (fault is not null && _clients.Any(c => c.CutOff)) await guildhall.UntilEndedAsync();
    }

    private async Task WorkAsync(CrashClient client, GuildhallProcess guildhall)
    {
        await client.RetryAsync(guildhall);
        if (store.TakesUpAtOnce) await UntilAllEndedAsync(guildhall);
        await client.WorkAsync(guildhall, SetsPerRound, _pending);
    }

    /// <summary>Returns early when the server was killed over it.</summary>
    private async Task UntilAllEndedAsync(GuildhallProcess guildhall)
    {
        var left = await LeftAsync([]);
        var limit = DateTimeOffset.UtcNow + Recovery;
        while (left.Count > 0 && !guildhall.Ended)
        {
            Assert.True(DateTimeOffset.UtcNow < limit, $"{left.Count} sets have not ended 60 s after the restart (F-05).");
            await Task.Delay(10, TestContext.Current.CancellationToken);
            left = await LeftAsync(left);
        }
    }

    /// <summary>Which of some sets have not ended; of all, when none are named.</summary>
    private async Task<List<string>> LeftAsync(List<string> of)
    {
        await using var db = store.Database.Open();
        return await db.ChangeSets.Where(s => s.Status == ChangeSetStatus.Preparing && (of.Count == 0 || of.Contains(s.Id))).Select(s => s.Id).ToListAsync(TestContext.Current.CancellationToken);
    }
}
