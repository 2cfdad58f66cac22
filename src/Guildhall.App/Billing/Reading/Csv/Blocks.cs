using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Guildhall.App.Billing.Reading.Csv;

/// <summary>Where three bytes occur in 64 bytes, a bit for each place; by the widest vectors that a processor has.</summary>
internal interface IBlock
{
    static abstract bool IsSupported { get; }

    static abstract BlockMasks Masks(ref byte first);
}

/// <param name="Commas">A bit for each comma, the lowest for the first byte.</param>
internal readonly record struct BlockMasks(ulong Commas, ulong Quotes, ulong Feeds);

internal readonly struct Block512 : IBlock
{
    public static bool IsSupported => Vector512.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BlockMasks Masks(ref byte first)
    {
        var bytes = Vector512.LoadUnsafe(ref first);
        return new(Bits(bytes, (byte)','), Bits(bytes, (byte)'"'), Bits(bytes, (byte)'\n'));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(Vector512<byte> bytes, byte value) => Vector512.Equals(bytes, Vector512.Create(value)).ExtractMostSignificantBits();
}

internal readonly struct Block256 : IBlock
{
    public static bool IsSupported => Vector256.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BlockMasks Masks(ref byte first)
    {
        var low = Vector256.LoadUnsafe(ref first);
        var high = Vector256.LoadUnsafe(ref first, 32);
        return new(Bits(low, high, (byte)','), Bits(low, high, (byte)'"'), Bits(low, high, (byte)'\n'));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(Vector256<byte> low, Vector256<byte> high, byte value) =>
        Vector256.Equals(low, Vector256.Create(value)).ExtractMostSignificantBits() | ((ulong)Vector256.Equals(high, Vector256.Create(value)).ExtractMostSignificantBits() << 32);
}

internal readonly struct Block128 : IBlock
{
    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BlockMasks Masks(ref byte first) => new(Bits(ref first, (byte)','), Bits(ref first, (byte)'"'), Bits(ref first, (byte)'\n'));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(ref byte first, byte value) =>
        Bits(ref first, 0, value) | (Bits(ref first, 16, value) << 16) | (Bits(ref first, 32, value) << 32) | (Bits(ref first, 48, value) << 48);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(ref byte first, nuint offset, byte value) => Vector128.Equals(Vector128.LoadUnsafe(ref first, offset), Vector128.Create(value)).ExtractMostSignificantBits();
}

/// <summary>For processors without vectors: eight bytes at a time.</summary>
internal readonly struct BlockScalar : IBlock
{
    private const ulong Low7 = 0x7F7F_7F7F_7F7F_7F7F;

    public static bool IsSupported => true;

    public static BlockMasks Masks(ref byte first)
    {
        ulong commas = 0, quotes = 0, feeds = 0;
        for (var at = 0; at < 64; at += 8)
        {
            var bytes = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, at));
            if (!BitConverter.IsLittleEndian) bytes = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(bytes);
            commas |= Bits(bytes, (byte)',') << at;
            quotes |= Bits(bytes, (byte)'"') << at;
            feeds |= Bits(bytes, (byte)'\n') << at;
        }

        return new(commas, quotes, feeds);
    }

    /// <summary>A byte that is zero after the exclusive or has no bit left below or at the top; the multiplication gathers the eight top bits.</summary>
    private static ulong Bits(ulong bytes, byte value)
    {
        var rest = bytes ^ (0x0101_0101_0101_0101UL * value);
        var zeros = ~(((rest & Low7) + Low7) | rest | Low7);
        return ((zeros >> 7) * 0x0102_0408_1020_4080) >> 56;
    }
}
