using Guildhall.App.Governance;
using Guildhall.App.Store;

namespace Guildhall.Tests.App.Store;

public sealed class WriterTests
{
    [Fact]
    public async Task F20_Who_has_waited_through_an_outage_is_not_made_to_wait_for_another_try()
    {
        var log = new HeldLog();
        var nowhere = Database.Sqlite(Path.Combine(Path.GetTempPath(), "no-such-folder", "guildhall.db"));
        await using var writer = new Writer(nowhere, new Marketplaces(), new HastyClock(), log);

        // While the first tells of its failure the others queue up, more than a batch of them.
        var writes = Enumerable.Range(0, 400).Select(_ => writer.WriteAsync(_ => 0, TestContext.Current.CancellationToken)).ToList();
        log.GoOn.Set();
        foreach (var write in writes) await Assert.ThrowsAsync<StoreUnavailableException>(() => write);

        Assert.Equal(1, log.Failures);
    }

    /// <summary>Six seconds between any two looks.</summary>
    private sealed class HastyClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Add(ref _now, TimeSpan.FromSeconds(6).Ticks);
    }

    private sealed class HeldLog : ILogger<Writer>
    {
        public ManualResetEventSlim GoOn { get; } = new();

        public int Failures { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            GoOn.Wait();
            Failures++;
        }
    }
}
