using System.Security.Cryptography;
using System.Text;

namespace Guildhall.App.Secrets;

/// <summary>
/// Seals secrets for the database and opens them again: a random data key for each, AES-256-GCM, the data key wrapped by the master key.
/// security.md S-13. Randomness comes from the system and from nowhere else: a seeded nonce would give the key away.
/// </summary>
public sealed class Vault(MasterKey master)
{
    /// <summary>The key that it seals with.</summary>
    public MasterKeyVersion Version => master.Version;

    /// <summary>Seals a secret for its place; base64. Sealing twice gives two different texts.</summary>
    public string Seal(Secret secret, SecretPlace place)
    {
        var bound = place.Bind(Envelope.Format, master.Version);
        var dataKey = RandomNumberGenerator.GetBytes(MasterKey.Length);
        using var wrap = master.Cipher();
        using var cipher = new AesGcm(dataKey, Envelope.TagLength);
        byte[] envelope =
        [
            Envelope.Format,
            .. master.Version.Bytes,
            .. Envelope.Encrypt(wrap, dataKey, bound),
            .. Envelope.Encrypt(cipher, Encoding.UTF8.GetBytes(secret.Reveal()), bound),
        ];
        CryptographicOperations.ZeroMemory(dataKey);
        return Convert.ToBase64String(envelope);
    }

    /// <summary>
    /// Opens what was sealed for this very place. Throws <see cref="CryptographicException"/>, which names the place and never the secret, when
    /// it was sealed for another place or with another master key, or was changed: that is no refusal but a damaged or tampered store.
    /// </summary>
    public Secret Open(string text, SecretPlace place)
    {
        var envelope = BytesOf(text);
        if (envelope.IsEmpty) throw new CryptographicException($"The secret of {place} is not in a form that this version reads.");
        var version = new MasterKeyVersion(envelope[1..Envelope.KeyAt]);
        if (version != master.Version)
            throw new CryptographicException($"The secret of {place} was sealed with master key {version}, and this is {master}.");

        var bound = place.Bind(Envelope.Format, version);
        using var wrap = master.Cipher();
        var dataKey = Envelope.Decrypt(wrap, envelope[Envelope.KeyAt..Envelope.SecretAt], bound);
        using var cipher = new AesGcm(dataKey, Envelope.TagLength);
        var secret = Envelope.Decrypt(cipher, envelope[Envelope.SecretAt..], bound);
        CryptographicOperations.ZeroMemory(dataKey);
        return new Secret(Encoding.UTF8.GetString(secret));
    }

    /// <summary>The key that a text was sealed with; null when it is none of ours.</summary>
    internal static MasterKeyVersion? VersionOf(string text) => BytesOf(text) is { IsEmpty: false } envelope ? new MasterKeyVersion(envelope[1..Envelope.KeyAt]) : null;

    /// <summary>Empty when the text is not in the form that this version reads.</summary>
    private static ReadOnlySpan<byte> BytesOf(string text)
    {
        Span<byte> envelope = new byte[text.Length];
        return Convert.TryFromBase64String(text, envelope, out var length) && length >= Envelope.Shortest && envelope[0] == Envelope.Format ? envelope[..length] : [];
    }
}
