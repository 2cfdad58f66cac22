using System.Collections.Immutable;

namespace Guildhall.App.Cloud.Names;

/// <summary>Where mail to a domain goes, as far as DNS tells.</summary>
public abstract record MailRoute
{
    private MailRoute()
    {
    }

    /// <summary>To these hosts, the preferred one first.</summary>
    public sealed record Hosts(ImmutableArray<string> Names) : MailRoute;

    /// <summary>To the domain's own address, because there is no MX record (RFC 5321 5.1).</summary>
    public sealed record ItsAddress : MailRoute;

    /// <summary>Nowhere: there is no such domain, it has neither MX nor address, or says that it takes none (RFC 7505).</summary>
    public sealed record Nowhere : MailRoute;

    /// <summary>No DNS server told.</summary>
    public sealed record Untold : MailRoute;
}
