using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Crashes;

/// <summary>
/// Some crashes one after another on one data folder, while several clients send change sets; then a start without a fault, after which everything
/// must have come to its end.
/// </summary>
internal sealed class CrashChain(PreparedFolder prepared, int seed)
{
    private const int SetsPerRound = 10;
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(60);

    private readonly Random _random = new(seed);
    private readonly string _folder = prepared.Copy();
    private readonly CrashClient[] _clients = [.. Enumerable.Range(0, 4).Select(n => new CrashClient(prepared, seed * 4 + n, $"client{n}"))];

    /// <summary>Runs one crash for each fault (null: killed at a random moment), then recovers and checks.</summary>
    public async Task RunAsync(IEnumerable<string?> faults)
    {
        foreach (var fault in faults) await CrashAsync(fault);
        await using (var guildhall = await GuildhallProcess.StartAsync(prepared, _folder, fault: null))
        {
            await Task.WhenAll(_clients.Select(c => c.RetryAsync(guildhall!)));
            await UntilAllEndedAsync();
        }

        var stored = await StoredOutcome.ReadAsync(Store, prepared);
        stored.Check([.. _clients.SelectMany(c => c.Sent)]);
        foreach (var client in _clients) client.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Database Store => Database.Sqlite(PreparedFolder.DatabaseOf(_folder));

    private async Task CrashAsync(string? fault)
    {
        await using var guildhall = await GuildhallProcess.StartAsync(prepared, _folder, fault is null ? null : $"{fault}:{_random.Next(1, 9)}");
        if (guildhall is null) return;
        var work = Task.WhenAll(_clients.Select(c => WorkAsync(c, guildhall)));
        if (fault is null) await Task.WhenAny(work, Task.Delay(_random.Next(400), TestContext.Current.CancellationToken));
        else await work;
        if (!guildhall.Ended) await guildhall.KillAsync();
        await work;
    }

    private static async Task WorkAsync(CrashClient client, GuildhallProcess guildhall)
    {
        await client.RetryAsync(guildhall);
        await client.WorkAsync(guildhall, SetsPerRound);
    }

    private async Task UntilAllEndedAsync()
    {
        await using var db = Store.Open();
        var limit = DateTimeOffset.UtcNow + Recovery;
        while (await db.ChangeSets.AnyAsync(s => s.Status == ChangeSetStatus.Preparing, TestContext.Current.CancellationToken))
        {
            Assert.True(DateTimeOffset.UtcNow < limit, "Some sets have not ended 60 s after the restart (F-05).");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
