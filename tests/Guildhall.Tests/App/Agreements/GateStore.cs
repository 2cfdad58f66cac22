using System.Text;
using Guildhall.App;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Catalogue.Storage;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.Domain;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Tests.App.Agreements;

/// <summary>One database with products for sale, and one or several processes' worth of Guildhall on it that share a clock. Nothing runs by itself.</summary>
internal sealed class GateStore : IAsyncDisposable
{
    public const string Entitled = "prod-fffffffffffff";

    public static readonly string[] Products = ["prod-aaaaaaaaaaaaa", "prod-bbbbbbbbbbbbb", Entitled];

    private readonly Dictionary<string, string> _proposals = new(StringComparer.Ordinal);

    private GateStore(Database database) => Database = database;

    public Database Database { get; }

    public GateClock Clock { get; } = new();

    public List<Installation> Processes { get; } = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Makes the tables and imports the products, each with an offer for a month that goes on if the buyer likes.</summary>
    public static async Task PrepareAsync(Database database)
    {
        const string terms = """
            {"type":"ConfigurableUpfrontPricingTerm","id":"contract","currencyCode":"USD","rateCards":[{"duration":"P1M","prices":{"users":"12.00"}}]},
            {"type":"LegalTerm","id":"legal","documents":[{"type":"StandardEula","url":"https://legal.example.com/eula"}]},{"type":"RenewalTerm","id":"renewal"}
            """;
        string[] lines =
        [
            """{"kind":"header","format":"guildhall-catalog/1","source":"gate","mode":"merge"}""",
            """{"kind":"seller","id":"seller-one","displayName":"Example Software"}""",
            .. Products.Select(id => $$"""{"kind":"product","id":"{{id}}","type":"SaaSProduct","title":"{{id}}","seller":"seller-one","alwaysEntitled":{{(id == Entitled ? "true" : "false")}}}"""),
            .. Products.Select(id => $$"""{"kind":"offer","id":"{{OfferOf(id)}}","product":"{{id}}","name":"Offer","state":"Released","terms":[{{terms.ReplaceLineEndings("")}}]}"""),
        ];
        await database.MigrateAsync(Cancellation);
        var report = await new CatalogueImports(database, TimeProvider.System).ImportAsync(
            CatalogueFile.JsonLines(() => new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)))), keepGoing: false, Cancellation);
        Assert.True(report.Applied, string.Join('\n', report.Refusals));
    }

    public static async Task<GateStore> OpenAsync(Database database, int processes)
    {
        var store = new GateStore(database);
        var options = new InstallationOptions(database, MasterKey.Make()) { Clock = store.Clock, AwsEndpoint = new Uri("http://127.0.0.1:1") };
        for (var i = 0; i < processes; i++) store.Processes.Add(await Installation.OpenAsync(options, NullLoggerFactory.Instance, Cancellation));
        foreach (var id in Products) store._proposals[id] = (await store.Processes[0].Offers.FindAsync(new AccountId("999999999999"), OfferOf(id), Cancellation))!.ProposalId;
        return store;
    }

    public string ProposalOf(string product) => _proposals[product];

    /// <summary>Waits until the change sets that were started have ended.</summary>
    public Task DrainAsync() => Task.WhenAll(Processes.Select(p => p.Worker.DrainAsync()));

    /// <summary>Does all that the clock has to do for agreements.</summary>
    public async Task TurnAsync()
    {
        while (await Processes[0].AgreementUpkeep.RunOnceAsync(Cancellation) > 0)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Processes) await process.DisposeAsync();
    }

    private static string OfferOf(string product) => "offer-" + product[^13..];
}
