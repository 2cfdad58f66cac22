namespace Guildhall.Tests.App.Cloud;

/// <summary>A clock that stands still until told to go on to the next timer: waits of hours pass at once, in order.</summary>
internal sealed class SteppedClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Timer> _timers = [];
    private readonly DateTimeOffset _start = start;
    private DateTimeOffset _now = start;
    private long _touches;
    private int _busy;

    public SteppedClock()
        : this(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero))
    {
    }

    public TimeSpan Passed => GetUtcNow() - _start;

    /// <summary>How often it was asked: while that grows, somebody is at work.</summary>
    public long Touches
    {
        get
        {
            lock (_lock) return _touches;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            _touches++;
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            _touches++;
            var timer = new Timer(this, () => callback(state));
            timer.Change(dueTime, period);
            _timers.Add(timer);
            return timer;
        }
    }

    /// <summary>While above zero the clock does not move: somebody is at work, not waiting for time to pass.</summary>
    public int Busy { get => Volatile.Read(ref _busy); }

    /// <summary>Says that work begins (1) or has ended (-1) for which the clock must stand.</summary>
    public void Work(int change) => Interlocked.Add(ref _busy, change);

    /// <summary>Runs the task to its end, going on to the next timer whenever it waits.</summary>
    public async Task<T> DriveAsync<T>(Task<T> task)
    {
        while (!task.IsCompleted)
        {
            await Task.Delay(1);
            if (!task.IsCompleted && Busy == 0) Step();
        }

        return await task;
    }

    /// <summary>Goes on a little; whoever waits goes on waiting.</summary>
    public void Advance(TimeSpan by)
    {
        lock (_lock) _now += by;
    }

    /// <summary>Goes on to the next timer.</summary>
    public void Step()
    {
        Timer? next;
        lock (_lock)
        {
            next = _timers.Where(t => t.Due is not null).MinBy(t => t.Due);
            if (next is null) return;
            if (next.Due > _now) _now = next.Due.Value;
            next.Due = null;
        }

        next.Fire();
    }

    private sealed class Timer(SteppedClock clock, Action fire) : ITimer
    {
        public DateTimeOffset? Due { get; set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock) Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + dueTime;
            return true;
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                Due = null;
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
