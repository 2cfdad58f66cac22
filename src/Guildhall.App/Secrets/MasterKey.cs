using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Guildhall.App.Secrets;

/// <summary>The key that every data key is wrapped with. It lies outside the database and outside every backup. security.md S-14.</summary>
[DebuggerDisplay("master key {Version}")]
public sealed class MasterKey
{
    /// <summary>The length of a key, in bytes.</summary>
    public const int Length = 32;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[] _key;

    /// <param name="key">32 bytes.</param>
    public MasterKey(ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, Length, nameof(key));
        _key = key.ToArray();
        Root = HKDF.Extract(HashAlgorithmName.SHA256, _key);
        Version = MasterKeyVersion.Of(key);
    }

    private MasterKey(MasterKey key, byte[] root) => (_key, Root, Version) = (key._key, root, key.Version);

    /// <summary>Tells this key from others and nothing of its bytes.</summary>
    public MasterKeyVersion Version { get; }

    /// <summary>A new key from the system's source of randomness.</summary>
    public static MasterKey Make() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>The key written as base64; null when the text is not 32 bytes of base64 (surrounding white space allowed).</summary>
    public static MasterKey? FindIn(string text)
    {
        Span<byte> key = stackalloc byte[Length + 1];
        return Convert.TryFromBase64String(text.Trim(), key, out var length) && length == Length ? new(key[..length]) : null;
    }

    /// <summary>What keys are derived from: of the first master key of an installation, whatever came after it. Tells nothing of a key.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal byte[] Root { get; }

    public override string ToString() => $"master key {Version}";

    /// <summary>A key of 32 bytes for one purpose, which tells nothing of this one (HKDF, RFC 5869). It stays when the master key is changed.</summary>
    public byte[] Derive(string purpose) => HKDF.Expand(HashAlgorithmName.SHA256, Root, Length, Encoding.UTF8.GetBytes(purpose));

    /// <summary>This key, with another's root.</summary>
    internal MasterKey WithRoot(byte[] root) => new(this, root);

    internal string ToBase64() => Convert.ToBase64String(_key);

    internal AesGcm Cipher() => new(_key, Envelope.TagLength);
}
