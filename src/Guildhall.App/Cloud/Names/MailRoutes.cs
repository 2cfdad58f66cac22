namespace Guildhall.App.Cloud.Names;

/// <summary>Asks DNS where mail goes.</summary>
public sealed class MailRoutes(NameServers servers)
{
    public async Task<MailRoute> FindAsync(string domain, CancellationToken cancellation)
    {
        if (!DnsQuestion.CanAsk(domain)) return new MailRoute.Nowhere();
        if (await servers.AskAsync(domain, DnsType.Mx, cancellation) is not { } said) return new MailRoute.Untold();
        if (said.Code == DnsAnswer.NoSuchName) return new MailRoute.Nowhere();
        if (said.Hosts.Length > 0) return said.Hosts.RemoveAll(h => h.Length == 0) is { Length: > 0 } hosts ? new MailRoute.Hosts(hosts) : new MailRoute.Nowhere();
        var told = true;
        foreach (var type in new[] { DnsType.A, DnsType.Aaaa })
        {
            var addresses = await servers.AskAsync(domain, type, cancellation);
            if (addresses is { Addresses: > 0 }) return new MailRoute.ItsAddress();
            told &= addresses is not null;
        }

        return told ? new MailRoute.Nowhere() : new MailRoute.Untold();
    }
}
