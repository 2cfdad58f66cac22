using System.Collections.Immutable;

namespace Guildhall.App.Cloud.Names;

/// <summary>What a DNS server answered to one question.</summary>
/// <param name="Code">RFC 1035 4.1.1: 0 is an answer, 3 says that there is no such name.</param>
/// <param name="Hosts">Of a question for MX: the hosts, in the order of their preference; the root, which takes no mail (RFC 7505), is empty.</param>
/// <param name="Addresses">Of a question for addresses: how many there are.</param>
public sealed record DnsAnswer(int Code, ImmutableArray<string> Hosts, int Addresses)
{
    public const int NoSuchName = 3;

    /// <summary>Whether the server told what there is; otherwise another one may.</summary>
    public bool Tells => Code is 0 or NoSuchName;

    /// <summary>Whether the message was cut off: the whole of it comes by TCP.</summary>
    public bool Truncated { get; init; }
}
