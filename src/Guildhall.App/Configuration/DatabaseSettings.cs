using Guildhall.App.Store;
using Guildhall.App.Upkeep;

namespace Guildhall.App.Configuration;

/// <summary>The database that the settings name.</summary>
public static class DatabaseSettings
{
    /// <summary>The file of the embedded database, in the data folder.</summary>
    public const string SqliteFile = "guildhall.db";

    /// <summary>Opens nothing yet; the folder must exist before the first use.</summary>
    public static Database Open(this Settings settings, DataFolder folder) => settings.Database switch
    {
        DatabaseKind.Sqlite => Database.Sqlite(folder.File(SqliteFile)),
        DatabaseKind.Postgres => Database.Postgres(settings.Connection!.Reveal()),
        _ => throw new InvalidOperationException($"There is no database {settings.Database}."),
    };
}
