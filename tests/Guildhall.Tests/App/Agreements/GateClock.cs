namespace Guildhall.Tests.App.Agreements;

/// <summary>A clock that never tells the same time twice: the times of decisions are their order. It can be put ahead.</summary>
internal sealed class GateClock : TimeProvider
{
    private long _ticks = new DateTimeOffset(2026, 5, 4, 9, 0, 0, TimeSpan.Zero).UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Increment(ref _ticks), TimeSpan.Zero);

    public void PutAhead(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
}
