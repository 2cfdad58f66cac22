using Guildhall.Tests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Organizations;

public abstract class SyncTurnTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    [Fact(Timeout = 60_000)]
    public async Task A_sync_that_somebody_asks_for_waits_for_the_one_that_is_running()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var link = (await Hall.Guildhall.Links.FindAsync(World.Management, cancellation))!.Id;
        await HoldAsync(link, until: Hall.Guildhall.Options.Clock.GetUtcNow() + TimeSpan.FromMinutes(2));

        var refused = await Hall.Guildhall.Syncs.SyncAsync(link, cancellation);
        var waiting = Hall.Guildhall.Syncs.SyncInTurnAsync(link, default, cancellation);
        Assert.Equal("SYNC_RUNNING", refused.Problems[0].Code);
        Assert.False(waiting.IsCompleted);

        await HoldAsync(link, until: default);
        Assert.Equal("The organization is as it was.", (await waiting).Value.Message);
    }

    /// <summary>As another process does while it syncs.</summary>
    private async Task HoldAsync(string link, DateTimeOffset until)
    {
        await using var db = Hall.Guildhall.Database.Open();
        await db.Links.Where(l => l.Id == link).ExecuteUpdateAsync(l => l.SetProperty(x => x.LeaseUntil, until), TestContext.Current.CancellationToken);
    }
}

public sealed class SyncTurnOnSqliteTests() : SyncTurnTests(null);

[Trait("Ring", "Postgres")]
public sealed class SyncTurnOnPostgresTests(PostgresServer server) : SyncTurnTests(new PostgresDatabase(server));
