using Guildhall.App.Cloud.Names;
using Guildhall.App.Linking;
using Guildhall.App.Linking.Watch;

namespace Guildhall.App;

/// <content>Links of AWS organizations.</content>
public sealed partial class Installation
{
    public Links Links { get; }

    public ExternalIds ExternalIds { get; }

    public RoleTrusts RoleTrusts { get; }

    public LinkForms LinkForms { get; }

    public LinkDrafts LinkDrafts { get; }

    public Preflights Preflights { get; }

    public LinkWatch LinkWatch { get; }

    public LinkMaking LinkMaking { get; }

    public LinkRetry LinkRetry { get; }

    public LinkEdits LinkEdits { get; }

    public LinkStanding LinkStanding { get; }

    public LinkEnabling LinkEnabling => new(Database, Writer, Connections, Integration, Preflights);

    /// <summary>DNS is asked when AWS itself is linked, or a server is named: a trial, a test or a demo asks nobody of itself.</summary>
    private static MailRoutes? MailRoutes(InstallationOptions options) =>
        options.DnsServer is { } named ? new MailRoutes(new NameServers([named], options.Clock))
        : options.AwsEndpoint is null ? new MailRoutes(new NameServers(NameServers.OfMachine(), options.Clock))
        : null;
}
