namespace Guildhall.Tests.Server.Ui;

/// <summary>The system's clock, but for the wait of change sets before they are applied: it ends at once, or never while it is held.</summary>
internal sealed class HeldClock : TimeProvider
{
    /// <summary>The delay of change sets by which their wait is known; nothing else waits as long.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromMinutes(42);

    public volatile bool Holds;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, !Holds && dueTime > Delay - TimeSpan.FromMinutes(1) && dueTime <= Delay ? TimeSpan.Zero : dueTime, period);
}
