using System.Buffers.Binary;
using Guildhall.Domain;

namespace Guildhall.Tests.Domain;

/// <summary>Ids that are all different and the same on every run.</summary>
internal sealed class CountingIds : IdSource
{
    private int _count;

    public override void Fill(Span<byte> bytes)
    {
        bytes.Clear();
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(number, ++_count);
        for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)(number[i % 4] >> (i / 4 * 2));
    }
}
