using System.Collections.Immutable;
using System.Net;
using Guildhall.App.Mail;
using Guildhall.App.Secrets;
using Guildhall.Domain;
using Guildhall.Domain.Linking;

namespace Guildhall.App.Configuration;

/// <summary>The settings below <c>smtp:</c>, given one by one.</summary>
public sealed record MailGiven
{
    public string? Host { get; init; }

    public int Port { get; init; } = 587;

    public MailTls Tls { get; init; }

    public string? From { get; init; }

    public string? User { get; init; }

    public Secret? Password { get; init; }

    public string? Authorities { get; init; }

    /// <summary>The mail server; null when none is set.</summary>
    public MailServer? Server => Host is null || From is null ? null : new MailServer(Host, Port, Tls, From) { User = User, Password = Password, Authorities = Authorities };

    /// <summary>What does not go together; null when everything does.</summary>
    internal Problem? Fault =>
        (Host is null) != (From is null) ? Problem.Malformed("smtp:host and smtp:from: a mail server needs both.", "smtp:host")
        : (User is null) != (Password is null) ? Problem.Malformed("smtp:user and smtp:password: signing in needs both.", "smtp:user")
        : Tls != MailTls.None ? null
        : User is not null ? Problem.Malformed("smtp:tls: a password is never sent without TLS.", "smtp:tls")
        : Host is not null && !IsThisMachine(Host) ? Problem.Malformed("smtp:tls: none is for a mail server on this machine.", "smtp:tls")
        : null;

    /// <summary>How each is called and read.</summary>
    internal static ImmutableArray<Setting> Names { get; } =
    [
        Text("smtp:host", "the name or address of a host", (given, text) => Uri.CheckHostName(text) != UriHostNameType.Unknown ? given with { Host = text } : null),
        Text("smtp:port", "a port from 1 to 65535", (given, text) => SettingText.Number(text, 1, 65_535) is { } port ? given with { Port = port } : null),
        Text("smtp:tls", "starttls, tls or none", (given, text) => SettingText.Word<MailTls>(text) is { } tls ? given with { Tls = tls } : null),
        Text("smtp:from", "an e-mail address", (given, text) => EmailAddress.Read(text, "smtp:from") is { Refused: false } address ? given with { From = address.Value } : null),
        Text("smtp:user", "a text", (given, text) => text.Length > 0 ? given with { User = text } : null),
        Text("smtp:password", "a text", (given, text) => text.Length > 0 ? given with { Password = new Secret(text) } : null) with { EnvironmentOnly = true },
        Text("smtp:authorities", "the path of a PEM file", (given, text) => File.Exists(text) ? given with { Authorities = text } : null),
    ];

    private static bool IsThisMachine(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static Setting Text(string name, string form, Func<MailGiven, string, MailGiven?> set) =>
        new(name, form, (settings, text) => set(settings.Mail, text) is { } given ? settings with { Mail = given } : null);
}
