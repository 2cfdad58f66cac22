using Guildhall.App.Access;
using Guildhall.App.Agreements;
using Guildhall.App.Audit;
using Guildhall.App.Billing.Budgets;
using Guildhall.App.Billing.Exits;
using Guildhall.App.Billing.Ingest;
using Guildhall.App.Billing.Spend;
using Guildhall.App.Billing.Watch;
using Guildhall.App.Calls;
using Guildhall.App.Catalogue.Pull;
using Guildhall.App.Catalogue.Storage;
using Guildhall.App.Changes;
using Guildhall.App.Changes.Bulk;
using Guildhall.App.Cloud.Outbound;
using Guildhall.App.Discovery;
using Guildhall.App.Effects;
using Guildhall.App.Entitlements;
using Guildhall.App.Events;
using Guildhall.App.Experiences;
using Guildhall.App.Experiences.Logos;
using Guildhall.App.Governance;
using Guildhall.App.Linking;
using Guildhall.App.Linking.Watch;
using Guildhall.App.Lists;
using Guildhall.App.Offers;
using Guildhall.App.Organizations;
using Guildhall.App.Organizations.TagReading;
using Guildhall.App.People;
using Guildhall.App.People.Provider;
using Guildhall.App.Requests;
using Guildhall.App.Search;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.App.Storefront;
using Guildhall.App.Tags;
using Guildhall.App.Upkeep;
using Guildhall.App.Vending;
using Guildhall.App.Webhooks;
using Guildhall.Domain;
using Guildhall.Domain.Linking;
using Microsoft.Extensions.Logging;

namespace Guildhall.App;

