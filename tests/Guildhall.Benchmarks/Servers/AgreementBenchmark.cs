using System.Text;
using System.Text.Json;
using Guildhall.App;
using Guildhall.App.Access;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Secrets;
using Guildhall.Benchmarks.Measuring;
using Guildhall.Domain;
using Guildhall.Domain.Governance;
using Guildhall.Server.Hosting;
using Guildhall.Wire.Signing;
using Microsoft.Extensions.Logging.Abstractions;
using World = Guildhall.Benchmarks.Governance.Installation;

namespace Guildhall.Benchmarks.Servers;

/// <summary>
/// Purchases over HTTP on SQLite: CreateAgreementRequest and AcceptAgreementRequest, each answer durable, of a product that the buyer's governing experience approves; beside StartChangeSet in
/// the same installation and the same rounds. Goal: purchases, both calls together, at least 0.5 of the sets a second, of one client and of 32.
/// </summary>
internal static class AgreementBenchmark
{
    private const int Buyers = 32;

    public static async Task Run(Report report)
    {
        using var folder = await PreparedFolder.MakeAsync(new World(500, 2_000, widest: 40, usual: 40));
        var installation = await Installation.OpenAsync(new InstallationOptions(PageServer.DatabaseOf(folder), MasterKey.FindIn(folder.MasterKey)!), NullLoggerFactory.Instance, CancellationToken.None);
        var buyers = await BuyersAsync(installation, folder.World);
        await using var host = GuildhallHost.Build(installation, new HostSettings(), "http://127.0.0.1:0");
        await host.StartAsync(CancellationToken.None);
        var port = new Uri(host.Urls.First()).Port;
        foreach (var clients in new[] { 1, ChangeSetBenchmark.Clients })
        {
            var (sets, quotes, acceptances, purchases) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
            for (var round = -ChangeSetBenchmark.Unmeasured; round < ChangeSetBenchmark.Rounds; round++)
            {
                var rate = await ChangeSetBenchmark.RateAsync(installation, port, folder, clients, round);
                var (quoting, accepting) = Buy(port, clients, buyers);
                while (await installation.AgreementUpkeep.RunOnceAsync(CancellationToken.None) > 0)
                {
                }

                if (round < 0) continue;
                sets.Add(rate);
                quotes.Add(ChangeSetBenchmark.Sets / quoting);
                acceptances.Add(ChangeSetBenchmark.Sets / accepting);
                purchases.Add(ChangeSetBenchmark.Sets / (quoting + accepting));
            }

            var by = clients == 1 ? "1 client" : $"{clients} clients";
            ChangeSetBenchmark.Tell(report, $"StartChangeSet, {by} (yardstick)", "1/s", sets, null);
            ChangeSetBenchmark.Tell(report, $"CreateAgreementRequest, {by}", "1/s", quotes, ("StartChangeSet", sets));
            ChangeSetBenchmark.Tell(report, $"AcceptAgreementRequest, {by}", "1/s", acceptances, ("StartChangeSet", sets));
            ChangeSetBenchmark.Tell(report, $"purchases: a quote and its acceptance, {by}", "1/s", purchases, ("StartChangeSet", sets));
        }

        await host.StopAsync(CancellationToken.None);
    }

    /// <summary>Seconds of as many quotes as there are sets, and of their acceptances.</summary>
    private static (double Quoting, double Accepting) Buy(int port, int clients, IReadOnlyList<Buyer> buyers)
    {
        var ids = new string[ChangeSetBenchmark.Sets];
        var quoting = ServerLoad.Seconds(port, clients, [.. Enumerable.Range(0, ids.Length).Select(i => Requests.Agreement(buyers[i % Buyers].Key, "CreateAgreementRequest", buyers[i % Buyers].Request))], Remember);
        var accepting = ServerLoad.Seconds(port, clients, [.. ids.Select((id, i) => Requests.Agreement(buyers[i % Buyers].Key, "AcceptAgreementRequest", $$"""{"agreementRequestId":"{{id}}"}"""))]);
        return (quoting, accepting);

        void Remember(int place, ReadOnlySpan<byte> body)
        {
            var reader = new Utf8JsonReader(body);
            ids[place] = JsonElement.ParseValue(ref reader).GetProperty("agreementRequestId").GetString()!;
        }
    }

    /// <summary>Buyers in as many accounts, each with a product that is approved there and on sale.</summary>
    private static async Task<List<Buyer>> BuyersAsync(Installation installation, World world)
    {
        var snapshot = GovernanceSnapshot.Build(world.Marketplace, world.Catalogue);
        var chosen = world.Accounts
            .Select(account => (Account: account, Product: world.Products.FirstOrDefault(p => snapshot.Decide(account, p).Reason == DecisionReason.ProductAllowed)))
            .Where(pair => pair.Product is not null).Take(Buyers).ToList();
        var lines = chosen.Select(c => c.Product!).Distinct().Select(p =>
            $$$"""{"kind":"offer","id":"offer-{{{p[5..]}}}","product":"{{{p}}}","name":"Offer","state":"Released","terms":[{"type":"ConfigurableUpfrontPricingTerm","id":"contract","currencyCode":"USD","rateCards":[{"duration":"P12M","prices":{"users":"120.00"}}]},{"type":"LegalTerm","id":"legal","documents":[{"type":"StandardEula","url":"https://legal.example.com/eula"}]}]}""");
        string[] file = ["""{"kind":"header","format":"guildhall-catalog/1","source":"benchmark","mode":"merge"}""", """{"kind":"seller","id":"seller-one","displayName":"Seller","accountId":"999999999999"}""", .. lines];
        var report = await installation.Imports.ImportAsync(CatalogueFile.JsonLines(() => new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', file)))), keepGoing: false, CancellationToken.None);
        if (!report.Applied) throw new InvalidOperationException(string.Join('\n', report.Refusals));
        var buyers = new List<Buyer>();
        await installation.CatchUpAsync(CancellationToken.None);
        foreach (var (account, product) in chosen)
        {
            var issued = await installation.KeyIssuing.CreateAsync(new AccountId(account), "buyer", [new AttachedPolicy("GuildhallBuyer")], CancellationToken.None);
            var offer = await installation.Offers.FindAsync(new AccountId(account), $"offer-{product![5..]}", CancellationToken.None);
            var request = $$$$"""{"intent":"NEW","agreementProposalIdentifier":"{{{{offer!.ProposalId}}}}","requestedTerms":[{"id":"contract","configuration":{"configurableUpfrontPricingTermConfiguration":{"selectorValue":"P12M","dimensions":[{"dimensionKey":"users","dimensionValue":10}]}}},{"id":"legal"}]}""";
            buyers.Add(new Buyer(new SigningCredentials(issued.Value.AccessKeyId, issued.Value.SecretAccessKey.Reveal()), request));
        }

        await installation.CatchUpAsync(CancellationToken.None);
        return buyers;
    }

    private sealed record Buyer(SigningCredentials Key, string Request);
}
