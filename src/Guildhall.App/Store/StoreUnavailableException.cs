namespace Guildhall.App.Store;

/// <summary>What is wrong with the database.</summary>
public enum StoreFault
{
    /// <summary>Others hold it locked for longer than a writer waits (F-20, F-25): worth another try at once.</summary>
    Busy,

    /// <summary>It is gone, full or read-only (F-21, F-22, F-24): worth another try later.</summary>
    Away,
}

/// <summary>
/// The database did not take or give something in time: nothing of it is stored, and the caller may try again. security.md F-20, F-21, F-24.
/// </summary>
public sealed class StoreUnavailableException(StoreFault fault, Exception inner) : Exception(Words(fault), inner)
{
    public StoreFault Fault => fault;

    /// <summary>When another try is worth while.</summary>
    public TimeSpan RetryAfter => TimeSpan.FromSeconds(fault == StoreFault.Busy ? 1 : 5);

    /// <summary>The outage that an exception tells of; null when it tells of none and so is a bug.</summary>
    public static StoreUnavailableException? Of(Exception exception) =>
        exception as StoreUnavailableException ?? (DatabaseFailure.FaultIn(exception) is { } fault ? new StoreUnavailableException(fault, exception) : null);

    private static string Words(StoreFault fault) => fault == StoreFault.Busy
        ? "The database is busy; try again in a moment."
        : "The database cannot be used right now; try again later.";
}
