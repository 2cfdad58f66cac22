namespace Guildhall.Tests.Server.Ui;

/// <summary>A clock that stands still until it is moved, while waits last as long as ever: sessions and codes age when told to.</summary>
internal sealed class MovedClock : TimeProvider
{
    private readonly DateTimeOffset _start = TimeProvider.System.GetUtcNow();
    private long _ahead;

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ahead, time.Ticks);

    public override DateTimeOffset GetUtcNow() => _start + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));
}
