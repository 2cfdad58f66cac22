using System.Buffers.Binary;
using System.Text;

namespace Guildhall.App.Cloud.Names;

/// <summary>One question to a DNS server. RFC 1035 4.1.</summary>
/// <param name="Id">Drawn anew for each message: an answer must bear it.</param>
/// <param name="Name">A domain as <see cref="Domain.Linking.EmailPattern"/> takes it: ASCII labels of 1 to 63 characters between dots.</param>
public sealed record DnsQuestion(ushort Id, string Name, DnsType Type)
{
    /// <summary>The length of a message's header.</summary>
    public const int Header = 12;

    private const ushort RecursionDesired = 0x0100;
    private const int LongestLabel = 63;
    private const int LongestName = 253;

    /// <summary>Whether the name can stand in a message at all.</summary>
    public static bool CanAsk(string name) => name.Length is > 0 and <= LongestName && name.Split('.').All(label => label.Length is > 0 and <= LongestLabel && Ascii.IsValid(label));

    /// <summary>The message as it is sent by UDP.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Header + Name.Length + 2 + 4];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, Id);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), RecursionDesired);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(4), 1);
        var at = Header;
        foreach (var label in Name.Split('.'))
        {
            bytes[at++] = (byte)label.Length;
            at += Encoding.ASCII.GetBytes(label, bytes.AsSpan(at));
        }

        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at + 1), (ushort)Type);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at + 3), 1);
        return bytes;
    }
}
