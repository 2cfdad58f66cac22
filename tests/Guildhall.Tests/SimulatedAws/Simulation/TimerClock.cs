namespace Guildhall.Tests.SimulatedAws.Simulation;

/// <summary>A clock that stands still, and whose timers go off at once and tell how long they were set for.</summary>
internal sealed class TimerClock : TimeProvider
{
    public List<TimeSpan> Waits { get; } = [];

    public override DateTimeOffset GetUtcNow() => SimulatedCloud.Start;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > TimeSpan.Zero) Waits.Add(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
