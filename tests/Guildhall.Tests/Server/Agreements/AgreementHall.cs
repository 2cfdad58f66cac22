using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.App.Catalogue.Format;
using Guildhall.Tests.Postgres;
using Guildhall.Tests.Server.Linking;
using Guildhall.Wire.Signing;

namespace Guildhall.Tests.Server.Agreements;

/// <summary>A running hall whose products are for sale, and a clock that can be put ahead. The seller is the stand-alone account.</summary>
public abstract class AgreementHall(PostgresDatabase? postgres) : HallFixture(postgres)
{
    private const string Legal = """{"type":"LegalTerm","id":"legal","documents":[{"type":"StandardEula","url":"https://legal.example.com/eula"}]}""";

    private const string Contract = """{"type":"ConfigurableUpfrontPricingTerm","id":"contract","currencyCode":"USD","rateCards":[{"duration":"P12M","prices":{"users":"120.00","hosts":"10.50"}}]}""";

    private const string Usage = """{"type":"UsageBasedPricingTerm","id":"usage","currencyCode":"USD","rateCards":[{"prices":{"calls":"0.10"}}]}""";

    private static readonly JsonSerializerOptions Wire = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    internal AheadClock Clock { get; } = new();

    public HallCaller Administrator { get; private set; } = null!;

    /// <summary>In an account of Engineering.</summary>
    public HallCaller Buyer { get; private set; } = null!;

    /// <summary>In an account of Finance.</summary>
    public HallCaller Other { get; private set; } = null!;

    /// <summary>In the seller's account, which is of another tenant.</summary>
    public HallCaller Seller { get; private set; } = null!;

    /// <summary>The proposal of each product's offer.</summary>
    public async Task<string> ProposalAsync(string offer, string? account = null) =>
        (await Hall.Guildhall.Offers.FindAsync(new(account ?? World.Developer), offer, TestContext.Current.CancellationToken))!.ProposalId;

