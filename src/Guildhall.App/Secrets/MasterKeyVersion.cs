using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Guildhall.App.Secrets;

/// <summary>
/// Names a master key by four bytes of a hash of it. A hash and not a number, so that a wrong key file is recognized as such and nobody has to
/// count.
/// </summary>
public readonly record struct MasterKeyVersion
{
    /// <summary>The length in bytes.</summary>
    public const int Length = 4;

    private readonly uint _value;

    internal MasterKeyVersion(ReadOnlySpan<byte> bytes) => _value = BinaryPrimitives.ReadUInt32BigEndian(bytes);

    internal byte[] Bytes
    {
        get
        {
            var bytes = new byte[Length];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, _value);
            return bytes;
        }
    }

    public override string ToString() => _value.ToString("x8");

    internal static MasterKeyVersion Of(ReadOnlySpan<byte> key) => new(HMACSHA256.HashData(key, "guildhall master key version"u8).AsSpan(..Length));
}
