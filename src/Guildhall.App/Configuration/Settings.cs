using System.Net;
using Guildhall.App.Cloud.Keys;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Governance;

namespace Guildhall.App.Configuration;

/// <summary>What an operator can set. Read by <see cref="SettingsReader"/>; the names are in <see cref="SettingNames"/>.</summary>
public sealed record Settings
{
    /// <summary>The addresses to listen on.</summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:8080"];

    /// <summary>Where plain http may be listened to (security.md S-12).</summary>
    public PlainHttp PlainHttp { get; init; }

    public DatabaseKind Database { get; init; } = DatabaseKind.Sqlite;

    /// <summary>The connection string of PostgreSQL; it may hold a password.</summary>
    public Secret? Connection { get; init; }

    /// <summary>Where AWS is, when not at its own addresses. Never read from <c>AWS_ENDPOINT_URL</c> (decisions.md 27).</summary>
    public Uri? AwsEndpoint { get; init; }

    /// <summary>The DNS server that is asked for mail servers (P16); null for the machine's own, or none with another endpoint than AWS.</summary>
    public IPEndPoint? DnsServer { get; init; }

    /// <summary>Days that a link's access key may be used before it needs attention (vendor-integration.md 9). 0 for as long as anybody likes, to 3,650.</summary>
    public int KeyDays { get; init; } = 90;

    /// <summary>Whether links may use this server's own AWS credentials (docs/adr/0019).</summary>
    public AmbientCredentials AmbientCredentials { get; init; }

    /// <summary>How long every change set stays in PREPARING, to try cancelling (private-marketplace.md 2.2). 0 to 1 hour.</summary>
    public TimeSpan ChangeSetDelay { get; init; }

    /// <summary>Whether an approval may name a product that is not in the catalogue (private-marketplace.md 4.7).</summary>
    public UnknownProducts UnknownProducts { get; init; } = UnknownProducts.Refuse;

    /// <summary>How old the last complete reading of an organization may be before decisions refuse. 1 minute to 30 days.</summary>
    public TimeSpan TreeAge { get; init; } = OrganizationReading.DefaultBound;

    /// <summary>How long after its acceptance a prepaid agreement may be cancelled (storefront-and-procurement.md B.9). 0 to 10 years.</summary>
    public TimeSpan CancellationWindow { get; init; } = Cancelling.DefaultWindow;

    /// <summary>Whether calls of the Discovery and the Agreement API are refused that come faster than AWS takes them (storefront-and-procurement.md A.2).</summary>
    public Throttle Throttle { get; init; }

    /// <summary>The time between two readings of an organization (security.md 6.4). 1 second to 1 day.</summary>
    public TimeSpan SyncInterval { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The time between two looks at an organization's billing report (vendor-integration.md 15.2). 1 minute to 1 day.</summary>
    public TimeSpan ReportInterval { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Bytes that all files of a delivery of a report may unpack to together (security.md S-58). 1 MB to 100 TB.</summary>
    public long ReportUnpackedTotal { get; init; } = 20_000_000_000;

    /// <summary>How long after a call that may have made an account AWS is only looked at; with AWS itself never less than 5 minutes.</summary>
    public TimeSpan OrderCertainty { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The first pause between two looks at how far AWS is with an account; it grows to a minute.</summary>
    public TimeSpan OrderPoll { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The pause between two looks at an open invitation on its first day; it grows to three times that.</summary>
    public TimeSpan InvitationPoll { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Hosts that webhooks may reach at private addresses, and on loopback over plain http (security.md S-50, S-51).</summary>
    public IReadOnlySet<string> WebhookHosts { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The time between two walks over all units, for their names and the empty ones (performance.md 5). 1 second to 30 days.</summary>
    public TimeSpan SyncWalkInterval { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Days that a change set is listed after its end (private-marketplace.md 2.2). 1 to 3,650.</summary>
    public int RetentionDays { get; init; } = 90;

    /// <summary>The bearer token that opens health and metrics to callers that are not on loopback.</summary>
    public Secret? MetricsToken { get; init; }

    /// <summary>Who must have a second factor (security.md S-33).</summary>
    public SecondFactorRule SecondFactor { get; init; }

    /// <summary>The address that browsers use, where a proxy stands before Guildhall: decides whether cookies are Secure, and where sign-ins come back to.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The proxies whose word for a visitor's address is taken (security.md S-11).</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>The mail server's settings as far as they are given.</summary>
    public MailGiven Mail { get; init; } = new();

    /// <summary>The OpenID Connect provider's settings as far as they are given (security.md S-32).</summary>
    public ProviderGiven Provider { get; init; } = new();

    /// <summary>How far a signature's time may lie from the server's (security.md 3.2). 1 second to 1 hour.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>The file of the master key; null for the default place (security.md S-14).</summary>
    public string? MasterKeyFile { get; init; }

    /// <summary>The KMS key that keeps the master key; null when it lies in a file or the environment (security.md S-14).</summary>
    public KmsKeyName? MasterKeyKms { get; init; }

    /// <summary>The master key itself, from the environment (security.md S-14); goes before the file.</summary>
    public MasterKey? MasterKey { get; init; }
}

/// <summary>Whether links may use the credentials that this server has by itself.</summary>
public enum AmbientCredentials
{
    /// <summary>They are not even looked for.</summary>
    Deny,

    /// <summary>Whoever manages links may have them used.</summary>
    Allow,
}

/// <summary>Where plain http is taken: others can read it on its way.</summary>
public enum PlainHttp
{
    /// <summary>On this machine alone.</summary>
    Loopback,

    /// <summary>Everywhere, because something in front of Guildhall ends TLS or the network is trusted.</summary>
    Anywhere,
}

/// <summary>How fast an account may call the Discovery and the Agreement API.</summary>
public enum Throttle
{
    /// <summary>As fast as it likes.</summary>
    Off,

    /// <summary>As fast as AWS takes such calls.</summary>
    Aws,
}

/// <summary>What becomes of an approval of a product that the catalogue does not have.</summary>
public enum UnknownProducts
{
    /// <summary><c>PRODUCT_NOT_FOUND</c>.</summary>
    Refuse,

    /// <summary>Kept as an id without a title, so that approval files made for AWS can be loaded before the catalogue.</summary>
    Accept,
}
