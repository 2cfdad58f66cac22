
namespace Guildhall.App.Billing.Reading;

/// <summary>Sums by keys of a fixed number of integers: open addressing over flat arrays, so that a million groups are three arrays and no objects.</summary>
internal sealed class GroupMap(int width)
{
    private static readonly uint Seed = (uint)HashCode.Combine(1) | 1;

    /// <summary>A power of two; the upper half of the hash and the group's number, or zero.</summary>
    private ulong[] _slots = new ulong[1024];
    private int[] _keys = new int[256 * width];
    private CostSums[] _sums = new CostSums[256];

    public int Count { get; private set; }

    public ReadOnlySpan<int> KeyOf(int group) => _keys.AsSpan(group * width, width);

    public ref readonly CostSums SumsOf(int group) => ref _sums[group];

    /// <summary>Makes the group when there is none. False, and nothing added, when a sum is more than an amount holds.</summary>
    public bool TryAdd(ReadOnlySpan<int> key, in CostSums sums)
    {
        var hash = Hash(key);
        for (var slot = (int)hash & (_slots.Length - 1); ; slot = (slot + 1) & (_slots.Length - 1))
        {
            var entry = _slots[slot];
            if (entry == 0)
            {
                Add(key, hash, slot, sums);
                return true;
            }

            if ((entry ^ hash) >> 32 != 0) continue;
            var group = (int)(uint)entry - 1;
            if (!KeyOf(group).SequenceEqual(key)) continue;
            if (!_sums[group].TryAdd(sums, out var sum)) return false;
            _sums[group] = sum;
            return true;
        }
    }

    private void Add(ReadOnlySpan<int> key, ulong hash, int slot, in CostSums sums)
    {
        if (Count == _sums.Length)
        {
            Array.Resize(ref _sums, Count * 2);
            Array.Resize(ref _keys, Count * 2 * width);
        }

        key.CopyTo(_keys.AsSpan(Count * width));
        _sums[Count] = sums;
        Count++;
        _slots[slot] = Entry(hash, Count);
        if (Count * 2 > _slots.Length) Grow();
    }

    private void Grow()
    {
        var slots = new ulong[_slots.Length * 2];
        for (var group = 0; group < Count; group++)
        {
            var hash = Hash(KeyOf(group));
            var slot = (int)hash & (slots.Length - 1);
            while (slots[slot] != 0) slot = (slot + 1) & (slots.Length - 1);
            slots[slot] = Entry(hash, group + 1);
        }

        _slots = slots;
    }

    private static ulong Entry(ulong hash, int number) => (hash & 0xFFFF_FFFF_0000_0000) | (uint)number;

    /// <summary>Seeded by chance, so that nobody can write a report whose groups fall on one slot.</summary>
    private static ulong Hash(ReadOnlySpan<int> key)
    {
        ulong hash = Seed;
        foreach (var part in key) hash = Mix(hash ^ (uint)part);
        return hash ^ (hash >> 32);
    }

    private static ulong Mix(ulong value)
    {
        var high = Math.BigMul(value, 0x9E37_79B9_7F4A_7C15, out var low);
        return high ^ low;
    }
}
