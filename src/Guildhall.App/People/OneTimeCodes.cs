using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Guildhall.App.People;

/// <summary>Time-based one-time codes: HMAC-SHA1, six digits, steps of 30 s, as every authenticator app has them. RFC 6238, RFC 4226.</summary>
public static class OneTimeCodes
{
    /// <summary>The length of a key, in bytes. RFC 4226 4 recommends 160 bits.</summary>
    public const int KeyLength = 20;

    private const long StepSeconds = 30;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The step of a moment.</summary>
    public static long StepOf(DateTimeOffset time) => time.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The six digits of a step.</summary>
    public static string Of(ReadOnlySpan<byte> key, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The algorithm is RFC 6238's; collisions of SHA-1 do not weaken it.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0x0F)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6");
    }

    /// <summary>The step that a code belongs to: this one, the one before or after, and later than the last one used; null when it is none of them.</summary>
    public static long? Find(ReadOnlySpan<byte> key, string code, DateTimeOffset now, long lastUsed)
    {
        long? found = null;
        for (var step = StepOf(now) - 1; step <= StepOf(now) + 1; step++)
        {
            var same = CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(Of(key, step)), System.Text.Encoding.UTF8.GetBytes(code));
            if (same && step > lastUsed) found = step;
        }

        return found;
    }

    /// <summary>A key as people type it and apps take it: base32 without padding. RFC 4648.</summary>
    public static string Text(ReadOnlySpan<byte> key)
    {
        var text = new System.Text.StringBuilder();
        var (bits, held) = (0, 0);
        foreach (var octet in key)
        {
            (held, bits) = (((held << 8) | octet) & 0xFFFF, bits + 8);
            for (; bits >= 5; bits -= 5) text.Append(Base32[(held >> (bits - 5)) & 31]);
        }

        if (bits > 0) text.Append(Base32[(held << (5 - bits)) & 31]);
        return text.ToString();
    }

    /// <summary>The key of such a text; null when it is none of <see cref="KeyLength"/> bytes.</summary>
    public static byte[]? Key(string text)
    {
        var key = new List<byte>(KeyLength);
        var (bits, held) = (0, 0);
        foreach (var letter in text)
        {
            var value = Base32.IndexOf(letter, StringComparison.Ordinal);
            if (value < 0) return null;
            (held, bits) = (((held << 5) | value) & 0xFFFF, bits + 5);
            if (bits < 8) continue;
            bits -= 8;
            key.Add((byte)(held >> bits));
        }

        return key.Count == KeyLength ? [.. key] : null;
    }

    /// <summary>The link that authenticator apps read, alone or as a QR code.</summary>
    public static string Link(string keyText, string email) =>
        $"otpauth://totp/Guildhall:{Uri.EscapeDataString(email)}?secret={keyText}&issuer=Guildhall&algorithm=SHA1&digits=6&period=30";
}
