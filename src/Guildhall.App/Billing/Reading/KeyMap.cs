namespace Guildhall.App.Billing.Reading;

/// <summary>Gives each distinct key, a fixed number of integers, a number. There are few of them beside the groups, so that they stay in a core's own cache.</summary>
internal sealed class KeyMap(int width)
{
    /// <summary>By chance, so that nobody can write a report whose keys fall on one slot; odd.</summary>
    private readonly ulong[] _factors = [.. Enumerable.Range(1, width).Select(n => ((ulong)(uint)HashCode.Combine(n, 1) << 32) | (uint)HashCode.Combine(n, 2) | 1)];

    /// <summary>A power of two; the upper half of the hash, and the key's number and one, or zero.</summary>
    private ulong[] _slots = new ulong[1024];
    private int[] _keys = new int[256 * width];

    public int Count { get; private set; }

    public ReadOnlySpan<int> KeyOf(int number) => _keys.AsSpan(number * width, width);

    /// <summary>Its number, a new one when it is not there.</summary>
    public int Take(ReadOnlySpan<int> key)
    {
        var hash = Hash(key);
        for (var slot = (int)hash & (_slots.Length - 1); ; slot = (slot + 1) & (_slots.Length - 1))
        {
            var entry = _slots[slot];
            if (entry == 0) return Add(key, hash, slot);
            if ((entry ^ hash) >> 32 == 0 && KeyOf((int)(uint)entry - 1).SequenceEqual(key)) return (int)(uint)entry - 1;
        }
    }

    private int Add(ReadOnlySpan<int> key, ulong hash, int slot)
    {
        if ((Count + 1) * width > _keys.Length) Array.Resize(ref _keys, _keys.Length * 2);
        key.CopyTo(_keys.AsSpan(Count * width));
        Count++;
        _slots[slot] = Entry(hash, Count);
        if (Count * 2 > _slots.Length) Grow();
        return Count - 1;
    }

    private void Grow()
    {
        var slots = new ulong[_slots.Length * 2];
        for (var number = 0; number < Count; number++)
        {
            var hash = Hash(KeyOf(number));
            var slot = (int)hash & (slots.Length - 1);
            while (slots[slot] != 0) slot = (slot + 1) & (slots.Length - 1);
            slots[slot] = Entry(hash, number + 1);
        }

        _slots = slots;
    }

    private static ulong Entry(ulong hash, int number) => (hash & 0xFFFF_FFFF_0000_0000) | (uint)number;

    /// <summary>A sum of products, which do not wait for one another.</summary>
    private ulong Hash(ReadOnlySpan<int> key)
    {
        ulong sum = 0;
        var factors = _factors.AsSpan(0, key.Length);
        for (var part = 0; part < key.Length; part++) sum += (uint)key[part] * factors[part];
        return Mixing.Mix(sum);
    }
}
