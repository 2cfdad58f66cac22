namespace Guildhall.App.Cloud.Names;

/// <summary>The types of record that are asked for. RFC 1035 3.2.2, RFC 3596 2.1.</summary>
public enum DnsType
{
    /// <summary>An IPv4 address.</summary>
    A = 1,

    /// <summary>A host that takes the domain's mail.</summary>
    Mx = 15,

    /// <summary>An IPv6 address.</summary>
    Aaaa = 28,
}
