using System.Buffers.Binary;
using Guildhall.Domain;

namespace Guildhall.App.Experiences.Logos;

/// <summary>PNG (RFC 2083): the header is checked, and only the chunks that draw are kept. decisions.md 29.</summary>
internal static class PngImage
{
    private const int LargestSide = 2_048;
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool IsPng(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Signature);

    public static Result<LogoImage> Clean(ReadOnlySpan<byte> bytes)
    {
        var clean = new List<byte>(Signature);
        var rest = bytes[Signature.Length..];
        for (var first = true; !rest.IsEmpty; first = false)
        {
            if (rest.Length < 12 || BinaryPrimitives.ReadUInt32BigEndian(rest) > (uint)(rest.Length - 12)) return LogoImage.Invalid("The PNG is cut off.");
            var chunk = rest[..(12 + BinaryPrimitives.ReadInt32BigEndian(rest))];
            if (!IsSound(chunk)) return LogoImage.Invalid("A part of the PNG has a wrong checksum.");
            if (first && (!Is(chunk, "IHDR"u8) || chunk.Length != 25 || !HasSize(chunk[8..]))) return LogoImage.Invalid($"The PNG must be 1 to {LargestSide} pixels wide and high.");
            if (IsKept(chunk)) clean.AddRange(chunk);
            if (Is(chunk, "IEND"u8)) return new LogoImage("png", [.. clean]);
            rest = rest[chunk.Length..];
        }

        return LogoImage.Invalid("The PNG has no end.");
    }

    private static bool Is(ReadOnlySpan<byte> chunk, ReadOnlySpan<byte> type) => chunk.Slice(4, 4).SequenceEqual(type);

    private static bool IsKept(ReadOnlySpan<byte> chunk) => Is(chunk, "IHDR"u8) || Is(chunk, "PLTE"u8) || Is(chunk, "IDAT"u8) || Is(chunk, "IEND"u8) || Is(chunk, "tRNS"u8);

    private static bool IsSound(ReadOnlySpan<byte> chunk) => Checksum(chunk[4..^4]) == BinaryPrimitives.ReadUInt32BigEndian(chunk[^4..]);

    /// <summary>CRC-32 as RFC 2083 15 has it.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ (0xEDB88320 & (uint)-(int)(crc & 1));
        }

        return ~crc;
    }

    private static bool HasSize(ReadOnlySpan<byte> header) =>
        BinaryPrimitives.ReadUInt32BigEndian(header) is >= 1 and <= LargestSide && BinaryPrimitives.ReadUInt32BigEndian(header[4..]) is >= 1 and <= LargestSide;
}
