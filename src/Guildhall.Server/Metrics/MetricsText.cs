using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Guildhall.Server.Metrics;

/// <summary>Writes metrics in the text format that Prometheus reads (exposition format 0.0.4).</summary>
internal static partial class MetricsText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IEnumerable<InstrumentSeries> instruments)
    {
        var text = new StringBuilder();
        foreach (var instrument in instruments) Write(text, instrument);
        return text.ToString();
    }

    private static void Write(StringBuilder text, InstrumentSeries instrument)
    {
        var name = Name(instrument.Instrument, instrument.Kind);
        if (instrument.Instrument.Description is { Length: > 0 } help)
            text.Append("# HELP ").Append(name).Append(' ').Append(help.Replace("\\", "\\\\", StringComparison.Ordinal).ReplaceLineEndings("\\n")).Append('\n');
        text.Append("# TYPE ").Append(name).Append(' ').Append(instrument.Kind.ToString().ToLowerInvariant()).Append('\n');
        foreach (var (tags, series) in instrument.All) Write(text, name, Labels(tags), series);
    }

    private static void Write(StringBuilder text, string name, string labels, Series series)
    {
        switch (series)
        {
            case Series.Sum sum:
                Line(text, name, labels, sum.Value);
                break;
            case Series.Last last:
                Line(text, name, labels, last.Value);
                break;
            case Series.Buckets buckets:
                Write(text, name, labels, buckets);
                break;
        }
    }

    private static void Write(StringBuilder text, string name, string labels, Series.Buckets buckets)
    {
        var total = 0L;
        var before = labels.Length == 0 ? "" : labels + ",";
        for (var i = 0; i <= buckets.Bounds.Length; i++)
        {
            total += buckets.Count(i);
            var bound = i < buckets.Bounds.Length ? Number(buckets.Bounds[i]) : "+Inf";
            Line(text, name + "_bucket", $"{before}le=\"{bound}\"", total);
        }

        Line(text, name + "_sum", labels, buckets.Total);
        Line(text, name + "_count", labels, total);
    }

    private static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Labels(KeyValuePair<string, object?>[] tags) =>
        string.Join(',', tags.Select(tag => $"{Sanitize(tag.Key)}=\"{Escape(Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "")}\""));

    private static string Name(Instrument instrument, MetricKind kind)
    {
        var name = Sanitize(instrument.Name);
        if (Unit(instrument.Unit) is { } unit && !name.EndsWith(unit, StringComparison.Ordinal)) name += unit;
        return kind is MetricKind.Counter && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
    }

    private static string? Unit(string? unit) => unit switch
    {
        null or "" => null,
        "s" => "_seconds",
        "ms" => "_milliseconds",
        "By" => "_bytes",
        ['{', ..] => null,
        _ => "_" + Sanitize(unit),
    };

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Escape(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings("\\n");

    private static string Sanitize(string name) => Odd().Replace(name, "_");

    [GeneratedRegex("[^a-zA-Z0-9_]")]
    private static partial Regex Odd();
}
