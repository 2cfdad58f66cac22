using System.Data.Common;
using System.IO.Compression;
using System.Text;
using Guildhall.App.Configuration;
using Guildhall.App.Store;
using Guildhall.App.Upkeep;
using Guildhall.App.Upkeep.Backups;
using Guildhall.Tests.Postgres;
using Guildhall.Tests.Server.Ui;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Secrets;

/// <summary>A hall with something behind every address, that keeps all it logs and shows all it stores.</summary>
public abstract class HuntedHall(PostgresDatabase? postgres) : RoutesHall(postgres)
{
    internal KeptLog Log { get; } = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected override Task<RunningHall> StartAsync(PostgresDatabase? database) => RunningHall.StartAsync(
        database, options => options with { OrderPoll = TimeSpan.FromMilliseconds(200), OrderCertainty = TimeSpan.FromSeconds(3) }, log: Log);

    /// <summary>Everything in the data folder but the simulated AWS; a database that is elsewhere table by table; a backup, unpacked.</summary>
    internal async Task<List<(string Place, byte[] Content)>> StoredPlacesAsync()
    {
        var places = new List<(string, byte[])>();
        if (Hall.Guildhall.Database.Kind == DatabaseKind.Postgres) places.AddRange(await TablesAsync());
        else places.AddRange(await BackupAsync());
        foreach (var file in Directory.EnumerateFiles(Hall.Folder, "*", SearchOption.AllDirectories).Where(f => !Path.GetFileName(f).StartsWith("aws.", StringComparison.Ordinal)))
        {
            await using var content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await content.CopyToAsync(bytes, Cancellation);
            places.Add((Path.GetFileName(file), bytes.ToArray()));
        }

        return places;
    }

    private async Task<List<(string Place, byte[] Content)>> BackupAsync()
    {
        var archive = Path.Combine(Hall.Folder, "backup.zip");
        Assert.False((await Backup.MakeAsync(new Settings(), DataFolder.At(Hall.Folder), archive, TimeProvider.System.GetUtcNow(), Cancellation)).Refused);
        var places = new List<(string, byte[])>();
        using var zip = ZipFile.OpenRead(archive);
        foreach (var entry in zip.Entries)
        {
            await using var content = entry.Open();
            using var bytes = new MemoryStream();
            await content.CopyToAsync(bytes, Cancellation);
            places.Add(($"backup {entry.FullName}", bytes.ToArray()));
        }

        return places;
    }

    private async Task<List<(string Place, byte[] Content)>> TablesAsync()
    {
        await using var db = Hall.Guildhall.Database.Open();
        await db.Database.OpenConnectionAsync(Cancellation);
        var connection = db.Database.GetDbConnection();
        var tables = new List<(string, byte[])>();
        foreach (var table in await TextsAsync(connection, "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'"))
            tables.Add((table, Encoding.UTF8.GetBytes(string.Join('\n', await TextsAsync(connection, $"SELECT row_to_json(t)::text FROM \"{table}\" t")))));
        return tables;
    }

    private static async Task<List<string>> TextsAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var texts = new List<string>();
        while (await reader.ReadAsync(Cancellation)) texts.Add(reader.GetString(0));
        return texts;
    }
}

public sealed class SqliteHuntedHall() : HuntedHall(null);

public sealed class PostgresHuntedHall(PostgresServer server) : HuntedHall(new PostgresDatabase(server));
