using Guildhall.App.Secrets;

namespace Guildhall.App.Mail;

/// <summary>How the connection to the mail server is protected.</summary>
public enum MailTls
{
    /// <summary>Plain at first, then TLS before anything is said (RFC 3207); a server that has no STARTTLS is given nothing.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>Plain: for a mail server on this machine alone, without user and password.</summary>
    None,
}

/// <summary>The operator's mail server.</summary>
/// <param name="From">The address that mails come from.</param>
public sealed record MailServer(string Host, int Port, MailTls Tls, string From)
{
    public string? User { get; init; }

    public Secret? Password { get; init; }

    /// <summary>A PEM file of the authorities that the server's certificate may come from; null for those of this machine.</summary>
    public string? Authorities { get; init; }
}
