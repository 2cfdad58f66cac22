using System.Net;
using System.Text.Json.Nodes;
using Guildhall.Server.Api.Agreement;
using Guildhall.Tests.Server.Api;

namespace Guildhall.Tests.Server.Agreements;

/// <summary>The Agreement API against AWS's own model, where a botocore is installed: every operation, member, limit, pattern, type and word (decisions.md 38; issue 5, "Bad input").</summary>
[Trait("Ring", "Clients")]
public sealed class AgreementModelTests(SqliteAgreementHall fixture) : IClassFixture<SqliteAgreementHall>
{
    private const string Service = "marketplace-agreement", Target = "AWSMPCommerceService_v20200301";

    /// <summary>Refusals of a word itself. Another right word may well be refused for what goes with it: AMEND names no proposal.</summary>
    private static readonly string[] OfWords = ["INVALID_INTENT", "INVALID_SORT_ORDER", "INVALID_STATUS", "INVALID_PAYMENT_REQUEST_STATUS", "OTHER"];

    [Fact]
    public async Task Every_operation_of_the_model_is_served()
    {
        var modelled = (await ServiceModel.DescribeAsync(Service, [])).Select(line => (string?)line["operation"]).OfType<string>();
        Assert.Equal(modelled.Order(), fixture.Hall.Host.Operations.Operations.Where(o => o.Selector == Target).Select(o => o.Name).Order());
    }

    [Fact]
    public async Task Every_member_of_the_model_but_the_tokens_and_what_sellers_send_is_tried()
    {
        var missing = (await DescribeAsync(await RequestsAsync())).Select(line => (string?)line["missing"]).OfType<string>();
        Assert.All(missing, member => Assert.True(member.EndsWith(".nextToken", StringComparison.Ordinal) || SellersSide.Names.Contains(member.Split('.')[0]), member));
    }

