using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Guildhall.Benchmarks.Measuring;

namespace Guildhall.Benchmarks.Billing;

/// <summary>
/// The daily billing report, packed text to costs. Goals (issue 6): at most 2.5 times gunzip alone, 3 times with storing, 10 times the rows in 9 to 11 times the time,
/// at least 5 times Python's csv, at most 150 MB and 1.3 times that at ten times the rows, two files on two cores at least 1.6 times one after the other. In rounds,
/// by the clock, and by the processor's time, which other work on the machine hardly lengthens.
/// </summary>
internal static class ReportBenchmark
{
    private const int Million = 1_000_000;

    /// <summary>Rows that Python reads, a fifth: it must come to an end on a busy machine too. Its time is compared row by row.</summary>
    private const int Fewer = 200_000;

    /// <summary>One million rows.</summary>
    public static Task Run(Report report) => Run(report, rounds: 5, times: 1);

    /// <summary>Ten million, beside one.</summary>
    public static Task RunLarge(Report report) => Run(report, rounds: 2, times: 10);

    private static async Task Run(Report report, int rounds, int times)
    {
        var folder = Directory.CreateTempSubdirectory("guildhall-reports-");
        try
        {
            var files = new Files(folder.FullName, times);
            if (times == 1) await OneMillionAsync(report, rounds, files);
            else await ManyAsync(report, rounds, files, times);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task OneMillionAsync(Report report, int rounds, Files files)
    {
        var (gunzip, read, ingest, serial, together) = (new List<Taken>(), new List<Taken>(), new List<Taken>(), new List<Taken>(), new List<Taken>());
        using var store = await ReportStore.PrepareAsync();
        var (python, fewer) = (new List<double>(), new List<Taken>());
        for (var round = 0; round < rounds; round++)
        {
            gunzip.Add(await ReportWorker.StartAsync("gunzip", files.Small, files.First));
            read.Add(await ReportWorker.StartAsync("read", files.Small, files.First));
            ingest.Add(await ReportWorker.IngestAsync(store, files.Small, files.First));
            serial.Add(await ReportWorker.StartAsync("read", files.Small, files.First, files.Second));
            together.Add(await ReportWorker.StartAsync("together", files.Small, files.First, files.Second));
            if (await PythonAsync(files.Fewer) is not { } seconds) continue;
            python.Add(seconds * 1e3);
            fewer.Add(await ReportWorker.StartAsync("read", files.Small, files.Fewer));
        }

        report.Count("costs", read[0].Groups, "groups");
        Tell(report, "gunzip alone", gunzip, null);
        Tell(report, "read and add up", read, gunzip);
        report.Row("read and add up: peak memory", rounds, "MB", Median(read, t => t.PeakMegabytes), read.Min(t => t.PeakMegabytes), read.Max(t => t.PeakMegabytes), "gunzip", Median(read, t => t.PeakMegabytes) / Median(gunzip, t => t.PeakMegabytes));
        Tell(report, "read, add up and store (SQLite)", ingest, gunzip);
        report.Row("read, add up and store: peak memory", rounds, "MB", Median(ingest, t => t.PeakMegabytes), ingest.Min(t => t.PeakMegabytes), ingest.Max(t => t.PeakMegabytes), null, null);
        if (python.Count > 0)
            report.Row($"Python's csv and gzip, {Fewer:N0} rows, CPU", python.Count, "ms", python.Order().ElementAt(python.Count / 2), python.Min(), python.Max(), "read and add up, CPU", python.Order().ElementAt(python.Count / 2) / Median(fewer, t => t.Cpu));
        Tell(report, "two files together", together, null);
        Tell(report, "two files one after the other", serial, together);
    }

    private static async Task ManyAsync(Report report, int rounds, Files files, int times)
    {
        using var store = await ReportStore.PrepareAsync();
        var (gunzip, one, many, ingest) = (new List<Taken>(), new List<Taken>(), new List<Taken>(), new List<Taken>());
        for (var round = 0; round < rounds; round++)
        {
            gunzip.Add(await ReportWorker.StartAsync("gunzip", files.Small, files.Many));
            one.Add(await ReportWorker.StartAsync("read", files.Small, files.First));
            many.Add(await ReportWorker.StartAsync("read", files.Small, files.Many));
            ingest.Add(await ReportWorker.IngestAsync(store, files.Small, files.Many));
        }

        report.Count("unpacked", ReportGenerator.UnpackedBytes(files.First) * times / 1e9, "GB");

        Tell(report, "read and add up, one million rows", one, null);
        Tell(report, $"read and add up, {times} million rows", many, one);
        Tell(report, $"gunzip alone, {times} million rows", gunzip, null);
        Tell(report, $"read and add up, {times} million rows, against gunzip", many, gunzip);
        Tell(report, $"read in parallel, add up and store, {times} million rows", ingest, gunzip);
        report.Row($"read in parallel, add up and store, {times} million rows: peak memory", rounds, "MB", Median(ingest, t => t.PeakMegabytes), ingest.Min(t => t.PeakMegabytes), ingest.Max(t => t.PeakMegabytes), null, null);
        var (small, large) = (Median(one, t => t.PeakMegabytes), Median(many, t => t.PeakMegabytes));
        report.Row($"peak memory, {times} million rows", rounds, "MB", large, many.Min(t => t.PeakMegabytes), many.Max(t => t.PeakMegabytes), $"{small:0} MB of one million", large / small);
    }

    private static void Tell(Report report, string name, List<Taken> taken, List<Taken>? against)
    {
        report.Row(name, taken.Count, "ms", Median(taken, t => t.Milliseconds), taken.Min(t => t.Milliseconds), taken.Max(t => t.Milliseconds), against is null ? null : "the other", against is null ? null : Median(taken, t => t.Milliseconds) / Median(against, t => t.Milliseconds));
        report.Row($"{name}: CPU", taken.Count, "ms", Median(taken, t => t.Cpu), taken.Min(t => t.Cpu), taken.Max(t => t.Cpu), against is null ? null : "the other", against is null ? null : Median(taken, t => t.Cpu) / Median(against, t => t.Cpu));
    }

    private static double Median(List<Taken> taken, Func<Taken, double> value) => taken.Select(value).Order().ElementAt(taken.Count / 2);

    /// <summary>Null where there is no python3.</summary>
    private static async Task<double?> PythonAsync(string file)
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", [Path.Combine(AppContext.BaseDirectory, "Billing", "sum_report.py"), file]) { RedirectStandardOutput = true })!;
            var said = await python.StandardOutput.ReadToEndAsync();
            await python.WaitForExitAsync();
            return double.Parse(said.Split(' ')[0], CultureInfo.InvariantCulture);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>The files of a run: one of 20,000 rows to warm up with, and two of a million beside one of fewer, or as many of the same million as there are to be.</summary>
    private sealed class Files
    {
        public Files(string folder, int times)
        {
            (Small, First, Second, Fewer) = (Path.Combine(folder, "0.csv.gz"), Path.Combine(folder, "1.csv.gz"), Path.Combine(folder, "2.csv.gz"), Path.Combine(folder, "fewer.csv.gz"));
            Many = [.. Enumerable.Range(1, times).Select(n => Path.Combine(folder, $"part-{n}.csv.gz"))];
            new ReportGenerator(1).Write(Small, 20_000);
            new ReportGenerator(2).Write(First, Million);
            if (times > 1)
            {
                foreach (var part in Many) File.Copy(First, part);
                return;
            }

            new ReportGenerator(3).Write(Second, Million);
            new ReportGenerator(4).Write(Fewer, ReportBenchmark.Fewer);
        }

        public string Small { get; }

        public string First { get; }

        public string Second { get; }

        public string Fewer { get; }

        public string[] Many { get; }
    }
}
