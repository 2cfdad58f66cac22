using Guildhall.App.Configuration;
using Guildhall.App.Store;
using Guildhall.Domain;
using Microsoft.Data.Sqlite;

namespace Guildhall.App.Upkeep.Backups;

/// <summary>SQLite: <c>VACUUM INTO</c> copies while others read and write; a restore swaps the file and keeps the old one beside it.</summary>
internal sealed class SqliteDump(DataFolder folder) : Dump
{
    /// <summary>sqlite.org/rescode.html: SQLITE_BUSY.</summary>
    private const int Busy = 5;

    /// <summary>sqlite.org/rescode.html: SQLITE_CORRUPT.</summary>
    private const int Corrupt = 11;

    /// <summary>sqlite.org/rescode.html: SQLITE_NOTADB.</summary>
    private const int NoDatabase = 26;

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

    /// <summary>
    /// A process that is killed in the middle leaves the old database, whole, or the new one, ready: the copy takes the old one's place in one step, and
    /// everything that could be lost is in one file by then. security.md F-07, F-08.
    /// </summary>
    public override async Task<Problem?> ReadAsync(string file, DateTimeOffset now, Func<Database, Task> prepare, CancellationToken cancellation)
    {
        if (!await IsSoundAsync(file, cancellation)) return Refuse("The database in the backup is damaged.");
        await prepare(Database.Sqlite(file));
        await FoldAsync(file, cancellation);
        if (File.Exists(_database) && await KeepOldAsync($"{_database}.before-{now:yyyyMMddTHHmmssZ}", cancellation) is { } problem) return problem;
        Fault.Point("restore.before-swap");
        File.Move(file, _database, overwrite: true);
        return null;
    }

    /// <summary>Puts the old database aside, in one file unless it is too damaged for that; it stays in place too.</summary>
    private async Task<Problem?> KeepOldAsync(string aside, CancellationToken cancellation)
    {
        try
        {
            await FoldAsync(_database, cancellation);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is Busy)
        {
            return Refuse("Another command is using the database. Try again when it has ended.");
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is Corrupt or NoDatabase)
        {
            // What is restored because of its damage is kept as it is: with its journal, which must not meet another database.
        }

        PrivateFile.Copy(_database, aside);
        foreach (var part in (string[])["-wal", "-shm"])
        {
            if (!File.Exists(_database + part)) continue;
            PrivateFile.Copy(_database + part, aside + part);
            File.Delete(_database + part);
        }

        return null;
    }

    private static async Task<bool> IsSoundAsync(string file, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await OpenAsync(file, cancellation);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA integrity_check";
            return await command.ExecuteScalarAsync(cancellation) is "ok";
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is Corrupt or NoDatabase)
        {
            return false;
        }
    }

    /// <summary>Brings everything of a database into its one file.</summary>
    private static async Task FoldAsync(string file, CancellationToken cancellation)
    {
        // A pooled connection would go on with the file that it opened.
        SqliteConnection.ClearAllPools();
        await using var connection = await OpenAsync(file, cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=DELETE";
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<SqliteConnection> OpenAsync(string file, CancellationToken cancellation)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False;Default Timeout=5");
        await connection.OpenAsync(cancellation);
        return connection;
    }
}
