using System.Collections.Concurrent;

namespace Guildhall.Tests.Wire.Dispatch;

/// <summary>Keeps every log event of a server, for tests of what is and what is not written.</summary>
internal sealed class RecordedLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> events = new();

    public IReadOnlyList<(LogLevel Level, string Text)> Events => [.. events];

    public IEnumerable<string> Failures => Events.Where(one => one.Level >= LogLevel.Warning).Select(one => one.Text);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        events.Enqueue((logLevel, formatter(state, exception) + exception));

    public void Dispose()
    {
    }
}
