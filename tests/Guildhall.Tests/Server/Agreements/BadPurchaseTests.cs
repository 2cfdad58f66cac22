using System.Net;
using System.Text.Json.Nodes;

namespace Guildhall.Tests.Server.Agreements;

/// <summary>Issue 5, "Bad input", of the Agreement API: a clear error, nothing stored, never a fault. storefront-and-procurement.md B.4, B.5, B.7, G.2, G.6.</summary>
public abstract class BadPurchaseTests(AgreementHall hall)
{
    /// <summary>What is done to a good request of a contract, and the reason that is told; SerializationException where no reader of JSON takes it.</summary>
    public static TheoryData<string, string, string> Quotes => new()
    {
        { "a negative quantity", "INVALID_REQUESTED_TERM_CONFIGURATION", """{"quantity":-1}""" },
        { "none of it", "INVALID_REQUESTED_TERM_CONFIGURATION", """{"quantity":0}""" },
        { "a half", "SerializationException", """{"quantity":1.5}""" },
        { "more than a number of the model holds", "SerializationException", """{"quantity":2147483648}""" },
        { "a number of thirty digits", "SerializationException", """{"quantity":1e30}""" },
        { "a number as text", "SerializationException", """{"quantity":"1"}""" },
        { "no quantity", "INVALID_REQUESTED_TERM_CONFIGURATION", """{"quantity":null}""" },
        { "another dimension", "INVALID_REQUESTED_TERM_CONFIGURATION", """{"dimension":"seats"}""" },
        { "another duration", "INVALID_REQUESTED_TERM_CONFIGURATION", """{"duration":"P99M"}""" },
        { "no legal term", "MISSING_MANDATORY_TERMS", """{"terms":["contract"]}""" },
        { "no price", "MISSING_MANDATORY_TERMS", """{"terms":["legal"]}""" },
        { "no terms", "INVALID_REQUESTED_TERMS", """{"terms":[]}""" },
        { "a term twice", "INVALID_REQUESTED_TERMS", """{"terms":["contract","legal","legal"]}""" },
        { "another offer's term", "INVALID_REQUESTED_TERM_ID", """{"terms":["contract","legal","usage"]}""" },
        { "a term of nothing", "INVALID_REQUESTED_TERM_ID", """{"terms":["contract","legal","term-zzzzz"]}""" },
        { "an offer set's id for a proposal", "INVALID_AGREEMENT_PROPOSAL_IDENTIFIER", """{"agreementProposalIdentifier":"offerset-1"}""" },
        { "an intent that is none", "INVALID_INTENT", """{"intent":"BUY"}""" },
        { "a source of a new agreement", "INVALID_SOURCE_AGREEMENT_IDENTIFIER", """{"sourceAgreementIdentifier":"agmt-1"}""" },
        { "an amendment of nothing", "MISSING_SOURCE_AGREEMENT_IDENTIFIER", """{"intent":"AMEND"}""" },
        { "a token of 65 letters", "INVALID_CLIENT_TOKEN", """{"clientToken":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}""" },
        { "two configurations at once", "INVALID_REQUESTED_TERM_CONFIGURATION", """{"renew":true}""" },
    };

    /// <summary>Operations without a required member.</summary>
    private static readonly string[] TakeNothing = ["SearchAgreements", "ListAgreementCharges"];

    [Theory, MemberData(nameof(Quotes))]
    public async Task B4_A_bad_quote_is_refused_with_its_reason_and_nothing_is_stored(string what, string told, string changes) => await RefusedAsync(what, "CreateAgreementRequest", Changed(await hall.ContractAsync(1), changes), told);

    [Fact]
    public async Task B4_As_many_as_a_number_of_the_model_holds_are_quoted_to_the_last_place()
    {
        var quote = await hall.OkAsync(hall.Buyer, "CreateAgreementRequest", await hall.ContractAsync(int.MaxValue));
        Assert.Equal("257698037640.00", (string)quote["chargeSummary"]!["newAgreementValue"]!);
    }

