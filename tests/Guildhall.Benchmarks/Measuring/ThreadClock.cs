using System.Runtime.InteropServices;

namespace Guildhall.Benchmarks.Measuring;

/// <summary>CPU time of the calling thread: what other programs on a busy machine cannot lengthen much.</summary>
internal static partial class ThreadClock
{
    private const int ThreadCpuTime = 3;

    /// <summary>Nanoseconds of CPU time this thread has used.</summary>
    public static long Nanoseconds()
    {
        if (GetTime(ThreadCpuTime, out var time) != 0) throw new InvalidOperationException("clock_gettime failed.");
        return (time.Seconds * 1_000_000_000L) + time.Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);

    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
