using System.Security.Cryptography;
using System.Text;

namespace Guildhall.App.Events;

/// <summary>Event ids follow from what happened, so that deciding again after a race gives the same id and consumers can drop doubles.</summary>
internal static class EventIds
{
    /// <summary>A UUID (version 8, RFC 9562) made of the SHA-256 of the text.</summary>
    public static string Of(string what)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(what)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
