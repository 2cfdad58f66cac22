namespace Guildhall.App.Billing.Reading;

/// <summary>Sums by key and day, each beside its name in one flat array: a row costs one look at memory that no cache holds.</summary>
internal sealed class SumMap
{
    private const int DayBits = 5;

    /// <summary>A power of two; free where the name is zero.</summary>
    private Entry[] _entries = new Entry[1024];

    public int Count { get; private set; }

    /// <summary>All of them, in no order.</summary>
    public IEnumerable<(int Key, int Day, CostSums Sums)> All
    {
        get
        {
            foreach (var entry in _entries)
            {
                if (entry.Name != 0) yield return (KeyOf(entry.Name), DayOf(entry.Name), entry.Sums);
            }
        }
    }

    /// <summary>All of them, by key and day.</summary>
    public IEnumerable<(int Key, int Day, CostSums Sums)> InOrder
    {
        get
        {
            ulong[] names = [.. _entries.Where(entry => entry.Name != 0).Select(entry => entry.Name)];
            Array.Sort(names);
            foreach (var name in names) yield return (KeyOf(name), DayOf(name), Find(_entries, name).Sums);
        }
    }

    /// <summary>False, and nothing added, when a sum is more than an amount holds.</summary>
    /// <param name="day">Of the month, from 1: so no name is zero.</param>
    public bool TryAdd(int key, int day, in CostSums sums)
    {
        var name = ((ulong)(uint)key << DayBits) | (uint)day;
        ref var entry = ref Find(_entries, name);
        if (entry.Name != 0)
        {
            if (!entry.Sums.TryAdd(sums, out var sum)) return false;
            entry.Sums = sum;
            return true;
        }

        entry = new Entry { Name = name, Sums = sums };
        if (++Count * 3L > _entries.Length * 2L) Grow();
        return true;
    }

    /// <summary>Its entry, or the free one that is to be its.</summary>
    private static ref Entry Find(Entry[] entries, ulong name)
    {
        var slot = (int)Mixing.Mix(name) & (entries.Length - 1);
        while (entries[slot].Name != name && entries[slot].Name != 0) slot = (slot + 1) & (entries.Length - 1);
        return ref entries[slot];
    }

    private static int KeyOf(ulong name) => (int)(name >> DayBits);

    private static int DayOf(ulong name) => (int)name & ((1 << DayBits) - 1);

    private void Grow()
    {
        var entries = new Entry[_entries.Length * 2];
        foreach (ref readonly var entry in _entries.AsSpan())
        {
            if (entry.Name != 0) Find(entries, entry.Name) = entry;
        }

        _entries = entries;
    }

    private struct Entry
    {
        public ulong Name;
        public CostSums Sums;
    }
}
