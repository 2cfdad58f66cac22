using Guildhall.App.Secrets;

namespace Guildhall.Tests.App.Secrets;

public sealed class LogScrubberTests
{
    private const string SecretKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY1"; // 41 characters: one too many

    [Theory]
    [InlineData("Authorization: Bearer abc.def-123 end", "Authorization: Bearer *** end")]
    [InlineData("SignedHeaders=host, Signature=0123abcd", "SignedHeaders=host, Signature=***")]
    [InlineData("GET /?X-Amz-Signature=0123abcd&a=b", "GET /?X-Amz-Signature=***&a=b")]
    [InlineData("""{"X-Amz-Security-Token": "IQoJb3JpZ2luX2VjE"}""", """{"X-Amz-Security-Token": "***"}""")]
    [InlineData("key AKIAIOSFODNN7EXAMPLE was disabled", "key ***MPLE was disabled")]
    [InlineData("key ASIAIOSFODNN7EXAMPLE", "key ***MPLE")]
    [InlineData("secret wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKE1.", "secret ***.")]
    public void S18_What_looks_like_a_secret_is_taken_out(string text, string expected) => Assert.Equal(expected, LogScrubber.Scrub(text));

    [Theory]
    [InlineData("The experience exp-abcdefghijklm was archived by 111122223333.")]
    [InlineData("commit 65fb9ec0f2d1c3b4a5968778695a4b3c2d1e0f12")]
    [InlineData(SecretKey)]
    public void Other_texts_stay_as_they_are(string text) => Assert.Same(text, LogScrubber.Scrub(text));

    [Fact]
    public void S18_A_log_provider_sees_neither_a_message_nor_a_value_nor_an_exception_with_a_secret()
    {
        using var lines = new Lines();
        var services = new ServiceCollection().AddLogging(logging =>
        {
            logging.AddProvider(lines);
            ScrubbedLogging.ScrubAll(logging);
        });
        using var provider = services.BuildServiceProvider();
        var logger = provider.GetRequiredService<ILoggerFactory>().CreateLogger("test");

        logger.LogError(new InvalidOperationException("Signature=feed"), "called with {Header}, {Count} times", "Bearer hunter2", 3);

        var line = Assert.Single(lines.Written);
        Assert.Contains("called with Bearer ***, 3 times", line, StringComparison.Ordinal);
        Assert.Contains("Count: Int32", line, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException: Signature=***", line, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", line, StringComparison.Ordinal);
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public List<string> Written { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = ((IEnumerable<KeyValuePair<string, object?>>)state!).Select(value => $"{value.Key}: {value.Value?.GetType().Name} {value.Value}");
            Written.Add($"{formatter(state, exception)} | {string.Join(", ", values)} | {exception}");
        }
    }
}
