using System.Globalization;
using Guildhall.App.Store.Rows;
using Guildhall.Tests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.App.Store;

/// <summary>An export may ask for as many rows by their ids as an organization has accounts.</summary>
public abstract class LongListTests(PostgresDatabase? postgres) : StoreTests(postgres)
{
    [Fact]
    public async Task Fifty_thousand_ids_are_asked_for_at_once()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await Database.MigrateAsync(cancellation);
        await using var db = Database.Open();
        db.AddRange(Enumerable.Range(0, 3).Select(n => new SpentStateRow { State = $"state-{n * 20_000}", SpentAt = DateTimeOffset.UnixEpoch }));
        await db.SaveChangesAsync(cancellation);
        var ids = Enumerable.Range(1, 50_000).Select(n => string.Create(CultureInfo.InvariantCulture, $"state-{n}")).ToList();

        var found = await db.SpentStates.Where(s => ids.Contains(s.State)).Select(s => s.State).ToListAsync(cancellation);

        Assert.Equal(["state-20000", "state-40000"], found.Order());
    }
}

public sealed class LongListsOnSqliteTests() : LongListTests(null);

[Trait("Ring", "Postgres")]
public sealed class LongListsOnPostgresTests(PostgresServer server) : LongListTests(new PostgresDatabase(server));
