namespace Guildhall.Server.Hosting;

/// <summary>Staying in the foreground until told to stop.</summary>
internal static class Running
{
    /// <summary>How long requests under way may take once the process is told to stop. contract.md 1: it ends within 5 s.</summary>
    public static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(3);

    /// <summary>Warnings and errors as JSON lines.</summary>
    public static Action<ILoggingBuilder> Logging { get; } = logging => logging.SetMinimumLevel(LogLevel.Warning).AddJsonConsole(console => console.UseUtcTimestamp = true);

    /// <summary>Leaves the first answers alone.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Once, soon after loading: what was read to fill memory is garbage by then, and without allocations no collection would come to notice it. Takes
    /// some hundredths of a second.
    /// </summary>
    public static async Task GiveBackMemoryAsync(CancellationToken cancellation)
    {
        await Task.Delay(AfterStart, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (cancellation.IsCancellationRequested) return;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    /// <summary>Ends when the command is cancelled: by Ctrl-C or SIGTERM.</summary>
    public static async Task UntilToldToStopAsync(CancellationToken cancellation) =>
        await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
