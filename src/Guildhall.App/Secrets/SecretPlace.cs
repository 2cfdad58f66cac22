using System.Buffers.Binary;
using System.Text;

namespace Guildhall.App.Secrets;

/// <summary>Where a sealed secret lies: a value moved to another tenant, record or field does not open there. security.md S-13.</summary>
/// <param name="Tenant">The tenant's id; empty for what belongs to the installation.</param>
/// <param name="Record">The id of the record.</param>
/// <param name="Field">The record's field.</param>
public sealed record SecretPlace(string Tenant, string Record, string Field)
{
    /// <summary>The bytes that bind a ciphertext to this place: each part behind its length, so that no two places give the same bytes.</summary>
    internal byte[] Bind(byte format, MasterKeyVersion version)
    {
        using var bytes = new MemoryStream();
        bytes.WriteByte(format);
        bytes.Write(version.Bytes);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in (ReadOnlySpan<string>)[Tenant, Record, Field])
        {
            var text = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, text.Length);
            bytes.Write(length);
            bytes.Write(text);
        }

        return bytes.ToArray();
    }
}
