namespace Guildhall.Domain.Governance;

/// <summary>
/// An immutable set of small integers: a bitset where that is cheap, otherwise a sorted array, so that a thousand small sets over a million
/// possible keys cost a few megabytes and not a hundred.
/// </summary>
internal readonly struct KeySet
{
    /// <summary>Up to this many possible keys a set is always a bitset: 16 KiB, a thousand sets 16 MiB.</summary>
    private const int AlwaysBits = 131_072;

    /// <summary>Beyond, a bitset at most four times as large as the array is taken for its speed.</summary>
    private const int BitsPerKey = 128;

    private readonly ulong[]? _bits;
    private readonly int[] _sorted;

    private KeySet(int count, ulong[]? bits, int[] sorted) => (Count, _bits, _sorted) = (count, bits, sorted);

    public static KeySet Empty => new(0, null, []);

    public int Count { get; }

    /// <summary>The two bits of the keys 2n (bit 0) and 2n + 1 (bit 1): 0 to 3.</summary>
    public int Pair(int n)
    {
        if (_bits is not { } bits) return PairOfSorted(n);
        var word = n >> 5;
        return (uint)word < (uint)bits.Length ? (int)(bits[word] >> ((n & 31) << 1)) & 3 : 0;
    }

    /// <summary>All keys, ascending.</summary>
    public IEnumerable<int> Keys() => _bits is null ? _sorted : KeysOfBits(_bits);

    /// <summary>This set without the gone and with the added keys, in the form that suits <paramref name="range"/> possible keys.</summary>
    public KeySet With(IReadOnlyCollection<int> gone, IReadOnlyCollection<int> added, int range)
    {
        if (gone.Count + added.Count == 0) return this;
        if (_bits is not null && SuitsBits(Count - gone.Count, range)) return Flip(_bits, gone, added, range);
        if (Count == 0 && SuitsBits(added.Count, range)) return Flip([], [], added, range);
        var keys = new HashSet<int>(Keys());
        keys.ExceptWith(gone);
        keys.UnionWith(added);
        return SuitsBits(keys.Count, range) ? Flip([], [], keys, range) : Sorted(keys);
    }

    private static bool SuitsBits(int count, int range) => range <= AlwaysBits || count > range / BitsPerKey;

    private static KeySet Sorted(HashSet<int> keys)
    {
        int[] sorted = [.. keys];
        Array.Sort(sorted);
        return new KeySet(sorted.Length, null, sorted);
    }

    private static KeySet Flip(ulong[] from, IReadOnlyCollection<int> gone, IReadOnlyCollection<int> added, int range)
    {
        var bits = new ulong[Math.Max(from.Length, (range + 63) >> 6)];
        from.CopyTo(bits, 0);
        foreach (var key in gone) bits[key >> 6] &= ~(1UL << key);
        foreach (var key in added) bits[key >> 6] |= 1UL << key;
        var count = 0;
        foreach (var word in bits) count += System.Numerics.BitOperations.PopCount(word);
        return new KeySet(count, bits, []);
    }

    private static IEnumerable<int> KeysOfBits(ulong[] bits)
    {
        for (var word = 0; word < bits.Length; word++)
        {
            for (var rest = bits[word]; rest != 0; rest &= rest - 1) yield return (word << 6) + System.Numerics.BitOperations.TrailingZeroCount(rest);
        }
    }

    private int PairOfSorted(int n)
    {
        var place = Array.BinarySearch(_sorted, n << 1);
        if (place >= 0) return place + 1 < _sorted.Length && _sorted[place + 1] == (n << 1) + 1 ? 3 : 1;
        return ~place < _sorted.Length && _sorted[~place] == (n << 1) + 1 ? 2 : 0;
    }
}