    [Fact]
    public async Task B4_Terms_that_are_over_and_an_offer_that_is_not_open_yet_are_not_quoted()
    {
        const string Usage = """{"type":"UsageBasedPricingTerm","id":"usage","currencyCode":"USD","rateCards":[{"prices":{"calls":"0.10"}}]},{"type":"LegalTerm","id":"legal","documents":[{"type":"StandardEula","url":"https://legal.example.com/eula"}]}""";
        await hall.ImportAsync(string.Join('\n',
        [
            """{"kind":"header","format":"guildhall-catalog/1","source":"sale","mode":"merge"}""",
            AgreementHall.Offer("offer-over", HallWorld.C, Usage + """,{"type":"ValidityTerm","id":"validity","agreementEndDate":"2020-01-01T00:00:00Z"}"""),
            AgreementHall.Offer("offer-later", HallWorld.C, Usage, ""","availableFrom":"2999-01-01T00:00:00Z" """.TrimEnd()),
        ]));
        await RefusedAsync("terms that are over", "CreateAgreementRequest", await hall.PlainAsync("offer-over", "usage", "legal"), "EXPIRED_AGREEMENT_PROPOSAL");
        await RefusedAsync("an offer of the future", "CreateAgreementRequest", await hall.PlainAsync("offer-later", "usage", "legal"), "INVALID_AGREEMENT_PROPOSAL_IDENTIFIER");
    }

