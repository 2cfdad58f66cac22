using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Guildhall.SimulatedAws.Records;

namespace Guildhall.SimulatedAws.Kms;

/// <summary>What a key has encrypted: the key's id, a nonce, a tag and the rest, bound to the encryption context (AES-256-GCM, as KMS does it).</summary>
internal static class KmsCiphertext
{
    private const int IdLength = 36;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int PlainAt = IdLength + NonceLength + TagLength;

    public static byte[] Encrypt(KmsKey key, byte[] plain, byte[] context)
    {
        var blob = new byte[PlainAt + plain.Length];
        Encoding.ASCII.GetBytes(key.Id, blob);
        RandomNumberGenerator.Fill(blob.AsSpan(IdLength, NonceLength));
        using var cipher = Cipher(key);
        cipher.Encrypt(blob.AsSpan(IdLength, NonceLength), plain, blob.AsSpan(PlainAt), blob.AsSpan(IdLength + NonceLength, TagLength), context);
        return blob;
    }

    /// <summary>The id of the key that has made it; null when nothing of ours has.</summary>
    public static string? KeyOf(string blob) => Read(blob) is { } bytes ? Encoding.ASCII.GetString(bytes, 0, IdLength) : null;

    /// <summary>Null when a bit or the context differs.</summary>
    public static byte[]? Decrypt(KmsKey key, string blob, byte[] context)
    {
        if (Read(blob) is not { } bytes) return null;
        var plain = new byte[bytes.Length - PlainAt];
        using var cipher = Cipher(key);
        try
        {
            cipher.Decrypt(bytes.AsSpan(IdLength, NonceLength), bytes.AsSpan(PlainAt), bytes.AsSpan(IdLength + NonceLength, TagLength), plain, context);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>The encryption context as bytes, whatever the order of its pairs.</summary>
    public static byte[] ContextOf(JsonElement body) =>
        !body.TryGetProperty("EncryptionContext", out var context) || context.ValueKind != JsonValueKind.Object ? []
        : JsonSerializer.SerializeToUtf8Bytes(context.EnumerateObject().OrderBy(pair => pair.Name, StringComparer.Ordinal).SelectMany(pair => new[] { pair.Name, pair.Value.ToString() }));

    private static AesGcm Cipher(KmsKey key) => new(Convert.FromBase64String(key.Material), TagLength);

    private static byte[]? Read(string blob)
    {
        var bytes = new byte[blob.Length];
        return Convert.TryFromBase64String(blob, bytes, out var length) && length > PlainAt ? bytes[..length] : null;
    }
}
