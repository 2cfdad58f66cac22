using System.Collections.Frozen;
using System.Collections.Immutable;
using Guildhall.App.Cloud.Keys;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.App.Store;

namespace Guildhall.App.Configuration;

/// <summary>All settings by name: the only list of them.</summary>
internal static class SettingNames
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static ImmutableArray<Setting> All { get; } =
    [
        new("urls", "http addresses, separated by ';'", (s, text) => SettingText.Listening(text) is { } urls ? s with { Urls = urls } : null),
        new("plain-http", "loopback or anywhere", (s, text) => SettingText.Word<PlainHttp>(text) is { } word ? s with { PlainHttp = word } : null),
        new("database", "sqlite or postgres", (s, text) => SettingText.Word<DatabaseKind>(text) is { } kind ? s with { Database = kind } : null),
        new("connection", "a PostgreSQL connection string", (s, text) => text.Contains('=') ? s with { Connection = new Secret(text) } : null),
        new("aws-endpoint", "an http address", (s, text) => SettingText.Address(text) is { } url ? s with { AwsEndpoint = url } : null),
        new("dns-server", "the address of a DNS server, such as 10.0.0.2 or 127.0.0.1:5353", (s, text) => SettingText.Server(text, 53) is { } server ? s with { DnsServer = server } : null),
        new("key-days", "a number of days from 0 to 3650", (s, text) => SettingText.Number(text, 0, 3650) is { } days ? s with { KeyDays = days } : null),
        new("ambient-credentials", "deny or allow", (s, text) => SettingText.Word<AmbientCredentials>(text) is { } word ? s with { AmbientCredentials = word } : null),
        Duration("changeset-delay", TimeSpan.Zero, Hour, (s, time) => s with { ChangeSetDelay = time }),
        new("catalog:unknownProducts", "refuse or accept", (s, text) => SettingText.Word<UnknownProducts>(text) is { } word ? s with { UnknownProducts = word } : null),
        Duration("tree-age", TimeSpan.FromMinutes(1), 30 * Day, (s, time) => s with { TreeAge = time }),
        Duration("cancellation-window", TimeSpan.Zero, 3_650 * Day, (s, time) => s with { CancellationWindow = time }),
        new("throttle", "off or aws", (s, text) => SettingText.Word<Throttle>(text) is { } word ? s with { Throttle = word } : null),
        Duration("sync-interval", Second, Day, (s, time) => s with { SyncInterval = time }),
        Duration("report-interval", TimeSpan.FromMinutes(1), Day, (s, time) => s with { ReportInterval = time }),
        new("report-unpacked-total", "a size from 1MB to 100TB, such as 500MB, 20GB or 1TB", (s, text) => SettingText.Size(text) is >= 1_000_000 and <= 100_000_000_000_000 and var size ? s with { ReportUnpackedTotal = size } : null),
        Duration("sync-walk-interval", Second, 30 * Day, (s, time) => s with { SyncWalkInterval = time }),
        Duration("order-certainty", Second, Day, (s, time) => s with { OrderCertainty = time }),
        Duration("order-poll", Second, TimeSpan.FromMinutes(1), (s, time) => s with { OrderPoll = time }),
        Duration("invitation-poll", Second, Hour, (s, time) => s with { InvitationPoll = time }),
        new("retention-days", "a number of days from 1 to 3650", (s, text) => SettingText.Number(text, 1, 3650) is { } days ? s with { RetentionDays = days } : null),
        new("metrics-token", "at least 16 characters", (s, text) => text.Length >= 16 ? s with { MetricsToken = new Secret(text) } : null),
        new("second-factor", "administrators, everybody or optional", (s, text) => SettingText.Word<SecondFactorRule>(text) is { } rule ? s with { SecondFactor = rule } : null),
        new("public-url", "an http address without a path", (s, text) => SettingText.Address(text) is { AbsolutePath: "/" } url ? s with { PublicUrl = url } : null),
        new("trusted-proxies", "network addresses such as 10.0.0.5 or 10.0.0.0/24, separated by ';'", (s, text) => SettingText.Networks(text) is { } proxies ? s with { TrustedProxies = proxies } : null),
        new("webhook-hosts", "names or addresses of hosts, separated by ';'", (s, text) => SettingText.Hosts(text) is { } hosts ? s with { WebhookHosts = hosts } : null),
        .. MailGiven.Names,
        .. ProviderGiven.Names,
        Duration("clock-skew", Second, Hour, (s, time) => s with { ClockSkew = time }),
        new("master-key-file", "the path of a file", (s, text) => text.Length > 0 ? s with { MasterKeyFile = text } : null),
        new("master-key-kms", "the ARN of a KMS key or alias of the commercial regions", (s, text) => KmsKeyName.Find(text) is { } key ? s with { MasterKeyKms = key } : null),
        new("master-key", "32 bytes in base64", (s, text) => MasterKey.FindIn(text) is { } key ? s with { MasterKey = key } : null) { EnvironmentOnly = true },
    ];

    /// <summary>Variables with our prefix that are not settings.</summary>
    public static FrozenSet<string> OtherVariables { get; } = FrozenSet.Create(
        StringComparer.Ordinal, "GUILDHALL_DATA", "GUILDHALL_AWS_SECRET", "GUILDHALL_MASTER_KEY_NEXT", "GUILDHALL_FAULT", "GUILDHALL_TEST_DATA", "GUILDHALL_LONG", "GUILDHALL_SEED");

    private static Setting Duration(string name, TimeSpan from, TimeSpan to, Func<Settings, TimeSpan, Settings> set) => new(
        name,
        $"a duration from {SettingText.Show(from)} to {SettingText.Show(to)}, such as 90s, 5m, 2h or 1d",
        (settings, text) => SettingText.Duration(text) is { } time && time >= from && time <= to ? set(settings, time) : null);
}
