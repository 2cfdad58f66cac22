using System.Security.Cryptography;

namespace Guildhall.App.Secrets;

/// <summary>
/// The stored form of a secret, as bytes: format (1), master key version (4), wrapped data key (12 nonce, 16 tag, 32 key), secret (12 nonce,
/// 16 tag, text). security.md S-13.
/// </summary>
internal static class Envelope
{
    public const byte Format = 1;
    public const int TagLength = 16;
    public const int KeyAt = 1 + MasterKeyVersion.Length;
    public const int SecretAt = KeyAt + Overhead + MasterKey.Length;
    public const int Shortest = SecretAt + Overhead;

    private const int NonceLength = 12;
    private const int Overhead = NonceLength + TagLength;

    /// <summary>Encrypts with a new random nonce: nonce, tag, ciphertext.</summary>
    public static byte[] Encrypt(AesGcm cipher, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> bound)
    {
        var box = new byte[Overhead + plain.Length];
        var nonce = box.AsSpan(..NonceLength);
        RandomNumberGenerator.Fill(nonce);
        cipher.Encrypt(nonce, plain, box.AsSpan(Overhead..), box.AsSpan(NonceLength..Overhead), bound);
        return box;
    }

    /// <summary>Undoes <see cref="Encrypt"/>. Throws <see cref="CryptographicException"/> when a bit or the place differs.</summary>
    public static byte[] Decrypt(AesGcm cipher, ReadOnlySpan<byte> box, ReadOnlySpan<byte> bound)
    {
        var plain = new byte[box.Length - Overhead];
        cipher.Decrypt(box[..NonceLength], box[Overhead..], box[NonceLength..Overhead], plain, bound);
        return plain;
    }
}
