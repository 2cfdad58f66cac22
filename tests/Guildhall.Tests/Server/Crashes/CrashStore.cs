using Guildhall.App.Store;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Guildhall.Tests.Server.Crashes;

/// <summary>Where a server that is killed keeps its data.</summary>
internal abstract class CrashStore(string folder)
{
    /// <summary>The data folder of <c>serve</c>.</summary>
    public string Folder => folder;

    /// <summary>What <c>serve</c> is told about the database.</summary>
    public abstract string[] Arguments { get; }

    /// <summary>The database as a running server's neighbour sees it.</summary>
    public abstract Database Database { get; }

    /// <summary>Whether a new process takes up at once what the dead one left, because no other can be running.</summary>
    public abstract bool TakesUpAtOnce { get; }

    /// <summary>Reads the database of a dead server, leaving what its next start will find untouched.</summary>
    public abstract Task<T> LookAsync<T>(Func<Database, Task<T>> look);
}

/// <summary>SQLite in the data folder.</summary>
internal sealed class SqliteStore(string folder) : CrashStore(folder)
{
    private int _looks;

    public override string[] Arguments => [];

    /// <summary>Never kept and never writing: the last connection to close would empty a dead server's log by what that had announced, and what its next start must find would be gone.</summary>
    public override Database Database { get; } = Database.Sqlite(FileIn(folder) + ";Pooling=False;Mode=ReadOnly");

    public override bool TakesUpAtOnce => true;

    public static string FileIn(string folder) => Path.Combine(folder, "guildhall.db");

    /// <summary>Looks at a copy: opening the file itself would recover and empty its log, which is the next server's work.</summary>
    public override async Task<T> LookAsync<T>(Func<Database, Task<T>> look)
    {
        var copy = Directory.CreateDirectory(Path.Combine(Folder, $"look-{_looks++}")).FullName;
        foreach (var file in Directory.EnumerateFiles(Folder, "guildhall.db*").Where(f => !f.EndsWith("-shm", StringComparison.Ordinal))) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        var seen = await look(Database.Sqlite(FileIn(copy)));
        SqliteConnection.ClearAllPools();
        Directory.Delete(copy, recursive: true);
        return seen;
    }
}

/// <summary>A database of a PostgreSQL server, which outlives the killed process.</summary>
internal sealed class PostgresStore(string folder, string connection) : CrashStore(folder)
{
    private const string Others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'";

    public override string[] Arguments => ["--database", "postgres", "--connection", connection];

    public override Database Database { get; } = Database.Postgres(connection);

    public override bool TakesUpAtOnce => false;

    /// <summary>Looks when the dead process's connections have ended: a commit that was on its way may still arrive.</summary>
    public override async Task<T> LookAsync<T>(Func<Database, Task<T>> look)
    {
        NpgsqlConnection.ClearAllPools();
        await using var source = NpgsqlDataSource.Create(connection + ";Pooling=false");
        await using var alone = await source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(Others, alone);
        while ((long)(await command.ExecuteScalarAsync())! > 0) await Task.Delay(10);
        return await look(Database);
    }
}
