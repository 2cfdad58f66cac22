using System.Globalization;
using Guildhall.App;
using Guildhall.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Faults;

/// <summary>
/// A SQLite database that may not grow: every pooled connection, and the writer's own, is told so (<c>PRAGMA max_page_count</c>, which SQLite answers as
/// it does a full disk, with SQLITE_FULL), until this is disposed.
/// </summary>
internal sealed class FullDisk : IAsyncDisposable
{
    private const int Connections = 40;
    private readonly Installation _guildhall;

    private FullDisk(Installation guildhall) => _guildhall = guildhall;

    public static async Task<FullDisk> UnderAsync(Installation guildhall)
    {
        // What is free inside the file counts as space too: it is used up first.
        await using (var db = guildhall.Database.Open()) await db.Database.ExecuteSqlRawAsync("VACUUM", TestContext.Current.CancellationToken);
        await TellAllAsync(guildhall, 1);

        // A connection that a loop was just using is back in the pool by now.
        await Task.Delay(200, TestContext.Current.CancellationToken);
        await TellAllAsync(guildhall, 1);
        return new FullDisk(guildhall);
    }

    public async ValueTask DisposeAsync() => await TellAllAsync(_guildhall, 1_000_000);

    private static async Task TellAllAsync(Installation guildhall, int pages)
    {
        await guildhall.Writer.WriteAsync(scope => scope.Db.Database.ExecuteSqlRaw(Limit(pages)), TestContext.Current.CancellationToken);
        var opened = new List<GuildhallDb>();
        try
        {
            for (var i = 0; i < Connections; i++)
            {
                var db = guildhall.Database.Open();
                opened.Add(db);
                await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.CommandText = Limit(pages);
                await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            }
        }
        finally
        {
            foreach (var db in opened) await db.DisposeAsync();
        }
    }

    private static string Limit(int pages) => string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count={pages}");
}
