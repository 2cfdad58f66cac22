using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Guildhall.App.Catalogue.Format;
using Guildhall.Domain;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Entitlements;

/// <summary>A hall with an in-house SaaS product that the ledger account publishes, one by somebody else, and people who buy them. Nothing governs: all may be bought.</summary>
public abstract class EntitlementHall(PostgresDatabase? postgres) : HallFixture(postgres)
{
    public const string Code = "ledgerhouse00", Product = "prod-" + Code, OthersCode = "elsewhere0000";

    private const string Lines = """
        {"kind":"header","format":"guildhall-catalog/1","source":"entitlements","mode":"merge"}
        {"kind":"seller","id":"seller-house","displayName":"The ledger team","accountId":"LEDGER"}
        {"kind":"seller","id":"seller-else","displayName":"Somebody else","accountId":"999999999999"}
        {"kind":"product","id":"prod-ledgerhouse00","type":"SaaSProduct","title":"Ledger House","seller":"seller-house","fulfillmentOptions":[{"type":"SAAS","url":"https://ledger.example.com/register"}],"dimensions":[{"key":"users","name":"Users","unit":"Users"},{"key":"books","name":"Books","unit":"Units"}]}
        {"kind":"product","id":"prod-elsewhere0000","type":"SaaSProduct","title":"Elsewhere","seller":"seller-else","fulfillmentOptions":[{"type":"SAAS","url":"https://elsewhere.example.com/register"}]}
        {"kind":"offer","id":"offer-house","product":"prod-ledgerhouse00","terms":[{"id":"term-price","type":"ConfigurableUpfrontPricingTerm","currencyCode":"USD","rateCards":[{"duration":"P12M","prices":{"users":"120.00","books":"1"}}]},{"id":"term-legal","type":"LegalTerm","documents":[{"type":"StandardEula","url":"https://legal.example.com/eula"}]}]}
        {"kind":"offer","id":"offer-else","product":"prod-elsewhere0000","terms":[{"id":"term-byol","type":"ByolPricingTerm"},{"id":"term-legal","type":"LegalTerm","documents":[{"type":"StandardEula","url":"https://legal.example.com/eula"}]}]}
        """;

    public HallCaller Buyer { get; private set; } = null!;

    public HallCaller Other { get; private set; } = null!;

    /// <summary>The product's own software, in the account that publishes it.</summary>
    public HallCaller Software { get; private set; } = null!;

    protected override async Task PrepareAsync()
    {
        var lines = Lines.Replace("LEDGER", World.Ledger, StringComparison.Ordinal);
        var report = await Hall.Guildhall.Imports.ImportAsync(CatalogueFile.JsonLines(() => new MemoryStream(Encoding.UTF8.GetBytes(lines))), keepGoing: false, TestContext.Current.CancellationToken);
        Assert.True(report.Applied, string.Join('\n', report.Refusals));
        await Hall.Guildhall.CatchUpAsync(TestContext.Current.CancellationToken);
        Buyer = await Hall.BuyerAsync();
        Other = await Hall.CallerAsync(World.AtRoot, "other", "GuildhallBuyer");
        Software = await Hall.CallerAsync(World.Ledger, "software", "GuildhallPublisher");
    }

    /// <summary>Buys so much of the in-house product, and waits until it is provisioned; the agreement.</summary>
    public async Task<string> BuyAsync(HallCaller buyer, params (string Dimension, int Quantity)[] quantities)
    {
        var proposal = (await Hall.Guildhall.Offers.FindAsync(new AccountId(buyer.Account), "offer-house", TestContext.Current.CancellationToken))!.ProposalId;
        var quote = await CallAsync(buyer, "CreateAgreementRequest", new JsonObject
        {
            ["intent"] = "NEW",
            ["agreementProposalIdentifier"] = proposal,
            ["requestedTerms"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = "term-price",
                    ["configuration"] = new JsonObject
                    {
                        ["configurableUpfrontPricingTermConfiguration"] = new JsonObject
                        {
                            ["selectorValue"] = "P12M",
                            ["dimensions"] = new JsonArray([.. quantities.Select(q => new JsonObject { ["dimensionKey"] = q.Dimension, ["dimensionValue"] = q.Quantity })]),
                        },
                    },
                },
                new JsonObject { ["id"] = "term-legal" }),
        });
        var agreement = (string)(await CallAsync(buyer, "AcceptAgreementRequest", new JsonObject { ["agreementRequestId"] = (string)quote["agreementRequestId"]! }))["agreementId"]!;
        for (var tries = 0; (string)(await EntitlementAsync(buyer, agreement))["status"]! != "PROVISIONED"; tries++)
        {
            Assert.True(tries < 500, "The entitlement is not provisioned.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        return agreement;
    }

    /// <summary>The token that the buyer's browser would carry to the product.</summary>
    public async Task<string> TokenAsync(HallCaller buyer, string agreement) => (string)(await EntitlementAsync(buyer, agreement))["registrationToken"]!;

    public Task<JsonObject> CancelAsync(HallCaller buyer, string agreement) => CallAsync(buyer, "CancelAgreement", new JsonObject { ["agreementId"] = agreement });

    /// <summary>What the product's software is told, by AWS JSON.</summary>
    public Task<HallAnswer> AskAsync(HallCaller caller, JsonObject request) => SendAsync(caller, "AWSMPEntitlementService.GetEntitlements", request, "1.1");

    public Task<HallAnswer> ResolveAsync(HallCaller caller, string token) => SendAsync(caller, "AWSMPMeteringService.ResolveCustomer", new JsonObject { ["RegistrationToken"] = token }, "1.1");

    public static Task<HallAnswer> SendAsync(HallCaller caller, string target, JsonObject request, string version) =>
        caller.TargetAsync(target, request.ToJsonString(), $"application/x-amz-json-{version}");

    private static async Task<JsonNode> EntitlementAsync(HallCaller buyer, string agreement) =>
        (await CallAsync(buyer, "GetAgreementEntitlements", new JsonObject { ["agreementId"] = agreement }))["agreementEntitlements"]![0]!;

    private static async Task<JsonObject> CallAsync(HallCaller caller, string operation, JsonObject request)
    {
        var answer = await SendAsync(caller, "AWSMPCommerceService_v20200301." + operation, request, "1.0");
        Assert.True(answer.Status == HttpStatusCode.OK, string.Create(CultureInfo.InvariantCulture, $"{operation}: {answer.Body}"));
        return answer.Json.AsObject();
    }
}

public sealed class SqliteEntitlementHall() : EntitlementHall(null);

public sealed class PostgresEntitlementHall(PostgresServer server) : EntitlementHall(new PostgresDatabase(server));
