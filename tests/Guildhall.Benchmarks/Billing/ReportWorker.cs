using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Runtime;
using System.Text.Json;
using Guildhall.App.Billing.Reading;
using Guildhall.Benchmarks.Servers;
using Guildhall.Domain;

namespace Guildhall.Benchmarks.Billing;

/// <summary>What one process took: by the clock, of the processor, and of memory at its peak.</summary>
internal sealed record Taken(double Milliseconds, double Cpu, double PeakMegabytes, long Rows, int Groups, string Total);

/// <summary>Reads reports in a process of its own, so that its peak of memory is its own.</summary>
internal static class ReportWorker
{
    /// <summary>The argument that makes this program a worker; then a mode, a small file to warm up with, and the files.</summary>
    public const string Argument = "--report-worker";

    /// <summary>Environment of a worker that stores: the prepared folder, and its master key.</summary>
    private const string Folder = "BENCHMARK_FOLDER", MasterKey = "BENCHMARK_KEY";

    public static async Task RunAsync(string mode, string warmUp, string[] files)
    {
        await using var store = mode == "ingest" ? await ReportStore.OpenAsync(Environment.GetEnvironmentVariable(Folder)!, Environment.GetEnvironmentVariable(MasterKey)!) : null;
        await WarmUpAsync(() => ReadAsync(mode, [.. files.Select(_ => warmUp)], store));
        var (clock, cpu) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        var (rows, groups, total) = await ReadAsync(mode, files, store);
        var taken = new Taken(clock.Elapsed.TotalMilliseconds, (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMilliseconds, Peak(), rows, groups, total);
        Console.WriteLine(JsonSerializer.Serialize(taken));
    }

    /// <summary>Runs this program as a worker.</summary>
    public static Task<Taken> StartAsync(string mode, string warmUp, params string[] files) => StartAsync(new ProcessStartInfo(Environment.ProcessPath!, [Argument, mode, warmUp, .. files]));

    /// <summary>Runs it as a worker that stores.</summary>
    public static Task<Taken> IngestAsync(PreparedFolder folder, string warmUp, params string[] files) =>
        StartAsync(new ProcessStartInfo(Environment.ProcessPath!, [Argument, "ingest", warmUp, .. files]) { Environment = { [Folder] = folder.Path, [MasterKey] = folder.MasterKey } });

    private static async Task<Taken> StartAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return JsonSerializer.Deserialize<Taken>(said)!;
    }

    /// <summary>Ten rounds, and more until three have gone by for which nothing was compiled: a server reads its reports long after its start.</summary>
    private static async Task WarmUpAsync(Func<Task> round)
    {
        var (compiled, still) = (0L, 0);
        for (var done = 0; done < 100 && (done < 10 || still < 3); done++)
        {
            await round();
            await Task.Delay(200);
            still = JitInfo.GetCompiledMethodCount() == compiled ? still + 1 : 0;
            compiled = JitInfo.GetCompiledMethodCount();
        }
    }

    private static async Task<(long Rows, int Groups, string Total)> ReadAsync(string mode, string[] files, ReportStore? store)
    {
        if (store is not null) return await store.IngestAsync(files);
        if (mode == "gunzip")
        {
            foreach (var file in files) await GunzipAsync(file);
            return (0, 0, "");
        }

        var wish = new ReportWish(ReportGenerator.Period, new AccountId(ReportGenerator.Payer));
        var all = new CostTable(wish);
        if (mode == "together")
        {
            var reads = files.Select(file => (Table: new CostTable(wish), File: file)).Select(read => Task.Run(async () => (read.Table, Tally: await OneAsync(read.File, wish, read.Table)))).ToList();
            long rows = 0;
            foreach (var (table, tally) in await Task.WhenAll(reads))
            {
                rows += tally.Rows;
                if (all.Merge(table) is { } problem) throw new InvalidOperationException(problem.Message);
            }

            return (rows, all.Groups, "");
        }

        var (sum, count) = ("", 0L);
        foreach (var file in files)
        {
            var tally = await OneAsync(file, wish, all);
            (sum, count) = (tally.Sums["USD"].ToString(), count + tally.Rows);
        }

        return (count, all.Groups, sum);
    }

    private static async Task<FileTally> OneAsync(string file, ReportWish wish, CostTable table)
    {
        await using var stream = Open(file);
        var faults = new RowFaults();
        var tally = await ReportFile.ReadAsync(stream, Path.GetFileName(file), wish, table, faults, default);
        return faults.Total == 0 ? tally.Value : throw new InvalidOperationException($"{faults.Kept[0]}");
    }

    /// <summary>The yardstick: .NET's own decompressor, and nothing done with what it gives.</summary>
    private static async Task GunzipAsync(string file)
    {
        await using var stream = Open(file);
        await using var gzip = new GZipStream(stream, CompressionMode.Decompress);
        var buffer = new byte[256 * 1024];
        while (await gzip.ReadAsync(buffer) > 0)
        {
        }
    }

    private static FileStream Open(string file) => new(file, FileMode.Open, FileAccess.Read, FileShare.Read, 128 * 1024, FileOptions.SequentialScan);

    private static double Peak() => long.Parse(
        File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / 1024.0;
}
