using System.Text.Json.Nodes;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Agreements;

/// <summary>SearchAgreements. storefront-and-procurement.md B.7.</summary>
public abstract class SearchAgreementsTests(PostgresDatabase? postgres) : AgreementHall(postgres)
{
    private readonly Dictionary<string, string> _bought = [];

    [Fact]
    public async Task B7_Filters_combine_and_find_what_they_name()
    {
        await BuyAllAsync();
        var tomorrow = Clock.GetUtcNow().AddDays(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        await FindsAsync(["usage", "byol", "contract"]);
        await FindsAsync(["usage", "byol", "contract"], ("PartyType", "Acceptor"), ("AgreementType", "PurchaseAgreement"));
        await FindsAsync(["usage"], ("PartyType", "Acceptor"), ("ResourceIdentifier", HallWorld.B));
        await FindsAsync(["byol"], ("PartyType", "Acceptor"), ("ResourceType", "AmiProduct"), ("Status", "ACTIVE"));
        await FindsAsync(["contract"], ("PartyType", "Acceptor"), ("OfferId", "offer-a"));
        await FindsAsync([], ("PartyType", "Acceptor"), ("OfferSetId", "offerset-1"));
        await FindsAsync([], ("PartyType", "Acceptor"), ("Status", "CANCELLED"));
        await FindsAsync([], ("PartyType", "Acceptor"), ("BeforeEndTime", tomorrow));
        await FindsAsync(["usage", "byol", "contract"], ("PartyType", "Acceptor"), ("AfterEndTime", tomorrow));
    }

    [Fact]
    public async Task B7_A_seller_finds_what_it_proposed_and_who_stands_for_the_organization_what_its_accounts_accepted()
    {
        await BuyAllAsync();
        Assert.Equal(4, (await SearchAsync(Seller, ("PartyType", "Proposer"))).Count);
        Assert.Equal(3, (await SearchAsync(Seller, ("PartyType", "Proposer"), ("AcceptorAccountId", World.Developer))).Count);
        Assert.Equal(3, (await SearchAsync(Administrator, ("PartyType", "Acceptor"), ("AcceptorAccountId", World.Developer))).Count);
        Assert.Empty(await SearchAsync(Administrator, ("PartyType", "Acceptor")));
        Refused(await CallAsync(Buyer, "SearchAgreements", Input(("PartyType", "Acceptor"), ("AcceptorAccountId", World.Ledger))), "ValidationException", "UNSUPPORTED_FILTERS");
    }

    [Theory]
    [InlineData("ASCENDING", 1)]
    [InlineData("DESCENDING", 2)]
    public async Task B7_Pages_hold_each_agreement_once_by_the_end_of_its_time(string order, int size)
    {
        await BuyAllAsync();
        List<string> found = [];
        for (string? token = null; ;)
        {
            var input = new JsonObject { ["maxResults"] = size, ["sort"] = new JsonObject { ["sortBy"] = "EndTime", ["sortOrder"] = order } };
            if (token is not null) input["nextToken"] = token;
            var page = await OkAsync(Buyer, "SearchAgreements", input);
            found.AddRange(page["agreementViewSummaries"]!.AsArray().Select(a => _bought[Text(a!, "agreementId")]));
            if ((token = (string?)page["nextToken"]) is null) break;
            Refused(await CallAsync(Other, "SearchAgreements", new JsonObject { ["nextToken"] = token }), "ValidationException", "INVALID_NEXT_TOKEN");
        }

        Assert.Equal(3, found.Count);
        Assert.Equal("contract", order == "ASCENDING" ? found[0] : found[^1]);
        Assert.Equal(["byol", "contract", "usage"], found.Order());
    }

    private async Task BuyAllAsync()
    {
        _bought[await BuyAsync(Buyer, await ContractAsync(1))] = "contract";
        _bought[await BuyAsync(Buyer, await PlainAsync("offer-b", "usage", "legal"))] = "usage";
        _bought[await BuyAsync(Buyer, await PlainAsync("offer-c", "byol", "legal"))] = "byol";
        await BuyAsync(Other, await PlainAsync("offer-b", "usage", "legal"));
    }

    private async Task FindsAsync(string[] expected, params (string Name, string Value)[] filters) =>
        Assert.Equal(expected.Order(), (await SearchAsync(Buyer, filters)).Select(id => _bought[id]).Order());

    private async Task<List<string>> SearchAsync(HallCaller caller, params (string Name, string Value)[] filters) =>
        [.. (await OkAsync(caller, "SearchAgreements", Input(filters)))["agreementViewSummaries"]!.AsArray().Select(a => Text(a!, "agreementId"))];

    private static JsonObject Input(params (string Name, string Value)[] filters) => filters.Length == 0 ? [] : new JsonObject
    {
        ["catalog"] = "AWSMarketplace",
        ["filters"] = new JsonArray([.. filters.Select(f => (JsonNode)new JsonObject { ["name"] = f.Name, ["values"] = new JsonArray(f.Value) })]),
    };
}

public sealed class SearchAgreementsOnSqliteTests() : SearchAgreementsTests(null);

[Trait("Ring", "Postgres")]
public sealed class SearchAgreementsOnPostgresTests(PostgresServer server) : SearchAgreementsTests(new PostgresDatabase(server));
