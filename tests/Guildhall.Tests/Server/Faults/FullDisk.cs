using Guildhall.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Faults;

/// <summary>
/// A SQLite database that may not grow: every pooled connection is told so (<c>PRAGMA max_page_count</c>, which SQLite answers as it does a full disk,
/// with SQLITE_FULL), until this is disposed.
/// </summary>
internal sealed class FullDisk : IAsyncDisposable
{
    private const int Connections = 40;
    private readonly Database _database;

    private FullDisk(Database database) => _database = database;

    public static async Task<FullDisk> UnderAsync(Database database)
    {
        // What is free inside the file counts as space too: it is used up first.
        await using (var db = database.Open()) await db.Database.ExecuteSqlRawAsync("VACUUM", TestContext.Current.CancellationToken);
        await TellAllAsync(database, 1);
        return new FullDisk(database);
    }

    public async ValueTask DisposeAsync() => await TellAllAsync(_database, 1_000_000);

    private static async Task TellAllAsync(Database database, int pages)
    {
        var opened = new List<GuildhallDb>();
        try
        {
            for (var i = 0; i < Connections; i++)
            {
                var db = database.Open();
                opened.Add(db);
                await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.CommandText = $"PRAGMA max_page_count={pages}";
                await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            }
        }
        finally
        {
            foreach (var db in opened) await db.DisposeAsync();
        }
    }
}
