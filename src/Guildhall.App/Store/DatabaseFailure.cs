using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Guildhall.App.Store;

/// <summary>
/// Tells a database that is away, busy or raced from a bug. EF Core wraps what the driver throws, and Npgsql's provider wraps what it holds to be
/// passing (lost connections, deadlocks) once more, in an <see cref="InvalidOperationException"/>.
/// </summary>
internal static class DatabaseFailure
{
    public static bool IsIn(Exception exception) => exception is StoreUnavailableException or DbUpdateConcurrencyException || Find(exception) is not null;

    /// <summary>The driver's exception at the bottom; null when there is none.</summary>
    public static DbException? Find(Exception? exception) => exception is null ? null : exception as DbException ?? Find(exception.InnerException);

    /// <summary>Whether another process was faster: deciding again on what it left is the answer.</summary>
    public static bool IsRace(Exception exception) => exception is DbUpdateConcurrencyException || Find(exception) switch
    {
        // sqlite.org/rescode.html: SQLITE_CONSTRAINT_PRIMARYKEY and _UNIQUE
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is 1555 or 2067,
        { SqlState: "40001" or "40P01" or "23505" } => true,
        _ => false,
    };

    /// <summary>What is wrong with the database; null when the exception tells of a bug, such as a broken constraint.</summary>
    public static StoreFault? FaultIn(Exception exception) => Find(exception) switch
    {
        SqliteException sqlite => OfSqlite(sqlite.SqliteErrorCode),
        PostgresException postgres => OfPostgres(postgres.SqlState),
        // Without a state of the server's: it could not be reached, or did not answer in time.
        NpgsqlException => StoreFault.Away,
        _ => exception is DbUpdateConcurrencyException ? StoreFault.Busy : null,
    };

    /// <summary>sqlite.org/rescode.html: 5 busy, 6 locked; 7 no memory, 8 read-only, 10 input and output, 13 full, 14 cannot open.</summary>
    private static StoreFault? OfSqlite(int code) => code switch
    {
        5 or 6 => StoreFault.Busy,
        7 or 8 or 10 or 13 or 14 => StoreFault.Away,
        _ => null,
    };

    /// <summary>PostgreSQL's appendix A: 40 rolled back, 55P03 lock not to be had, 57014 given up for taking too long; 08 connection, 25006
    /// read-only, 28 who we are is not believed, 3D000 no such database (while one is moved or restored), 53 resources, 57P shut down, 58 system.</summary>
    private static StoreFault? OfPostgres(string state) => state switch
    {
        "55P03" or "57014" => StoreFault.Busy,
        "25006" => StoreFault.Away,
        _ when state.StartsWith("40", StringComparison.Ordinal) => StoreFault.Busy,
        _ when OutagePrefixes.Any(p => state.StartsWith(p, StringComparison.Ordinal)) => StoreFault.Away,
        _ => null,
    };

    private static readonly string[] OutagePrefixes = ["08", "28", "3D", "53", "57P", "58"];
}
