using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Guildhall.App.Billing.Reading;

/// <summary>Gives each distinct text of one kind a number, by its bytes; a string is made when one is asked for. Number 0 is the empty text.</summary>
internal sealed class TextPool
{
    private static readonly ulong Seed = (ulong)HashCode.Combine(1, 2) << 32 | (uint)HashCode.Combine(3, 4);

    /// <summary>A power of two; numbers, or zero.</summary>
    private int[] _slots = new int[64];
    private byte[] _bytes = new byte[512];

    /// <summary>Where each text ends; it begins where the one before ends.</summary>
    private int[] _ends = new int[32];
    private string?[] _texts = new string?[32];
    private int _last;

    public int Count { get; private set; } = 1;

    /// <summary>Of all texts together.</summary>
    public int Bytes => _ends[Count - 1];

    /// <summary>Its number; 0 with false when it is not there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryFind(ReadOnlySpan<byte> text, out int number)
    {
        number = _last;
        return BytesOf(_last).SequenceEqual(text) || Search(text, out number);
    }

    /// <summary>Its number, a new one when it is not there.</summary>
    public int Take(ReadOnlySpan<byte> text) => TryFind(text, out var number) ? number : Add(text);

    public int Take(string text) => Take(Encoding.UTF8.GetBytes(text));

    /// <summary>Takes all texts of another pool; gives the number here for each number there.</summary>
    public int[] Take(TextPool other)
    {
        var numbers = new int[other.Count];
        for (var number = 0; number < numbers.Length; number++) numbers[number] = Take(other.BytesOf(number));
        return numbers;
    }

    public ReadOnlySpan<byte> BytesOf(int number)
    {
        var start = number == 0 ? 0 : _ends[number - 1];
        return _bytes.AsSpan(start, _ends[number] - start);
    }

    public string Text(int number) => _texts[number] ??= Encoding.UTF8.GetString(BytesOf(number));

    private bool Search(ReadOnlySpan<byte> text, out int number)
    {
        for (var slot = SlotOf(text); ; slot = (slot + 1) & (_slots.Length - 1))
        {
            number = _slots[slot];
            if (number == 0) return text.IsEmpty;
            if (!BytesOf(number).SequenceEqual(text)) continue;
            _last = number;
            return true;
        }
    }

    private int Add(ReadOnlySpan<byte> text)
    {
        var number = Count++;
        var start = _ends[number - 1];
        if (number == _ends.Length)
        {
            Array.Resize(ref _ends, number * 2);
            Array.Resize(ref _texts, number * 2);
        }

        if (start + text.Length > _bytes.Length) Array.Resize(ref _bytes, Math.Max(start + text.Length, _bytes.Length * 2));
        text.CopyTo(_bytes.AsSpan(start));
        _ends[number] = start + text.Length;
        if (Count * 2 > _slots.Length) Grow();
        else Place(number);
        return number;
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        for (var number = 1; number < Count; number++) Place(number);
    }

    private void Place(int number)
    {
        var slot = SlotOf(BytesOf(number));
        while (_slots[slot] != 0) slot = (slot + 1) & (_slots.Length - 1);
        _slots[slot] = number;
    }

    private int SlotOf(ReadOnlySpan<byte> text) => (int)Hash(text) & (_slots.Length - 1);

    /// <summary>Seeded by chance, so that nobody can write a report whose texts fall on one slot.</summary>
    private static ulong Hash(ReadOnlySpan<byte> text)
    {
        var hash = Seed ^ (uint)text.Length;
        while (text.Length >= 8)
        {
            hash = Mixing.Mix(hash ^ MemoryMarshal.Read<ulong>(text));
            text = text[8..];
        }

        ulong rest = 0;
        foreach (var b in text) rest = (rest << 8) | b;
        return Mixing.Mix(hash ^ rest);
    }
}