/// <summary>
/// One process of Guildhall, put together: every use case with what it needs. The only place where that is decided; server, commands, demo and tests
/// all take it from here.
/// </summary>
public sealed partial class Installation : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly CatalogueLoader _catalogue;
    private readonly GuardedHandler _logoWay;
    private readonly Follower _follower;
    private readonly OrganizationSyncLoop _syncLoop;
    private readonly Housekeeping _housekeeping;
    private readonly SearchIndexes _searchIndexes;
    private Task _loops = Task.CompletedTask;

    private Installation(InstallationOptions options, ILoggerFactory logs)
    {
        (Options, Database) = (options, options.Database);
        Vault = new Vault(options.MasterKey);
        Keys = new AccessKeys(Database, row => Vault.Open(row.EncryptedSecret, KeyIssuing.PlaceOf(row.Id)).Reveal(), logs.CreateLogger<AccessKeys>());
        KeyIssuing = new KeyIssuing(Database, Vault, options.Secrets, options.Clock);
        Writer = new Writer(Database, Marketplaces, options.Clock, logs.CreateLogger<Writer>());
        var run = new RunSettings(options.Ids, Marketplaces) { AcceptUnknownProducts = options.AcceptUnknownProducts };
        Logos = new LogoCopies(Database, _logoWay = new GuardedHandler(new OutboundSettings { PlainLoopback = options.LogosFromLoopback, IsOwnPort = OwnPorts.Contains }), options.Clock);
        ProtectionKeys = new ProtectionKeys(Database, Vault);
        People = new PersonDirectory(Database, options.Passwords, options.Secrets, options.Clock);
        SecondFactors = new SecondFactors(Database, Vault, options.MasterKey, options.Secrets, options.SecondFactor, options.Clock);
        SignIn = new SignIn(Database, Marketplaces, options.Passwords, SecondFactors, options.Clock);
        Sessions = new Sessions(Database, Marketplaces, options.Secrets, options.SecondFactor, options.Clock);
        Provider = options.Provider is { } provider ? new IdentityProvider(provider, options.Clock) : null;
        ProviderPeople = options.Provider is { } known ? new ProviderPeople(Database, known, Sessions, options.Secrets, options.Clock) : null;
        FirstRun = new FirstRun(People, options.Secrets);
        PersonListing = new PersonListing(Database, options.Clock);
        PersonChanges = new PersonChanges(Database, options.Passwords, Sessions, options.Secrets, options.Clock);
        Passwords = new Passwords(Database, options.Passwords, Sessions, options.Clock);
        Worker = new ChangeSetWorker(Database, Writer, FindCaller, Logos, run, options.Clock, logs.CreateLogger<ChangeSetWorker>());
        ChangeSets = new ChangeSets(Marketplaces, Writer, Worker, options.Ids, new ChangeSetSettings(options.ChangeSetDelay));
        _spendMonths = new SpendMonths(Database);
        SpendAhead = new SpendAhead(_spendMonths, options.Clock, logs.CreateLogger<SpendAhead>());
        Previews = new Previews(Marketplaces, InUse, PaidInUse, run, options.Clock);
        BulkWorker = new BulkWorker(Database, Marketplaces, Writer, ChangeSets, FindCaller, options.Secrets.Uuid().ToString("N"), options.Clock, logs.CreateLogger<BulkWorker>());
        BulkOrders = new BulkOrders(Database, Marketplaces, Previews, Writer, BulkWorker, run);
        var pages = new PageTokens(options.MasterKey.Derive("page tokens"));
        BulkQueries = new BulkQueries(Database, Marketplaces);
        AgreementList = new AgreementList(Database, Marketplaces, pages);
        ChangeSetQueries = new ChangeSetQueries(Database, Marketplaces, pages);
        Requests = new RequestQueries(Marketplaces);
        Audit = new AuditQueries(Database, Marketplaces, pages);
        Entities = new EntityQueries(Marketplaces);
        EntityLists = new EntityLists(Marketplaces, pages);
        Tags = new TagLists(Database, Marketplaces, Writer);
        ResourcePolicies = new ResourcePolicies(Marketplaces, Writer);
        Events = new EventQueries(Database, Marketplaces, pages, options.Clock);
        Decisions = new Decisions(Marketplaces, options.Clock, options.TreeAge);
        Connections = new AwsConnections(options.AwsEndpoint, options.CallRates, OwnPorts, Vault, options.Clock, options.Ids, options.OwnIdentity);
        ExternalIds = new ExternalIds(options.MasterKey.Derive("external ids"));
        RoleTrusts = new RoleTrusts(Connections, ExternalIds);
        Syncs = new OrganizationSyncs(Database, Marketplaces, Writer, Connections, run, options.Reading, options.Clock);
        Effects = new EffectWorker(Database, Writer, Connections, EffectKinds(), options.Clock, logs.CreateLogger<EffectWorker>());
        Links = new Links(Database, Marketplaces, new KeyLife(options.KeyDays), options.Clock);
        LinkForms = new LinkForms(Database, Connections, ExternalIds);
        LinkDrafts = new LinkDrafts(Database, Writer, Vault, options.Ids);
        Preflights = new Preflights(Database, Writer, Connections, LinkForms, MailRoutes(options), options.Ids, options.Clock);
        LinkWatch = new LinkWatch(Database, Writer, new LinkVerification(Database, Writer, Connections, options.Ids, options.Clock), Preflights, new WatchSettings(new KeyLife(options.KeyDays), options.Ids), options.Clock, logs.CreateLogger<LinkWatch>());
        LinkMaking = new LinkMaking(Database, Writer, Vault, Connections, LinkForms, Preflights, Effects, options.Ids, options.Clock);
        LinkRetry = new LinkRetry(Writer, Effects);
        LinkEdits = new LinkEdits(Database, Writer, Vault, Connections, LinkForms, Preflights, Effects, options.Clock);
        LinkStanding = new LinkStanding(Writer, Preflights, Effects);
        Orders = new OrderQueries(Database);
        AccountOrders = new AccountOrders(Database, Writer, Marketplaces, Effects, Orders, options.Ids);
        OrderApprovals = new OrderApprovals(Writer, Effects, Orders, options.Ids);
        Accounts = new AccountQueries(Database, Marketplaces, options.Clock);
        AccountActs = new Vending.Lifecycle.AccountActs(Writer, Marketplaces, Effects, Accounts, options.Ids);
        _delivery = new EventDelivery(options, Database, Writer, new WebhookSecrets(Vault, options.Secrets), OwnPorts, logs);
        BudgetEvaluation = new BudgetEvaluation(Database, Writer, Marketplaces, new BudgetSuspensions(Database, Writer, AccountActs, options.Clock), options.Ids, options.Clock);
        BudgetWatch = new BudgetWatch(BudgetEvaluation, options.Clock, logs.CreateLogger<BudgetWatch>());
        ExitWatch = new ExitWatch(ExitEvaluation, options.Clock, logs.CreateLogger<ExitWatch>());
        ReportIngest = new ReportIngest(Database, Writer, BudgetWatch, SpendAhead, ReportLimits, options.Ids, options.Clock);
        ReportFetches = new ReportFetches(Database, Writer, ReportSources, ReportIngest, options.Clock);
        StartedFetches = new StartedFetches(ReportFetches, options.Clock, logs.CreateLogger<StartedFetches>());
        ReportWatch = new ReportWatch(Database, ReportFetches, ReportIngest, options.ReportInterval, options.Ids, options.Clock, logs.CreateLogger<ReportWatch>());
        RefusedCalls = new RefusedCalls(Writer, Marketplaces, options.Clock, logs.CreateLogger<RefusedCalls>());
        AssociationRestore = new AssociationRestore(Marketplaces, Writer, run, options.Clock);
        Integration = new OrganizationIntegration(Database, Marketplaces, Writer, Connections, Syncs, run);
        RequestExpiry = new RequestExpiry(Marketplaces, Writer, options.Ids, options.Clock);
        _housekeeping = new Housekeeping(Database, RequestExpiry, ClosingLapses, TimeSpan.FromDays(options.RetentionDays), options.Clock, logs.CreateLogger<Housekeeping>());
        _syncLoop = new OrganizationSyncLoop(Syncs, options.SyncInterval, Readiness, options.Clock, logs.CreateLogger<OrganizationSyncLoop>());
        TagReadings = new TagReadings(Database, Marketplaces, Connections, options.Clock, logs.CreateLogger<TagReadings>());
        TagSearch = new TagSearch(Database);
        _searchIndexes = new SearchIndexes(Database, Marketplaces, Readiness, options.Clock, logs.CreateLogger<SearchIndexes>());
        var synonyms = Synonyms.Parse(Synonyms.Own, options.Synonyms);
        Search = new ProductSearch(_searchIndexes, Marketplaces, Decisions, pages, synonyms);
        Offers = new OfferQueries(Database, Marketplaces);
        Discovery = new DiscoveryQueries(Database, Marketplaces, Offers, _searchIndexes, pages, synonyms, options.Clock);
        ProductSheets = new ProductSheets(Database, Marketplaces, Search, Offers, options.Clock);
        AgreementUpkeep = new AgreementUpkeep(Database, Marketplaces, Writer, options.Ids, options.TreeAge, options.Clock, logs.CreateLogger<AgreementUpkeep>());
        Agreements = new Agreements.Agreements(Database, Marketplaces, Writer, Offers, options.Ids, options.Clock, new AgreementSettings(options.TreeAge, options.CancellationWindow, AgreementUpkeep.Wake));
        AgreementQueries = new AgreementQueries(Database, Marketplaces, pages);
        AgreementListing = new AgreementListing(Database, Marketplaces, Offers, Decisions);
        RegistrationTokens = new RegistrationTokens(new PageTokens(options.MasterKey.Derive("registration tokens")));
        Entitlements = new EntitlementQueries(Database, Marketplaces, pages, RegistrationTokens, options.Clock);
        Imports = new CatalogueImports(Database, options.Clock);
        Pulls = new CataloguePulls(Database, Connections, Imports, id => Keys.FindCaller(id) is not null, OwnPorts, options.Clock, options.Ids);
        _catalogue = new CatalogueLoader(Database, Marketplaces);
        _follower = new Follower(Database, Marketplaces, Reloads(), Readiness, options.Clock, logs.CreateLogger<Follower>());
    }

    /// <summary>Ends when everything is in memory; fails where the database does.</summary>
    public Task Loaded { get; private set; } = Task.CompletedTask;

    public InstallationOptions Options { get; }

    public Database Database { get; }

    /// <summary>Where this process listens; its server tells.</summary>
    public OwnPorts OwnPorts { get; } = new();

    /// <summary>What the parts of this process say of themselves.</summary>
    public Readiness Readiness { get; } = new();

    public Vault Vault { get; }

    public ClientKeys ClientKeys => new(Database, Options.Clock);

    public AccessKeys Keys { get; }

    public KeyIssuing KeyIssuing { get; }

    public Marketplaces Marketplaces { get; } = new();

    public Writer Writer { get; }

    public ChangeSetWorker Worker { get; }

    public ProtectionKeys ProtectionKeys { get; }

    public ChangeSets ChangeSets { get; }

    public Previews Previews { get; }

    public BulkOrders BulkOrders { get; }

    public BulkQueries BulkQueries { get; }

    public BulkWorker BulkWorker { get; }

    public ChangeSetQueries ChangeSetQueries { get; }

    public RequestQueries Requests { get; }

    public AuditQueries Audit { get; }

    public LogoCopies Logos { get; }

    public EntityQueries Entities { get; }

    public EntityLists EntityLists { get; }

    public TagLists Tags { get; }

    public ResourcePolicies ResourcePolicies { get; }

    public Decisions Decisions { get; }

    public AwsConnections Connections { get; }

    public OrganizationSyncs Syncs { get; }

    public EffectWorker Effects { get; }

    public RequestExpiry RequestExpiry { get; }

    public RefusedCalls RefusedCalls { get; }

    public AssociationRestore AssociationRestore { get; }

    public TagReadings TagReadings { get; }

    public TagSearch TagSearch { get; }

    public OrganizationIntegration Integration { get; }

    /// <summary>Everything in memory, nothing running in the background yet. The schema must be up to date.</summary>
    public static async Task<Installation> OpenAsync(InstallationOptions options, ILoggerFactory logs, CancellationToken cancellation)
    {
        var installation = Begin(options, logs, cancellation);
        await installation.Loaded;
        return installation;
    }

    /// <summary>The same, still loading, for whoever has something to put together meanwhile; nothing may be asked of it before <see cref="Loaded"/>.</summary>
    public static Installation Begin(InstallationOptions options, ILoggerFactory logs, CancellationToken cancellation)
    {
        var installation = new Installation(options, logs);
        installation.Loaded = Task.Run(() => installation._follower.CatchUpAsync(cancellation), cancellation);
        return installation;
    }

    /// <summary>Starts the background loops: what other processes write is followed, and sets and bulk orders left behind are taken up.</summary>
    public void Start()
    {
        var only = Database.Kind == DatabaseKind.Sqlite;
        if (only) Syncs.DropLeases();
        if (only) Effects.DropLeases();
        if (only) _delivery.DropLeases();
        Worker.TakeLeftBehind(everything: only);
        BulkWorker.TakeLeftBehind(everything: only);
        // In the background from their first step: whoever starts this need not wait for a turn of each.
        Func<CancellationToken, Task>[] loops = [_follower.RunAsync, Worker.RunAsync, BulkWorker.RunAsync, _syncLoop.RunAsync, TagReadings.RunAsync, _housekeeping.RunAsync, _searchIndexes.RunAsync, Effects.RunAsync, LinkWatch.RunAsync, ReportWatch.RunAsync, BudgetWatch.RunAsync, ExitWatch.RunAsync, SpendAhead.RunAsync, AgreementUpkeep.RunAsync, .. _delivery.Loops];
        _loops = Task.WhenAll(loops.Select(loop => Task.Run(() => loop(_stopping.Token))));
    }

    /// <summary>Loads now what other processes wrote, instead of within a second.</summary>
    public Task CatchUpAsync(CancellationToken cancellation) => _follower.CatchUpAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Loaded.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // What broke a loop was its own affair; what was accepted is brought to its end all the same.
        await _loops.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await StartedFetches.StopAsync();
        await BulkWorker.StopAsync();
        await Worker.StopAsync();
        await Writer.DisposeAsync();
        StartedFetches.Dispose();
        BulkWorker.Dispose();
        Worker.Dispose();
        Effects.Dispose();
        DisposeBilling();
        AgreementUpkeep.Dispose();
        _delivery.Dispose();
        Connections.Dispose();
        Provider?.Dispose();
        _follower.Dispose();
        Discovery.Dispose();
        _searchIndexes.Dispose();
        _logoWay.Dispose();
        _stopping.Dispose();
    }

    /// <summary>Who started a change set, with the rights of now: the operator of this machine, a person, or the user of an access key.</summary>
    private Caller? FindCaller(string credential, AccountId account) => LocalOperator.Find(credential, account) ?? People.FindCaller(credential, account) ?? Keys.FindCaller(credential);

    private Dictionary<string, Func<CancellationToken, Task>> Reloads() => new(StringComparer.Ordinal)
    {
        [Counters.Keys] = cancellation => Task.Run(Keys.Load, cancellation),
        [Counters.Catalogue] = cancellation => Task.Run(
            () =>
            {
                _catalogue.Load();
                _searchIndexes.CategoriesMayDiffer();
            },
            cancellation),
    };
}
