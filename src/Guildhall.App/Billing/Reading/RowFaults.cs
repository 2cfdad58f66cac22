using System.Collections.Immutable;

namespace Guildhall.App.Billing.Reading;

/// <summary>The rows that were left out of one load: all are counted, the first thousand kept. Files that are read side by side may share it.</summary>
public sealed class RowFaults
{
    /// <summary>Kept at most.</summary>
    public const int Most = 1_000;

    private readonly Lock _lock = new();
    private readonly List<RowFault> _kept = [];
    private readonly long[] _counts = new long[Enum.GetValues<RowFaultReason>().Length];

    /// <summary>All of them.</summary>
    public long Total
    {
        get
        {
            lock (_lock) return _counts.Sum();
        }
    }

    /// <summary>By file and line.</summary>
    public ImmutableArray<RowFault> Kept
    {
        get
        {
            lock (_lock) return [.. _kept.OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line)];
        }
    }

    public long CountOf(RowFaultReason reason)
    {
        lock (_lock) return _counts[(int)reason];
    }

    /// <summary>Counts one; whether there is room to keep it.</summary>
    internal bool Count(RowFaultReason reason)
    {
        lock (_lock)
        {
            _counts[(int)reason]++;
            return _kept.Count < Most;
        }
    }

    internal void Keep(RowFault fault)
    {
        lock (_lock)
        {
            if (_kept.Count < Most) _kept.Add(fault);
        }
    }
}
