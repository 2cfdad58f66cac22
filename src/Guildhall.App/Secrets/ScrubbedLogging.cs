using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Guildhall.App.Secrets;

/// <summary>A log provider that passes everything on to another one after <see cref="LogScrubber"/> has seen it: message, values, exception.</summary>
public sealed class ScrubbedLogging(ILoggerProvider inner) : ILoggerProvider, ISupportExternalScope
{
    public ILogger CreateLogger(string categoryName) => new Logger(inner.CreateLogger(categoryName));

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => (inner as ISupportExternalScope)?.SetScopeProvider(scopeProvider);

    public void Dispose() => inner.Dispose();

    /// <summary>Puts the scrubber before every provider that was added so far.</summary>
    public static void ScrubAll(ILoggingBuilder logging)
    {
        var providers = logging.Services.Where(service => service.ServiceType == typeof(ILoggerProvider)).ToList();
        logging.Services.RemoveAll<ILoggerProvider>();
        foreach (var provider in providers) logging.Services.AddSingleton<ILoggerProvider>(services => new ScrubbedLogging(Make(provider, services)));
    }

    private static ILoggerProvider Make(ServiceDescriptor descriptor, IServiceProvider services) => (ILoggerProvider)(
        descriptor.ImplementationInstance
        ?? descriptor.ImplementationFactory?.Invoke(services)
        ?? ActivatorUtilities.CreateInstance(services, descriptor.ImplementationType!));

    private sealed class Logger(ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!inner.IsEnabled(logLevel)) return;
            var message = LogScrubber.Scrub(formatter(state, exception));
            inner.Log(logLevel, eventId, Values(state), exception is null ? null : new ScrubbedException(exception), (_, _) => message);
        }

        private static KeyValuePair<string, object?>[] Values<TState>(TState state) =>
            state is not IEnumerable<KeyValuePair<string, object?>> values ? [] :
            [
                .. values.Select(value => KeyValuePair.Create(value.Key, Scrubbed(value.Value))),
            ];

        private static object? Scrubbed(object? value) =>
            value?.ToString() is { } text && LogScrubber.Scrub(text) is var scrubbed && !ReferenceEquals(text, scrubbed) ? scrubbed : value;
    }

    /// <summary>Stands in for an exception in the log, since providers print the exception themselves.</summary>
    private sealed class ScrubbedException(Exception exception) : Exception(LogScrubber.Scrub(exception.Message))
    {
        private readonly string _text = LogScrubber.Scrub(exception.ToString());

        public override string? StackTrace => null;

        public override string ToString() => _text;
    }
}
