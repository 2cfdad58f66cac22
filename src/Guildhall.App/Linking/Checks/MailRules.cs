using Guildhall.App.Cloud.Names;

namespace Guildhall.App.Linking.Checks;

/// <summary>
/// P16: whether mail to the addresses of new accounts goes anywhere. vendor-integration.md 8.2. A domain with an address and no MX record takes mail by
/// RFC 5321 5.1, so that it would be untrue that mail is lost; but most such domains are web sites, or a name typed wrong, so that it is warned of all the same.
/// </summary>
internal static class MailRules
{
    private const string Try = "Send yourself a message to a generated address.";
    private const string Mend = "Correct the domain of the e-mail pattern, or give it an MX record.";

    public static Finding Unasked { get; } = Finding.Skipped($"Not checked: with another endpoint than AWS no DNS server is asked, unless the setting dns-server names one. {Try}");

    public static Finding NoPattern { get; } = Finding.Skipped("Not needed: no accounts are made without an e-mail pattern.");

    public static Finding Domain(string domain, MailRoute route) => route switch
    {
        MailRoute.Hosts hosts => Finding.Pass($"Mail to {domain} goes to {hosts.Names[0]}."),
        MailRoute.ItsAddress => Finding.Warn($"{domain} has no MX record: AWS's mail goes to the address of {domain} itself, and is lost when no mail server is there.", $"{Mend} {Try}"),
        MailRoute.Nowhere => Finding.Warn($"{domain} has no mail server; AWS's mail would be lost.", Mend),
        MailRoute.Untold => Finding.Skipped($"Not checked: no DNS server told of {domain}. {Try}"),
        _ => throw new ArgumentOutOfRangeException(nameof(route)),
    };
}