    [Fact]
    public async Task B5_A_quote_of_others_is_accepted_by_nobody_else_and_by_its_own_once_however_many_ask_at_once()
    {
        var quote = (string)(await hall.OkAsync(hall.Buyer, "CreateAgreementRequest", await hall.ContractAsync(1)))["agreementRequestId"]!;
        var before = await hall.CountsAsync();
        foreach (var other in new[] { hall.Other, hall.Seller, hall.Administrator })
            Assert.Equal("ResourceNotFoundException", (await hall.CallAsync(other, "AcceptAgreementRequest", new { agreementRequestId = quote })).Text("__type"));
        Assert.Equal(before, await hall.CountsAsync());

        var answers = await Task.WhenAll(from n in Enumerable.Range(0, 16) select hall.CallAsync(n % 4 == 0 ? hall.Other : hall.Buyer, "AcceptAgreementRequest", new { agreementRequestId = quote }));
        Assert.Equal(12, answers.Count(a => a.Status == HttpStatusCode.OK));
        var agreement = Assert.Single(answers.Where(a => a.Status == HttpStatusCode.OK).Select(a => a.Text("agreementId")).Distinct());
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.OK), a => Assert.Equal("ResourceNotFoundException", a.Text("__type")));
        Assert.Single((await hall.OkAsync(hall.Buyer, "ListAgreementCharges", new { agreementId = agreement }))["items"]!.AsArray());
    }

    [Theory]
    [InlineData("""[{"chargeId":"ch-zzzzz","purchaseOrderReference":"PO-1"}]""", "INVALID_CHARGE_ID")]
    [InlineData("""[{"chargeId":"CHARGE","purchaseOrderReference":""}]""", "INVALID_PURCHASE_ORDER_REFERENCE")]
    [InlineData("""[{"chargeId":"CHARGE","purchaseOrderReference":"PO\n1"}]""", "INVALID_PURCHASE_ORDER_REFERENCE")]
    [InlineData("""[{"chargeId":"CHARGE","chargeRevision":0,"purchaseOrderReference":"PO-1"}]""", "INVALID_CHARGE_REVISION")]
    [InlineData("""[{"chargeId":"CHARGE","chargeRevision":-1,"purchaseOrderReference":"PO-1"}]""", "INVALID_CHARGE_REVISION")]
    [InlineData("""[{"chargeId":"CHARGE","chargeRevision":1.5,"purchaseOrderReference":"PO-1"}]""", "SerializationException")]
    [InlineData("""[{"chargeId":"CHARGE","chargeRevision":1e30,"purchaseOrderReference":"PO-1"}]""", "SerializationException")]
    [InlineData("""[{"chargeId":"CHARGE","purchaseOrderReference":"PO-1"},{"chargeId":"CHARGE","purchaseOrderReference":"PO-2"}]""", "DUPLICATE_CHARGES")]
    [InlineData("[null]", "MISSING_CHARGE_ID")]
    [InlineData("[{}]", "MISSING_CHARGE_ID")]
    [InlineData("[]", "INVALID_PURCHASE_ORDERS")]
    public async Task B5_A_bad_purchase_order_accepts_nothing(string orders, string told)
    {
        var quoted = await hall.OkAsync(hall.Buyer, "CreateAgreementRequest", await hall.ContractAsync(1));
        var sent = orders.Replace("CHARGE", (string)quoted["chargeSummary"]!["expectedCharges"]![0]!["id"]!, StringComparison.Ordinal);
        await RefusedAsync(orders, "AcceptAgreementRequest", JsonNode.Parse($$"""{"agreementRequestId":"{{quoted["agreementRequestId"]}}","purchaseOrders":{{sent}}}""")!.AsObject(), told);
    }

    [Theory]
    [InlineData("BeforeEndTime", "yesterday", "INVALID_FILTER_VALUES")]
    [InlineData("BeforeEndTime", "2026-13-01T00:00:00Z", "INVALID_FILTER_VALUES")]
    [InlineData("AfterEndTime", "2026-02-30T00:00:00Z", "INVALID_FILTER_VALUES")]
    [InlineData("AfterEndTime", "2026-05-01T00:00:00.000Z", "INVALID_FILTER_VALUES")]
    [InlineData("AcceptorAccountId", "12345678901", "INVALID_FILTER_VALUES")]
    [InlineData("Status", "active", "INVALID_FILTER_VALUES")]
    [InlineData("AgreementType", "VendorInsightsAgreement2", "INVALID_FILTER_VALUES")]
    [InlineData("Colour", "red", "INVALID_FILTER_NAME")]
    public async Task B7_A_bad_filter_is_told(string name, string value, string told) => await RefusedAsync(
        $"{name} {value}", "SearchAgreements", JsonNode.Parse($$"""{"filters":[{"name":"PartyType","values":["Acceptor"]},{"name":"{{name}}","values":["{{value}}"]}]}""")!.AsObject(), told);

    [Theory, InlineData("0001-01-01T00:00:00Z"), InlineData("9999-12-31T23:59:59Z"), InlineData("0001-01-01T00:00:00+14:00"), InlineData("9999-12-31T23:59:59-14:00")]
    public async Task B7_The_first_and_the_last_moment_there_are_may_be_asked_for(string time)
    {
        foreach (var name in new[] { "BeforeEndTime", "AfterEndTime" })
        {
            var answer = await hall.CallAsync(hall.Buyer, "SearchAgreements", $$"""{"filters":[{"name":"PartyType","values":["Acceptor"]},{"name":"{{name}}","values":["{{time}}"]}]}""");
            Assert.True(answer.Status == HttpStatusCode.OK || answer.Text("reason") == "INVALID_FILTER_VALUES", answer.Body);
        }
    }

    [Fact]
    public async Task G6_A_page_token_is_good_for_its_list_its_account_and_its_question_alone()
    {
        var agreement = await hall.BuyAsync(hall.Buyer, await hall.ContractAsync(1, "off"));
        await hall.BuyAsync(hall.Buyer, await hall.ContractAsync(2));
        var parts = await hall.BuyAsync(hall.Buyer, await hall.PlainAsync("offer-a-fixed", "fixed", "legal"));
        string of = $$"""{"agreementId":"{{agreement}}" """, charged = $$"""{"agreementId":"{{parts}}" """, every = """{"sort":{"sortBy":"EndTime"}""";
        var (terms, charges, found) = (await TokenAsync("GetAgreementTerms", of), await TokenAsync("ListAgreementCharges", charged), await TokenAsync("SearchAgreements", every));
        foreach (var (operation, question, token) in new[] { ("GetAgreementTerms", of, terms), ("ListAgreementCharges", charged, charges), ("SearchAgreements", every, found) })
        {
            Assert.Equal(HttpStatusCode.OK, (await PageAsync(hall.Buyer, operation, question, token)).Status);
            foreach (var bad in new[] { terms, charges, found }.Where(t => t != token).Concat(["", "junk", token[..^4], token + "AAAA", token[..^1] + (token[^1] == 'A' ? 'B' : 'A'), "a b", new string('a', 8_193)]))
                Assert.True(IsBadToken(await PageAsync(hall.Buyer, operation, question, bad)), $"{operation} took {bad}");
        }

        Assert.True(IsBadToken(await PageAsync(hall.Administrator, "GetAgreementTerms", of, terms)));
        Assert.True(IsBadToken(await PageAsync(hall.Buyer, "GetAgreementTerms", charged, terms)));
        Assert.True(IsBadToken(await PageAsync(hall.Other, "SearchAgreements", every, found)));
        Assert.True(IsBadToken(await PageAsync(hall.Buyer, "SearchAgreements", """{"sort":{"sortBy":"EndTime","sortOrder":"ASCENDING"}""", found)));

        async Task<string> TokenAsync(string operation, string question) => (await hall.CallAsync(hall.Buyer, operation, $$"""{{question}},"maxResults":1}""")).Text("nextToken");

        Task<HallAnswer> PageAsync(HallCaller caller, string operation, string question, string token) => hall.CallAsync(caller, operation, $$"""{{question}},"nextToken":{{JsonValue.Create(token).ToJsonString()}}}""");

        static bool IsBadToken(HallAnswer answer) => answer.Status == HttpStatusCode.BadRequest && answer.Text("__type") == "ValidationException" && answer.Text("reason") == "INVALID_NEXT_TOKEN";
    }

    [Theory]
    [InlineData("")]
    [InlineData("intent=NEW")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("{}{}")]
    [InlineData("{\"agreementId\":\"agmt")]
    [InlineData("""{"agreementId":"a","agreementId":"b"}""")]
    [InlineData("""{"agreementId":"\ud800"}""")]
    [InlineData("""{"agreementId":1}""")]
    [InlineData("""{"agreementId":["a"]}""")]
    public async Task F61_F62_A_body_that_is_not_one_clean_JSON_object_is_refused_by_every_operation_and_nothing_is_stored(string body)
    {
        var before = await hall.CountsAsync();
        foreach (var operation in hall.Hall.Host.Operations.Operations.Where(o => o.Selector?.StartsWith("AWSMPCommerceService", StringComparison.Ordinal) == true))
        {
            var answer = await hall.CallAsync(hall.Buyer, operation.Name, body);
            // Nothing at all is no argument, and a member that an operation does not know is ignored.
            if (answer.Status == HttpStatusCode.OK && body is "" or ['{', .., '}'] && TakeNothing.Contains(operation.Name)) continue;
            Assert.True(answer.Status == HttpStatusCode.BadRequest && answer.Text("__type") is "SerializationException" or "ValidationException" or "AccessDeniedException", $"{operation.Name}: {(int)answer.Status} {answer.Body}");
        }

        // What sellers call is refused to everybody, and leaves its record in the audit trail as any refusal.
        Assert.Equal(Unaudited(before), Unaudited(await hall.CountsAsync()));
    }

    private static string Unaudited(string counts) => string.Join(", ", counts.Split(", ").Where(c => !c.StartsWith("Audit ", StringComparison.Ordinal) && !c.StartsWith("Counters ", StringComparison.Ordinal)));

    private async Task RefusedAsync(string what, string operation, JsonObject request, string told)
    {
        await hall.TurnAsync();
        var before = await hall.CountsAsync();
        var answer = await hall.CallAsync(hall.Buyer, operation, request);
        Assert.True(answer.Status == HttpStatusCode.BadRequest, $"{what}: {answer.Body}");
        Assert.Equal(told, told.EndsWith("Exception", StringComparison.Ordinal) ? answer.Text("__type") : $"{answer.Json["reason"]}");
        Assert.InRange(answer.Text("message").Length, 1, 1_024);
        Assert.Equal(before, await hall.CountsAsync());
    }

    private static JsonObject Changed(JsonObject request, string changes)
    {
        var contract = request["requestedTerms"]![0]!["configuration"]!.AsObject();
        var upfront = contract["configurableUpfrontPricingTermConfiguration"]!;
        foreach (var (name, value) in JsonNode.Parse(changes)!.AsObject())
        {
            switch (name)
            {
                case "quantity": upfront["dimensions"]![0]!["dimensionValue"] = value?.DeepClone(); break;
                case "dimension": upfront["dimensions"]![0]!["dimensionKey"] = value?.DeepClone(); break;
                case "duration": upfront["selectorValue"] = value?.DeepClone(); break;
                case "renew": contract["renewalTermConfiguration"] = new JsonObject { ["enableAutoRenew"] = true }; break;
                case "terms":
                    var named = request["requestedTerms"]!.AsArray().ToDictionary(t => (string)t!["id"]!, t => t!.DeepClone());
                    request["requestedTerms"] = new JsonArray([.. value!.AsArray().Select(id => named.TryGetValue((string)id!, out var term) ? term.DeepClone() : new JsonObject { ["id"] = (string)id! })]);
                    break;
                default: request[name] = value?.DeepClone(); break;
            }
        }

        return request;
    }
}

public sealed class BadPurchaseOnSqliteTests(SqliteAgreementHall hall) : BadPurchaseTests(hall), IClassFixture<SqliteAgreementHall>;

[Trait("Ring", "Postgres")]
public sealed class BadPurchaseOnPostgresTests(PostgresAgreementHall hall) : BadPurchaseTests(hall), IClassFixture<PostgresAgreementHall>;
