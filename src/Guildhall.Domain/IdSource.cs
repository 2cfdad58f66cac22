namespace Guildhall.Domain;

/// <summary>Where new ids come from. The product fills bytes from a cryptographic source, tests and the demo from a seed.</summary>
public abstract class IdSource
{
    private const string Base32 = "abcdefghijklmnopqrstuvwxyz234567";
    private const string Base36 = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Fills the whole span with unpredictable (or seeded) bytes. Safe to call from several threads.</summary>
    public abstract void Fill(Span<byte> bytes);

    /// <summary>A new entity id: the prefix and 13 characters of lower-case base32. private-marketplace.md 1.4.</summary>
    public EntityId Entity(EntityType type) => new(Named(type.Prefix()));

    /// <summary>A new id of what AWS has no form for: the prefix and characters of lower-case base32, as <see cref="Entity"/> has them.</summary>
    public string Named(string prefix, int length = 13) => prefix + Text(Base32, length);

    /// <summary>A new change set id: 25 characters of <c>[a-z0-9]</c>. private-marketplace.md 1.4.</summary>
    public ChangeSetId ChangeSet() => new(Text(Base36, 25));

    /// <summary>A random (version 4) UUID made from <see cref="Fill"/>.</summary>
    public Guid Uuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        Fill(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>A UUID of version 7 (RFC 9562): those of later milliseconds sort behind.</summary>
    public Guid Uuid(DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[16];
        Fill(bytes);
        var milliseconds = now.ToUnixTimeMilliseconds();
        for (var i = 0; i < 6; i++) bytes[i] = (byte)(milliseconds >> (40 - (8 * i)));
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Text of <paramref name="length"/> characters of the alphabet (at most 256 characters long).</summary>
    public string Text(ReadOnlySpan<char> alphabet, int length)
    {
        Span<byte> bytes = stackalloc byte[length];
        Span<char> text = stackalloc char[length];
        Fill(bytes);
        for (var i = 0; i < length; i++) text[i] = alphabet[bytes[i] % alphabet.Length];
        return new string(text);
    }
}
