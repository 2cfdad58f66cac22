using System.Net;
using Guildhall.App.Billing.Reading;
using Guildhall.App.Cloud;
using Guildhall.App.Configuration;
using Guildhall.App.Mail;
using Guildhall.App.Organizations;
using Guildhall.App.People;
using Guildhall.App.People.Provider;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Delivery;
using Guildhall.Domain.Governance;

namespace Guildhall.App;

/// <summary>What one process of Guildhall is made of that differs from process to process.</summary>
public sealed record InstallationOptions(Database Database, MasterKey MasterKey)
{
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public IdSource Ids { get; init; } = new RandomIds();

    /// <summary>Where keys and secrets come from: never a seed, whatever <see cref="Ids"/> is.</summary>
    public IdSource Secrets { get; init; } = new RandomIds();

    /// <summary>How passwords are hashed. Without one nobody signs in with a password.</summary>
    public PasswordHashing Passwords { get; init; } = new(_ => throw new InvalidOperationException("No password hasher was given."), (_, _) => PasswordMatch.No);

    /// <summary>Who must have a second factor.</summary>
    public SecondFactorRule SecondFactor { get; init; }

    /// <summary>The identity provider; null for none.</summary>
    public ProviderSettings? Provider { get; init; }

    /// <summary>The address that browsers use, when it is not the one listened on.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>How long every change set stays PREPARING at least.</summary>
    public TimeSpan ChangeSetDelay { get; init; }

    /// <summary>How old the last complete reading of an organization may be before purchases are refused.</summary>
    public TimeSpan TreeAge { get; init; } = OrganizationReading.DefaultBound;

    /// <summary>How long after its acceptance a prepaid agreement may be cancelled.</summary>
    public TimeSpan CancellationWindow { get; init; } = Cancelling.DefaultWindow;

    /// <summary>How fast an account may call the Discovery and the Agreement API.</summary>
    public Throttle Throttle { get; init; }

    /// <summary>Where AWS is, when not at its own addresses.</summary>
    public Uri? AwsEndpoint { get; init; }

    /// <summary>Who this server is on AWS by itself; null where the operator does not allow links to use that.</summary>
    public AwsIdentity? OwnIdentity { get; init; }

    /// <summary>How fast AWS is called; null for half of AWS's rates there, and for no limit at an endpoint of one's own.</summary>
    public CallRates? CallRates { get; init; }

    /// <summary>The time between two readings of an organization.</summary>
    public TimeSpan SyncInterval { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The time between two looks at an organization's billing report.</summary>
    public TimeSpan ReportInterval { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Bytes that all files of a delivery of a report may unpack to together.</summary>
    public long ReportUnpackedTotal { get; init; } = ReadLimits.Standard.UnpackedTotal;

    /// <summary>
    /// How long after a call that may have made an account AWS is only looked at before it is called again. With AWS itself never less than 5 minutes.
    /// </summary>
    public TimeSpan OrderCertainty { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The first pause between two looks at how far AWS is with an account; it grows to a minute.</summary>
    public TimeSpan OrderPoll { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The pause between two looks at an open invitation on its first day; it grows to three times that.</summary>
    public TimeSpan InvitationPoll { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Hosts, spelled exactly, that webhooks may reach at private addresses, and on loopback over plain http (S-51).</summary>
    public IReadOnlySet<string> WebhookHosts { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Where mail is handed over; null without one: mails are kept to be read here.</summary>
    public MailServer? Mail { get; init; }

    /// <summary>When deliveries to webhooks, and mails, are tried again.</summary>
    public DeliveryRule Deliveries { get; init; } = DeliveryRule.Usual;

    /// <summary>The DNS server that is asked for mail servers; null for the machine's own, or none when <see cref="AwsEndpoint"/> is not AWS.</summary>
    public IPEndPoint? DnsServer { get; init; }

    /// <summary>Days that a link's access key may be used before it needs attention; 0 for as long as anybody likes.</summary>
    public int KeyDays { get; init; } = 90;

    public ReadingOptions Reading { get; init; } = new();

    /// <summary>Whether logos may come from this machine over plain http; for the demo and tests only.</summary>
    public bool LogosFromLoopback { get; init; }

    /// <summary>Words of the same meaning, beside those that come with Guildhall: a group a line.</summary>
    public string Synonyms { get; init; } = "";

    public bool AcceptUnknownProducts { get; init; }

    /// <summary>Days that a change set is listed, and the report of a bulk order kept, after its end.</summary>
    public int RetentionDays { get; init; } = 90;
}
