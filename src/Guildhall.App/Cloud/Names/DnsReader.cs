using System.Buffers.Binary;
using System.Text;

namespace Guildhall.App.Cloud.Names;

/// <summary>
/// Reads a DNS server's message, whatever it holds: null when it is not whole, or answers another question. Names are compressed by pointers that lead
/// backwards alone, so that none can lead in a circle. RFC 1035 4.1.
/// </summary>
internal ref struct DnsReader
{
    private const int LongestName = 255;

    private readonly ReadOnlySpan<byte> _message;
    private int _at;

    private DnsReader(ReadOnlySpan<byte> message) => _message = message;

    public static DnsAnswer? Read(ReadOnlySpan<byte> message, DnsQuestion question)
    {
        var reader = new DnsReader(message);
        return reader.ReadAnswer(question);
    }

    private DnsAnswer? ReadAnswer(DnsQuestion question)
    {
        if (Number() != question.Id || Number() is not { } flags || (flags & 0x8000) == 0 || Number() != 1 || Number() is not { } count) return null;
        _at = DnsQuestion.Header;
        if (Name() is not { } name || !string.Equals(name, question.Name, StringComparison.OrdinalIgnoreCase) || Number() != (int)question.Type || Number() != 1) return null;
        var answer = new DnsAnswer(flags & 0xF, [], 0) { Truncated = (flags & 0x0200) != 0 };
        return answer.Truncated ? answer : ReadRecords(answer, question.Type, count);
    }

    private DnsAnswer? ReadRecords(DnsAnswer answer, DnsType type, int count)
    {
        var (hosts, addresses) = (new List<(int Preference, string Host)>(), 0);
        for (; count > 0; count--)
        {
            if (Name() is null || Number() is not { } kind || Number() is null || Number() is null || Number() is null || Number() is not { } length || _at + length > _message.Length) return null;
            var next = _at + length;
            if (kind == (int)type && type == DnsType.Mx)
            {
                if (Number() is not { } preference || Name() is not { } host) return null;
                hosts.Add((preference, host));
            }
            else if (kind == (int)type)
            {
                addresses++;
            }

            _at = next;
        }

        return answer with { Hosts = [.. hosts.OrderBy(h => h.Preference).Select(h => h.Host)], Addresses = addresses };
    }

    private int? Number()
    {
        if (_at + 2 > _message.Length) return null;
        _at += 2;
        return BinaryPrimitives.ReadUInt16BigEndian(_message[(_at - 2)..]);
    }

    /// <summary>A name as text, without the dot at its end; what is no printable ASCII stands there as <c>?</c>.</summary>
    private string? Name()
    {
        var text = new StringBuilder();
        for (var (at, end, first) = (_at, -1, _at); ;)
        {
            if (at >= _message.Length || text.Length > LongestName) return null;
            int length = _message[at];
            if (length >= 0xC0)
            {
                if (at + 1 >= _message.Length) return null;
                var to = ((length & 0x3F) << 8) | _message[at + 1];
                if (to >= first) return null;
                if (end < 0) end = at + 2;
                (at, first) = (to, to);
                continue;
            }

            if (length > 63 || at + 1 + length > _message.Length) return null;
            if (length == 0)
            {
                _at = end < 0 ? at + 1 : end;
                return text.ToString();
            }

            if (text.Length > 0) text.Append('.');
            foreach (var letter in _message.Slice(at + 1, length)) text.Append(letter is > 0x20 and < 0x7F ? (char)letter : '?');
            at += 1 + length;
        }
    }
}
