using Guildhall.App.Configuration;
using Guildhall.App.Store;
using Guildhall.Domain;

namespace Guildhall.App.Upkeep.Backups;

/// <summary>A database as one file, and back: each kind in its own way.</summary>
internal abstract class Dump
{
    public static Dump Of(Settings settings, DataFolder folder) => settings.Database switch
    {
        DatabaseKind.Sqlite => new SqliteDump(folder),
        DatabaseKind.Postgres => new PostgresDump(settings),
        _ => throw new InvalidOperationException($"There is no database {settings.Database}."),
    };

    /// <summary>Writes a copy of one moment to <paramref name="file"/>, which does not exist yet, while servers may run.</summary>
    public abstract Task<Problem?> WriteAsync(string file, CancellationToken cancellation);

    /// <summary>
    /// Makes the copy in <paramref name="file"/> the database, after <paramref name="prepare"/> has made it ready for that. What was there before is kept,
    /// or there must be nothing.
    /// </summary>
    public abstract Task<Problem?> ReadAsync(string file, DateTimeOffset now, Func<Database, Task> prepare, CancellationToken cancellation);

    protected static Problem Refuse(string message) => Problem.Conflict("BACKUP_REFUSED", message);
}
