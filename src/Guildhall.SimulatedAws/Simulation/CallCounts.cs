using System.Collections.Concurrent;

namespace Guildhall.SimulatedAws.Simulation;

/// <summary>How often each operation was called since start, refused calls included.</summary>
internal sealed class CallCounts
{
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public void Count(string operation) => _counts.AddOrUpdate(operation, 1, (_, count) => count + 1);

    public IReadOnlyDictionary<string, long> Read() => new SortedDictionary<string, long>(_counts, StringComparer.Ordinal);
}
