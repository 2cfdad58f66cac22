using Guildhall.App;
using Guildhall.App.Cloud.Identity;
using Guildhall.App.Configuration;
using Guildhall.App.Organizations;
using Guildhall.App.Secrets;
using Guildhall.App.Upkeep;
using Guildhall.Domain;
using Guildhall.Server.Ui.SignIn;

namespace Guildhall.Server.Hosting;

/// <summary>Opens the installation that settings and data folder describe, for the server and for commands beside it.</summary>
internal static class Opening
{
    /// <summary>
    /// Migrates and opens, for the holder of the data folder; what comes is still loading (<see cref="Installation.Loaded"/>). Refused: the master key is
    /// missing, open to others, not a key, not the one of this database, or not to be had from KMS.
    /// </summary>
    public static Task<Result<Installation>> BeginAsync(Settings settings, DataFolder folder, KmsMasterKeys kms, ILoggerFactory logs, CancellationToken cancellation) => BeginAsync(
        settings,
        folder,
        kms,
        async () =>
        {
            await Migration.RunAsync(settings, folder, cancellation);
            return null;
        },
        logs,
        cancellation);

    /// <summary>The same for a command beside the holder, loaded. Refused as well when the holder does not migrate.</summary>
    public static async Task<Result<Installation>> OpenBesideAsync(Settings settings, DataFolder folder, KmsMasterKeys kms, ILoggerFactory logs, CancellationToken cancellation)
    {
        var begun = await BeginAsync(settings, folder, kms, () => Migration.BesideAsync(settings, folder, TimeProvider.System, cancellation), logs, cancellation);
        if (!begun.Refused) await begun.Value.Loaded;
        return begun;
    }

    private static async Task<Result<Installation>> BeginAsync(Settings settings, DataFolder folder, KmsMasterKeys kms, Func<Task<Problem?>> migrate, ILoggerFactory logs, CancellationToken cancellation)
    {
        var source = MasterKeySource.Of(settings, folder);
        if (source.Refused) return source.Problems;
        if (source.Value.Prepare() is { } missing) return missing;
        folder.Make();
        if (await migrate() is { } behind) return behind;
        var database = settings.Open(folder);
        var key = await source.Value.OpenAsync(database, kms, cancellation);
        if (key.Refused) return key.Problems;
        var options = Options(settings, database, key.Value) with { Synonyms = await SynonymsAsync(folder, cancellation) };
        return Installation.Begin(options, logs, cancellation);
    }

    public static HostSettings HostOf(Settings settings, Action<ILoggingBuilder> logging) =>
        new() { Logging = logging, MetricsToken = settings.MetricsToken, ClockSkew = settings.ClockSkew, TrustedProxies = settings.TrustedProxies };

    /// <summary>The operator's own synonyms: <c>synonyms.txt</c> in the data folder, when there is one.</summary>
    private static async Task<string> SynonymsAsync(DataFolder folder, CancellationToken cancellation) =>
        File.Exists(folder.File("synonyms.txt")) ? await File.ReadAllTextAsync(folder.File("synonyms.txt"), cancellation) : "";

    /// <summary>Where the demo keeps its master key (decisions.md 10).</summary>
    public static string DemoKeyFile(DataFolder folder) => folder.File(Path.Combine("keys", "master.key"));

    /// <summary>What the settings say of an installation.</summary>
    public static InstallationOptions Options(Settings settings, App.Store.Database database, MasterKey key) => new(database, key)
    {
        Passwords = FrameworkPasswords.Hashing,
        SecondFactor = settings.SecondFactor,
        Provider = settings.Provider.Settings,
        PublicUrl = settings.PublicUrl,
        ChangeSetDelay = settings.ChangeSetDelay,
        TreeAge = settings.TreeAge,
        CancellationWindow = settings.CancellationWindow,
        Throttle = settings.Throttle,
        AcceptUnknownProducts = settings.UnknownProducts == UnknownProducts.Accept,
        RetentionDays = settings.RetentionDays,
        AwsEndpoint = settings.AwsEndpoint,
        DnsServer = settings.DnsServer,
        KeyDays = settings.KeyDays,
        OwnIdentity = settings.AmbientCredentials == AmbientCredentials.Allow ? AmbientChain.FindAsync : null,
        SyncInterval = settings.SyncInterval,
        ReportInterval = settings.ReportInterval,
        ReportUnpackedTotal = settings.ReportUnpackedTotal,
        OrderCertainty = settings.OrderCertainty,
        OrderPoll = settings.OrderPoll,
        InvitationPoll = settings.InvitationPoll,
        WebhookHosts = settings.WebhookHosts,
        Mail = settings.Mail.Server,
        Reading = new ReadingOptions { WalkEvery = settings.SyncWalkInterval },
    };
}