    /// <summary>Imports lines and loads them.</summary>
    public async Task ImportAsync(string lines)
    {
        var report = await Hall.Guildhall.Imports.ImportAsync(CatalogueFile.JsonLines(() => new MemoryStream(Encoding.UTF8.GetBytes(lines))), keepGoing: false, TestContext.Current.CancellationToken);
        Assert.True(report.Applied, string.Join('\n', report.Refusals));
        await Hall.Guildhall.CatchUpAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>An offer of a product as a line of an import.</summary>
    public static string Offer(string id, string product, string terms, string more = "") =>
        $$"""{"kind":"offer","id":"{{id}}","product":"{{product}}","name":"Offer","state":"Released"{{more}},"terms":[{{terms}}]}""";

    /// <summary>Calls an operation of the Agreement API.</summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="operation">AWS's name.</param>
    /// <param name="input">Its input, or the body itself.</param>
    /// <param name="contentType">What the body is said to be.</param>
    /// <param name="at">The server; the hall's own when null.</param>
    public async Task<HallAnswer> CallAsync(HallCaller caller, string operation, object input, string contentType = "application/x-amz-json-1.0", string? at = null)
    {
        using var http = new HttpClient(new SigningHandler(_ => ValueTask.FromResult(caller.Credentials), "us-east-1", "aws-marketplace", Clock) { InnerHandler = new SocketsHttpHandler() });
        using var request = new HttpRequestMessage(HttpMethod.Post, (at ?? Hall.Url) + "/") { Content = new StringContent(input as string ?? (input as JsonNode)?.ToJsonString() ?? JsonSerializer.Serialize(input, Wire)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        request.Headers.Add("X-Amz-Target", $"AWSMPCommerceService_v20200301.{operation}");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new HallAnswer(response.StatusCode, text, response.Headers.TryGetValues("x-amzn-ErrorType", out var type) ? type.First() : null);
    }

    /// <summary>What an operation answers, which must not be a refusal.</summary>
    public async Task<JsonNode> OkAsync(HallCaller caller, string operation, object input, string? at = null)
    {
        var answer = await CallAsync(caller, operation, input, at: at);
        Assert.True(answer.Status == System.Net.HttpStatusCode.OK, answer.Body);
        return answer.Json;
    }

    /// <summary>A request for a contract of so many users.</summary>
    public async Task<JsonObject> ContractAsync(int users, string? renew = null, HallCaller? buyer = null)
    {
        JsonArray terms = [new JsonObject
        {
            ["id"] = "contract",
            ["configuration"] = new JsonObject
            {
                ["configurableUpfrontPricingTermConfiguration"] = new JsonObject { ["selectorValue"] = "P12M", ["dimensions"] = new JsonArray(new JsonObject { ["dimensionKey"] = "users", ["dimensionValue"] = users }) },
            },
        },
            new JsonObject { ["id"] = "legal" }];
        if (renew is not null) terms.Add(new JsonObject { ["id"] = "renewal", ["configuration"] = new JsonObject { ["renewalTermConfiguration"] = new JsonObject { ["enableAutoRenew"] = renew == "on" } } });
        return new JsonObject { ["intent"] = "NEW", ["agreementProposalIdentifier"] = await ProposalAsync("offer-a", buyer?.Account), ["requestedTerms"] = terms };
    }

    /// <summary>A request for an offer by the ids of its terms.</summary>
    public async Task<JsonObject> PlainAsync(string offer, params string[] terms) => new()
    {
        ["intent"] = "NEW",
        ["agreementProposalIdentifier"] = await ProposalAsync(offer),
        ["requestedTerms"] = new JsonArray([.. terms.Select(t => (JsonNode)new JsonObject { ["id"] = t })]),
    };

    /// <summary>Quotes and accepts; the agreement's id.</summary>
    public async Task<string> BuyAsync(HallCaller buyer, JsonObject request)
    {
        var quote = (await OkAsync(buyer, "CreateAgreementRequest", request))["agreementRequestId"]!.GetValue<string>();
        return (await OkAsync(buyer, "AcceptAgreementRequest", new { agreementRequestId = quote }))["agreementId"]!.GetValue<string>();
    }

    /// <summary>The answer, which must be this refusal: code, reason and type of resource as the model has them.</summary>
    protected static JsonNode Refused(HallAnswer answer, string code, string? reason = null, string? resourceType = null)
    {
        Assert.True(answer.Status == System.Net.HttpStatusCode.BadRequest && answer.Text("__type") == code, answer.Body);
        Assert.Equal((reason, resourceType), ((string?)answer.Json["reason"], (string?)answer.Json["resourceType"]));
        Assert.NotNull(answer.Json["requestId"]);
        return answer.Json;
    }

    /// <summary>How many rows are stored of everything.</summary>
    public Task<string> CountsAsync() => RowCounts.ReadAsync(Hall.Guildhall.Database);

    protected static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();

    /// <summary>Puts the clock ahead, reads the organization anew, and lets the clock's work be done.</summary>
    public async Task AheadAsync(TimeSpan time)
    {
        await PutAheadAsync(time);
        await TurnAsync();
    }

    /// <summary>Puts the clock ahead, reads the organization anew, and waits for as long as a renewal does that was tried in between.</summary>
    public async Task PutAheadAsync(TimeSpan time)
    {
        Clock.Ahead += time;
        var link = (await Hall.Guildhall.Links.FindAsync(World.Management, TestContext.Current.CancellationToken))!.Id;
        // The hall's own loop may be reading it at this moment.
        for (var tries = 0; (await Hall.Guildhall.Syncs.SyncAsync(link, TestContext.Current.CancellationToken)).Refused; tries++)
        {
            Assert.True(tries < 200, "The organization cannot be read.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Clock.Ahead += TimeSpan.FromMinutes(6);
    }

    /// <summary>Does what the clock has to do until there is no more.</summary>
    public async Task TurnAsync()
    {
        while (await Hall.Guildhall.AgreementUpkeep.RunOnceAsync(TestContext.Current.CancellationToken) > 0)
        {
        }
    }

    protected override Task<RunningHall> StartAsync(PostgresDatabase? database) => RunningHall.StartAsync(database, options => options with { Clock = Clock }, clock: Clock);

    protected override async Task PrepareAsync()
    {
        await ImportAsync(string.Join('\n',
        [
            """{"kind":"header","format":"guildhall-catalog/1","source":"sale","mode":"merge"}""",
            $$"""{"kind":"seller","id":"seller-one","displayName":"Example Software","accountId":"{{World.Standalone}}"}""",
            Product(HallWorld.A, "Alpha Monitor"), Product(HallWorld.B, "Ledger Sync"), Product(HallWorld.C, "Cargo Scan", "AmiProduct"), Product(HallWorld.D, "Delta Build"),
            Product("prod-ppppppppppppp", "Private Vault", more: ""","visibility":"Limited" """.TrimEnd()),
            Offer("offer-a", HallWorld.A, $$"""{{Contract}},{{Legal}},{"type":"SupportTerm","id":"support","refundPolicy":"None."},{"type":"RenewalTerm","id":"renewal"}"""),
            Offer("offer-b", HallWorld.B, $"{Usage},{Legal}"),
            Offer("offer-c", HallWorld.C, $$"""{"type":"ByolPricingTerm","id":"byol"},{{Legal}}"""),
            Offer("offer-d", HallWorld.D, $$"""{"type":"FreeTrialPricingTerm","id":"trial","duration":"P14D"},{{Usage}},{{Legal}}"""),
            Offer("offer-a-fixed", HallWorld.A, $$"""{"type":"FixedUpfrontPricingTerm","id":"fixed","currencyCode":"USD","price":"1000","duration":"P12M"},{"type":"PaymentScheduleTerm","id":"parts","currencyCode":"USD","schedule":[{"chargeDate":"2030-01-01T00:00:00Z","chargeAmount":"400"},{"chargeDate":"2030-06-01T00:00:00Z","chargeAmount":"600"}]},{{Legal}}"""),
            Offer("offer-p", "prod-ppppppppppppp", $"{Usage},{Legal}", $$""","buyerAccounts":["{{World.Developer}}"]"""),
            Offer("offer-gone", HallWorld.B, $"{Usage},{Legal}", ""","expires":"2020-01-01T00:00:00Z" """.TrimEnd()),
        ]));
        Administrator = await Hall.AdministratorAsync();
        Buyer = await Hall.BuyerAsync();
        Other = await Hall.CallerAsync(World.Ledger, "other", "GuildhallBuyer");
        Seller = await Hall.CallerAsync(World.Standalone, "owner", "GuildhallAdministrator");
    }

    private static string Product(string id, string title, string type = "SaaSProduct", string more = "") =>
        $$"""{"kind":"product","id":"{{id}}","type":"{{type}}","title":"{{title}}","seller":"seller-one"{{more}}}""";
}

public sealed class SqliteAgreementHall() : AgreementHall(null);

public sealed class PostgresAgreementHall(PostgresServer server) : AgreementHall(new PostgresDatabase(server));
