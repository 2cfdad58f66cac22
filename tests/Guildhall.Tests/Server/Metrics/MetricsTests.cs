using System.Diagnostics.Metrics;
using Guildhall.Server.Health;
using Guildhall.Server.Metrics;

namespace Guildhall.Tests.Server.Metrics;

public sealed class MetricsTests : IDisposable
{
    private readonly Meter _meter = new($"Test.{Guid.NewGuid()}");
    private readonly MetricCollector _collector;

    public MetricsTests() => _collector = new MetricCollector(new HashSet<string> { _meter.Name });

    public void Dispose()
    {
        _collector.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void A_counter_adds_up_for_each_set_of_tags()
    {
        var counter = _meter.CreateCounter<int>("guildhall.change_sets", "{change_set}", "Change sets that ended");
        counter.Add(1, new KeyValuePair<string, object?>("status", "SUCCEEDED"));
        counter.Add(2, new KeyValuePair<string, object?>("status", "SUCCEEDED"));
        counter.Add(4, new KeyValuePair<string, object?>("status", "say \"no\"\n"));

        Assert.Equal(
            """
            # HELP guildhall_change_sets_total Change sets that ended
            # TYPE guildhall_change_sets_total counter
            guildhall_change_sets_total{status="SUCCEEDED"} 3
            guildhall_change_sets_total{status="say \"no\"\n"} 4

            """.ReplaceLineEndings("\n"),
            Sorted(Text()));
    }

    [Fact]
    public void A_histogram_counts_into_its_own_buckets_a_bound_included()
    {
        var histogram = _meter.CreateHistogram("wait", "s", null, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 2.5] });
        histogram.Record(1);
        histogram.Record(2);
        histogram.Record(9);

        Assert.Equal(
            """
            # TYPE wait_seconds histogram
            wait_seconds_bucket{le="1"} 1
            wait_seconds_bucket{le="2.5"} 2
            wait_seconds_bucket{le="+Inf"} 3
            wait_seconds_sum 12
            wait_seconds_count 3

            """.ReplaceLineEndings("\n"),
            Text());
    }

    [Fact]
    public void Gauges_and_observed_values_show_their_last_value()
    {
        _meter.CreateUpDownCounter<long>("a").Add(5);
        _meter.CreateObservableGauge("b", () => 7, "By");
        _meter.CreateObservableCounter("c", () => 9L);

        Assert.Equal("a 5\nb_bytes 7\nc_total 9\n", string.Concat(Text().Split('\n').Where(line => line is [not '#', ..]).Select(line => line + "\n")));
    }

    [Fact]
    public void A_caller_cannot_fill_the_memory_with_tags()
    {
        var counter = _meter.CreateCounter<int>("calls");
        for (var i = 0; i < 5_000; i++) counter.Add(1, new KeyValuePair<string, object?>("path", i));

        Assert.Equal(1_001, Text().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void Other_meters_are_not_shown()
    {
        using var other = new Meter("Test.Other");
        other.CreateCounter<int>("calls").Add(1);

        Assert.Empty(Text());
    }

    [Fact]
    public async Task The_endpoint_answers_in_the_text_format()
    {
        _meter.CreateCounter<int>("calls").Add(1);
        await using var server = await SmallServer.StartAsync(app => app.MapMetrics(_collector, new OperatorAccess(null)));

        var answer = await server.Client.GetAsync("/metrics", TestContext.Current.CancellationToken);

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.EndsWith("calls_total 1\n", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private string Text() => MetricsText.Write(_collector.Read());

    private static string Sorted(string text) => string.Concat(text.Split('\n')[..^1].Order(StringComparer.Ordinal).Select(line => line + "\n"));
}