    [Fact]
    public async Task S59_Every_limit_pattern_type_and_required_member_of_the_model_is_kept_every_word_is_known_and_nothing_is_stored()
    {
        var requests = await RequestsAsync();
        var lines = await DescribeAsync(requests);
        var reasons = lines.Single(line => line["reasons"] is not null)["reasons"]!.AsArray().Select(r => (string)r!).ToHashSet();
        await fixture.TurnAsync();
        var (tried, wrong, before) = (new Dictionary<string, int>(), new List<string>(), await RowCounts.ReadAsync(fixture.Hall.Guildhall.Database));
        foreach (var line in lines.Where(line => line["rule"] is not null))
        {
            var (operation, request) = requests[line["request"]!.GetValue<int>()];
            var rule = line["rule"]!.GetValue<string>();
            var changed = ServiceModel.Changed(request, line);
            // Without its token, which would tie two requests together.
            if (!line["path"]!.ToJsonString().Contains("clientToken", StringComparison.Ordinal)) changed.Remove("clientToken");
            // A right word may make a right request, and that would be stored.
            if (rule == "word" && operation == "CreateAgreementRequest") changed[changed.ContainsKey("sourceAgreementIdentifier") ? "sourceAgreementIdentifier" : "agreementProposalIdentifier"] = "ap-nothing";
            var answer = await fixture.CallAsync(fixture.Buyer, operation, changed);
            var (code, reason) = (answer.Status == HttpStatusCode.BadRequest ? answer.Text("__type") : "", answer.Status == HttpStatusCode.BadRequest ? (string?)answer.Json["reason"] : null);
            var refused = code == "SerializationException" || (code == "ValidationException" && reason is not null && reasons.Contains(reason));
            var kept = rule == "word" ? (int)answer.Status < 500 && !OfWords.Contains(reason) : refused;
            if (!kept) wrong.Add($"{operation} {line["path"]!.ToJsonString()} {rule}: {(int)answer.Status} {answer.Body}");
            tried[rule] = tried.GetValueOrDefault(rule) + 1;
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", tried));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(before, await RowCounts.ReadAsync(fixture.Hall.Guildhall.Database));
        Assert.True(tried.Values.Sum() > 300, $"Only {tried.Values.Sum()} rules were found in the model.");
    }

    [Fact]
    public async Task The_requests_themselves_pass_every_check_of_shape()
    {
        foreach (var (operation, request) in await RequestsAsync())
        {
            var answer = await fixture.CallAsync(fixture.Buyer, operation, request);
            Assert.True(answer.Status == HttpStatusCode.OK || answer.Text("__type") == "ResourceNotFoundException", $"{operation}: {answer.Body}");
        }
    }

    /// <summary>Valid requests that together have every member.</summary>
    private async Task<(string Operation, JsonObject Request)[]> RequestsAsync()
    {
        await fixture.ImportAsync("""{"kind":"header","format":"guildhall-catalog/1","source":"sale","mode":"merge"}""" + "\n"
            + AgreementHall.Offer("offer-v", HallWorld.D, """{"type":"VariablePaymentTerm","id":"variable","currencyCode":"USD","maxTotalChargeAmount":"1000"},{"type":"LegalTerm","id":"legal","documents":[{"type":"StandardEula","url":"https://legal.example.com/eula"}]}"""));
        var agreement = await fixture.BuyAsync(fixture.Buyer, await fixture.ContractAsync(1, "off"));
        var charge = (string)(await fixture.OkAsync(fixture.Buyer, "ListAgreementCharges", new { agreementId = agreement }))["items"]![0]!["id"]!;
        var quoted = await fixture.OkAsync(fixture.Buyer, "CreateAgreementRequest", await fixture.ContractAsync(2));
        var (quote, expected) = ((string)quoted["agreementRequestId"]!, (string)quoted["chargeSummary"]!["expectedCharges"]![0]!["id"]!);
        var create = await fixture.ContractAsync(1, "off");
        (create["clientToken"], create["taxConfiguration"]) = ($"model-{charge[3..]}", new JsonObject { ["taxEstimation"] = "DISABLED" });
        var amend = await fixture.ContractAsync(2);
        amend.Remove("agreementProposalIdentifier");
        (amend["intent"], amend["sourceAgreementIdentifier"]) = ("AMEND", agreement);
        var pay = await fixture.PlainAsync("offer-v", "variable", "legal");
        pay["requestedTerms"]![0]!["configuration"] = new JsonObject { ["variablePaymentTermConfiguration"] = new JsonObject { ["paymentRequestApprovalStrategy"] = "WAIT_FOR_APPROVAL", ["expirationDuration"] = "P7D" } };
        var of = $$"""{"agreementId":"{{agreement}}"}""";
        var page = $$"""{"agreementId":"{{agreement}}","maxResults":50}""";
        var list = $$"""{"partyType":"Acceptor","agreementId":"{{agreement}}","status":"APPROVED","agreementType":"PurchaseAgreement","catalog":"AWSMarketplace","maxResults":50}""";
        var cancellation = $$"""{"agreementId":"{{agreement}}","agreementCancellationRequestId":"acr-1"}""";
        var payment = $$"""{"agreementId":"{{agreement}}","paymentRequestId":"pr-1"}""";
        return
        [
            ("CreateAgreementRequest", create), ("CreateAgreementRequest", amend), ("CreateAgreementRequest", pay),
            ("AcceptAgreementRequest", Parse($$"""{"agreementRequestId":"{{quote}}","purchaseOrders":[{"chargeId":"{{expected}}","chargeRevision":1,"agreementId":"{{agreement}}","purchaseOrderReference":"PO-1"}]}""")),
            ("UpdatePurchaseOrders", Parse($$"""{"purchaseOrders":[{"chargeId":"{{charge}}","chargeRevision":1,"agreementId":"{{agreement}}","purchaseOrderReference":"PO-1"}]}""")),
            ("DescribeAgreement", Parse(of)), ("GetAgreementTerms", Parse(page)), ("GetAgreementEntitlements", Parse(page)),
            ("ListAgreementCharges", Parse($$"""{"agreementId":"{{agreement}}","catalog":"AWSMarketplace","agreementType":"PurchaseAgreement","maxResults":50}""")),
            ("SearchAgreements", Parse("""{"catalog":"AWSMarketplace","filters":[{"name":"PartyType","values":["Acceptor"]},{"name":"Status","values":["ACTIVE"]}],"sort":{"sortBy":"EndTime","sortOrder":"DESCENDING"},"maxResults":50}""")),
            ("ListAgreementCancellationRequests", Parse(list)), ("ListAgreementPaymentRequests", Parse(list)),
            ("GetAgreementCancellationRequest", Parse(cancellation)), ("AcceptAgreementCancellationRequest", Parse(cancellation)),
            ("RejectAgreementCancellationRequest", With(cancellation, "rejectionReason", "No")),
            ("GetAgreementPaymentRequest", Parse(payment)), ("AcceptAgreementPaymentRequest", With(payment, "purchaseOrderReference", "PO-1")), ("RejectAgreementPaymentRequest", With(payment, "rejectionReason", "No")),
            ("CancelAgreement", Parse(of)),
        ];
    }

    private static JsonObject With(string request, string member, string value)
    {
        var json = Parse(request);
        json[member] = value;
        return json;
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    private static Task<List<JsonNode>> DescribeAsync((string, JsonObject)[] requests) => ServiceModel.DescribeAsync(Service, requests);
}
