using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

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

    private static IEnumerable<string> MigrationsOf(DatabaseKind kind)
    {
        var context = kind == DatabaseKind.Sqlite ? typeof(SqliteGuildhallDb) : typeof(PostgresGuildhallDb);
        return typeof(StoredSchema).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Migration)) && type.GetCustomAttribute<DbContextAttribute>()?.ContextType == context)
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()!.Id);
    }
}
