using System.Globalization;
using System.Text.Json;

namespace Guildhall.Benchmarks.Measuring;

/// <summary>Prints results, as aligned rows for people or as one JSON document a line (<c>--json</c>), with the machine's load.</summary>
internal sealed class Report(TextWriter output, bool json)
{
    /// <summary>The one-minute load average.</summary>
    public static double Load =>
        double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);

    public void Begin(string benchmark)
    {
        if (!json) output.WriteLine($"\n{benchmark,-58}{"median",15}{"min",15}{"max",15} {"unit",-7}ratio");
    }

    /// <summary>Times in nanoseconds; the ratio is the median against <paramref name="yardstick"/>'s median.</summary>
    public void Time(Result result, Result? yardstick = null) =>
        Row(result.Name, result.Samples.Count, "ns", result.Median, result.Min, result.Max, yardstick?.Name, result.Median / yardstick?.Median);

    /// <summary>A number that is counted, not timed.</summary>
    public void Count(string name, double value, string unit) => Row(name, 1, unit, value, value, value, null, null);

    /// <summary>Any row; <paramref name="n"/> is the number of samples.</summary>
    public void Row(string name, int n, string unit, double median, double min, double max, string? ratioTo, double? ratio)
    {
        if (json)
        {
            var row = new { name, n, unit, median, min, max, ratio_to = ratioTo, ratio, load = Load };
            output.WriteLine(JsonSerializer.Serialize(row));
            return;
        }

        var against = ratio is { } r ? $"{r:0.00} x {ratioTo}" : "";
        output.WriteLine($"{name,-58}{median,15:#,0.0}{min,15:#,0.0}{max,15:#,0.0} {unit,-7}{against}  (load {Load:0.0})");
    }
}
