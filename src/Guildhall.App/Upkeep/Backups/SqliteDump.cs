using Guildhall.App.Configuration;
using Guildhall.Domain;
using Microsoft.Data.Sqlite;

namespace Guildhall.App.Upkeep.Backups;

/// <summary>SQLite: <c>VACUUM INTO</c> copies while others read and write; a restore swaps the file and keeps the old one beside it.</summary>
internal sealed class SqliteDump(DataFolder folder) : Dump
{
    private readonly string _database = folder.File(DatabaseSettings.SqliteFile);

    public override async Task<Problem?> WriteAsync(string file, CancellationToken cancellation)
    {
        if (!File.Exists(_database)) return Refuse($"There is no database in '{folder.Path}'.");
        await using var connection = await OpenAsync(_database, cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $file";
        command.Parameters.AddWithValue("$file", file);
        await command.ExecuteNonQueryAsync(cancellation);
        return null;
    }

    public override async Task<Problem?> ReadAsync(string file, DateTimeOffset now, CancellationToken cancellation)
    {
        await using (var connection = await OpenAsync(file, cancellation))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA integrity_check";
            if (await command.ExecuteScalarAsync(cancellation) is not "ok") return Refuse("The database in the backup is damaged.");
        }

        // A pooled connection would go on with the file that it opened.
        SqliteConnection.ClearAllPools();
        // The journal belongs to the database of its name, so all three move together.
        var aside = $"{_database}.before-{now:yyyyMMddTHHmmssZ}";
        foreach (var part in (string[])["-wal", "-shm", ""])
            if (File.Exists(_database + part)) File.Move(_database + part, aside + part);
        File.Move(file, _database);
        return null;
    }

    private static async Task<SqliteConnection> OpenAsync(string file, CancellationToken cancellation)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False;Default Timeout=5");
        await connection.OpenAsync(cancellation);
        return connection;
    }
}
