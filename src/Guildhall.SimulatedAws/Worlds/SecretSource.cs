using System.Buffers.Text;
using System.Security.Cryptography;

namespace Guildhall.SimulatedAws.Worlds;

/// <summary>Access keys that look like AWS's; simulated ones begin with AKIA0 and ASIA0 (decisions.md 28).</summary>
internal sealed class SecretSource(RandomNumberGenerator random)
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public string LongTermKeyId() => "AKIA0" + KeyIdTail();

    public string TemporaryKeyId() => "ASIA0" + KeyIdTail();

    /// <summary>Forty characters, 240 bits.</summary>
    public string Secret() => Convert.ToBase64String(Bytes(30));

    /// <summary>An opaque token of 320 characters.</summary>
    public string SessionToken() => Convert.ToBase64String(Bytes(240));

    /// <summary>What a key of KMS encrypts with, in base64.</summary>
    public string KeyMaterial() => Convert.ToBase64String(Bytes(32));

    public byte[] DataKey(int length) => Bytes(length);

    /// <summary>A number to start an <see cref="IdSource"/> with when nobody gave one.</summary>
    public ulong Seed() => BitConverter.ToUInt64(Bytes(8));

    /// <summary>Sixteen random bytes in lower-case letters, digits, - and _.</summary>
    public string Opaque() => Base64Url.EncodeToString(Bytes(16));

    private string KeyIdTail() => string.Concat(Bytes(15).Select(value => Base32[value & 31]));

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        random.GetBytes(bytes);
        return bytes;
    }
}
