using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Guildhall.Benchmarks.Servers;

/// <summary>How often a second this machine's disk makes 4 KiB durable.</summary>
internal static partial class DiskSpeed
{
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(1);

    public static double FlushesPerSecond(string folder)
    {
        var path = Path.Combine(folder, "fdatasync");
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, options: FileOptions.DeleteOnClose);
        var block = new byte[4_096];
        var start = TimeProvider.System.GetTimestamp();
        var flushes = 0;
        for (; TimeProvider.System.GetElapsedTime(start) < Span; flushes++)
        {
            RandomAccess.Write(file, block, (long)flushes * block.Length);
            if (Flush(file) != 0) throw new InvalidOperationException("fdatasync failed.");
        }

        return flushes / TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }

    [LibraryImport("libc", EntryPoint = "fdatasync")]
    private static partial int Flush(SafeFileHandle file);
}
