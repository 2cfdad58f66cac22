using System.Data.Common;

namespace Guildhall.App.Store;

/// <summary>
/// Tells a database that is away, busy or raced from a bug. EF Core wraps what the driver throws, and Npgsql's provider wraps what it holds to be
/// passing (lost connections, deadlocks) once more, in an <see cref="InvalidOperationException"/>.
/// </summary>
internal static class DatabaseFailure
{
    public static bool IsIn(Exception exception) => Find(exception) is not null;

    /// <summary>The driver's exception at the bottom; null when there is none.</summary>
    public static DbException? Find(Exception? exception) => exception is null ? null : exception as DbException ?? Find(exception.InnerException);
}
