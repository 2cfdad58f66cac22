using System.Data.Common;

namespace Guildhall.App.Store;

/// <summary>SQLite's <c>data_version</c>, on a connection of its own: another value when another connection has committed since.</summary>
internal sealed class DataVersion(Database database) : IDisposable
{
    private DbConnection? _watching;

    /// <summary>Null on PostgreSQL, which has no such thing.</summary>
    public long? Read()
    {
        if (database.Kind != DatabaseKind.Sqlite) return null;
        _watching ??= database.Connect();
        using var command = _watching.CreateCommand();
        command.CommandText = "PRAGMA data_version";
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose() => _watching?.Dispose();
}
