using System.Data.Common;

namespace Guildhall.App.Store;

/// <summary>Which version the database's schema is of, found without EF Core's model: at nearly every start there is nothing to migrate.</summary>
internal static class StoredSchema
{
    private const string Applied = """SELECT "MigrationId" FROM "__EFMigrationsHistory" """;

    /// <summary>Whether the database has every migration of this program. False as well when it cannot be read or does not exist yet.</summary>
    public static bool IsCurrent(Database database)
    {
        try
        {
            using var reading = new PlainReading(database);
            var applied = reading.Rows(Applied).Select(row => row.GetString(0)).ToHashSet(StringComparer.Ordinal);
            return MigrationsOf(database.Kind).All(applied.Contains);
        }
        catch (DbException)
        {
            // No database, or one without tables: migrating makes them, or tells what is wrong.
            return false;
        }
    }

    /// <summary>
    /// Frees a migration that a killed process left locked. On SQLite EF Core keeps its lock as a row that is committed before the migration begins, and
    /// the next migration would wait for it for ever; PostgreSQL's goes with its connection. Only for who knows that no other process migrates. F-06.
    /// </summary>
    public static void ForgetLeftLock(Database database)
    {
        if (database.Kind != DatabaseKind.Sqlite) return;
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = """SELECT count(*) FROM sqlite_master WHERE "name" = '__EFMigrationsLock'""";
        if (command.ExecuteScalar() is 0L) return;
        command.CommandText = """DELETE FROM "__EFMigrationsLock" """;
        command.ExecuteNonQuery();
    }

    /// <summary>This program's migrations, oldest first. Written down here because finding them loads EF Core; a test compares them.</summary>
    internal static string[] MigrationsOf(DatabaseKind kind) => kind == DatabaseKind.Sqlite ? ["20261123192625_Initial"] : ["20261123192631_Initial"];
}
