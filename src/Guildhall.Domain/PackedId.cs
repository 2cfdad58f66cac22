using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Guildhall.Domain;

/// <summary>
/// An ASCII id of 8 to 24 characters as a value without reference: its first, second and last eight characters (they may overlap) and its length.
/// Different ids are different values.
/// </summary>
internal readonly record struct PackedId(ulong First, ulong Second, ulong Last, int Length)
{
    private const int Shortest = 8, Longest = 24;

    /// <summary>Spread over all 32 bits.</summary>
    public uint Hash
    {
        get
        {
            var mixed = (First ^ BitOperations.RotateLeft(Last, 29)) * 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 32) ^ Second) * 0xD6E8FEB86659FD93;
            return (uint)(mixed >> 32);
        }
    }

    /// <summary>False when the id is shorter, longer or not ASCII.</summary>
    public static bool TryPack(ReadOnlySpan<char> id, out PackedId packed)
    {
        packed = default;
        if (id.Length is < Shortest or > Longest) return false;
        var text = MemoryMarshal.Cast<char, ushort>(id);
        var first = Vector128.Create(text);
        var second = text.Length >= 16 ? Vector128.Create(text[8..]) : default;
        var last = Vector128.Create(text[^8..]);
        packed = new PackedId(Narrow(first), Narrow(second), Narrow(last), id.Length);
        return ((first | second | last) & Vector128.Create((ushort)0xFF80)) == default;
    }

    private static ulong Narrow(Vector128<ushort> eight) => Vector128.Narrow(eight, default).AsUInt64().ToScalar();
}
