namespace Guildhall.SimulatedAws.Simulation;

/// <summary>
/// The world's clock: the given one plus what <c>/_simulation/clock</c> advanced it by. Signatures are checked by the given
/// clock, because clients sign with theirs; everything else goes by this one.
/// </summary>
internal sealed class MovableClock(TimeProvider given) : TimeProvider
{
    private long _advance;

    public TimeSpan Advance
    {
        get => new(Interlocked.Read(ref _advance));
        set => Interlocked.Exchange(ref _advance, value.Ticks);
    }

    /// <summary>The world's time in whole milliseconds, as AWS keeps it.</summary>
    public override DateTimeOffset GetUtcNow()
    {
        var now = given.GetUtcNow() + Advance;
        return new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
    }
}
