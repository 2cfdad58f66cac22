using Guildhall.App;
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
    /// missing, open to others, not a key, or not the one of this database.
    /// </summary>
    public static Task<Result<Installation>> BeginAsync(Settings settings, DataFolder folder, ILoggerFactory logs, CancellationToken cancellation) => BeginAsync(
        settings,
        folder,
        async () =>
        {
            await Migration.RunAsync(settings, folder, cancellation);
            return null;
        },
        logs,
        cancellation);

    /// <summary>The same for a command beside the holder, loaded. Refused as well when the holder does not migrate.</summary>
    public static async Task<Result<Installation>> OpenBesideAsync(Settings settings, DataFolder folder, ILoggerFactory logs, CancellationToken cancellation)
    {
        var begun = await BeginAsync(settings, folder, () => Migration.BesideAsync(settings, folder, TimeProvider.System, cancellation), logs, cancellation);
        if (!begun.Refused) await begun.Value.Loaded;
        return begun;
    }

    private static async Task<Result<Installation>> BeginAsync(Settings settings, DataFolder folder, Func<Task<Problem?>> migrate, ILoggerFactory logs, CancellationToken cancellation)
    {
        var key = MasterKeyOf(settings, folder);
        if (key.Refused) return key.Problems;
        folder.Make();
        if (await migrate() is { } behind) return behind;
        var database = settings.Open(folder);
        if (MasterKeyFit.Check(database, key.Value) is { } differs) return differs;
        var options = Options(settings, database, key.Value) with { Synonyms = await SynonymsAsync(folder, cancellation) };
        return Installation.Begin(options, logs, cancellation);
    }

    public static HostSettings HostOf(Settings settings, Action<ILoggingBuilder> logging) =>
        new() { Logging = logging, MetricsToken = settings.MetricsToken, ClockSkew = settings.ClockSkew, TrustedProxies = settings.TrustedProxies };

    /// <summary>
    /// The setting's key, the setting's file, or the demo's key in <c>DIR/keys</c> when there is one; otherwise the default file, which is made at the
    /// first start (security.md S-14).
    /// </summary>
    private static Result<MasterKey> MasterKeyOf(Settings settings, DataFolder folder)
    {
        if (settings.MasterKey is { } key) return key;
        if (settings.MasterKeyFile is { } file) return MasterKeyFile.Read(file);
        if (File.Exists(DemoKeyFile(folder))) return MasterKeyFile.Read(DemoKeyFile(folder));
        if (MasterKeyFile.DefaultPath() is not { } path) return Problem.Malformed("There is no folder for the master key; set master-key-file.", "master-key-file");
        return File.Exists(path) ? MasterKeyFile.Read(path) : MasterKeyFile.Make(path);
    }

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
        AcceptUnknownProducts = settings.UnknownProducts == UnknownProducts.Accept,
        RetentionDays = settings.RetentionDays,
        AwsEndpoint = settings.AwsEndpoint,
        DnsServer = settings.DnsServer,
        KeyDays = settings.KeyDays,
        SyncInterval = settings.SyncInterval,
        OrderCertainty = settings.OrderCertainty,
        OrderPoll = settings.OrderPoll,
        InvitationPoll = settings.InvitationPoll,
        WebhookHosts = settings.WebhookHosts,
        Mail = settings.Mail.Server,
        Reading = new ReadingOptions { WalkEvery = settings.SyncWalkInterval },
    };
}
