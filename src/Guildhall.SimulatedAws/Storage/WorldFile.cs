using Microsoft.Data.Sqlite;

namespace Guildhall.SimulatedAws.Storage;

/// <summary>The simulation's SQLite file: one row per record, one transaction per changing call, durable before the answer.</summary>
internal sealed class WorldFile : IDisposable
{
    private const string InMemory = ":memory:";
    private const int FormatVersion = 1;
    private readonly SqliteConnection _connection;

    private WorldFile(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens or creates the file and keeps every other process out of it until disposed.</summary>
    /// <exception cref="SqliteException">The file cannot be opened, or another process holds it.</exception>
    /// <exception cref="InvalidDataException">The file was written by a newer release.</exception>
    public static WorldFile Open(string path)
    {
        if (path != InMemory && !File.Exists(path)) PrivateFile.Create(path).Dispose();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
            DefaultTimeout = 1,
        }.ToString());
        var file = new WorldFile(connection);
        try
        {
            connection.Open();
            file.Prepare();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads all rows, in no particular order.</summary>
    public void ReadAll(Action<string, byte[]> row)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT kind, json FROM records";
        using var reader = command.ExecuteReader();
        while (reader.Read()) row(reader.GetString(0), reader.GetFieldValue<byte[]>(1));
    }

    public void Write(IEnumerable<Row> rows)
    {
        using var transaction = _connection.BeginTransaction();
        using var put = Prepared(transaction, "INSERT INTO records (kind, id, json) VALUES ($kind, $id, $json) ON CONFLICT DO UPDATE SET json = excluded.json");
        using var remove = Prepared(transaction, "DELETE FROM records WHERE kind = $kind AND id = $id");
        foreach (var row in rows)
        {
            var command = row.Json is null ? remove : put;
            command.Parameters["$kind"].Value = row.Kind;
            command.Parameters["$id"].Value = row.Id;
            if (row.Json is not null) command.Parameters["$json"].Value = row.Json;
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public void Dispose() => _connection.Dispose();

    private void Prepare()
    {
        Execute("PRAGMA locking_mode = EXCLUSIVE");
        Execute("PRAGMA journal_mode = WAL");
        Execute("PRAGMA synchronous = FULL");
        using var version = _connection.CreateCommand();
        version.CommandText = "PRAGMA user_version";
        var found = Convert.ToInt32(version.ExecuteScalar());
        if (found > FormatVersion) throw new InvalidDataException($"The simulation's data file has format {found}; this release knows {FormatVersion}.");
        Execute("CREATE TABLE IF NOT EXISTS records (kind TEXT NOT NULL, id TEXT NOT NULL, json BLOB NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID");
        Execute($"PRAGMA user_version = {FormatVersion}");
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private SqliteCommand Prepared(SqliteTransaction transaction, string sql)
    {
        var command = _connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var name in new[] { "$kind", "$id", "$json" })
            if (sql.Contains(name, StringComparison.Ordinal))
                command.Parameters.Add(name, name == "$json" ? SqliteType.Blob : SqliteType.Text);
        return command;
    }
}
