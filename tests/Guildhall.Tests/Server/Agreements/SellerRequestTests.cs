using System.Net;
using System.Text.Json.Nodes;
using Guildhall.Server.Api.Agreement;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Agreements;

/// <summary>What sellers ask and do. storefront-and-procurement.md B.2, tiers 3 and 4; decisions.md 21.</summary>
public abstract class SellerRequestTests(PostgresDatabase? postgres) : AgreementHall(postgres)
{
    [Fact]
    public async Task B2_What_sellers_call_is_refused_for_everybody_with_INVALID_ACCESS()
    {
        foreach (var operation in SellersSide.Names)
        {
            foreach (var caller in new[] { Buyer, Seller, Administrator })
            {
                var refused = await CallAsync(caller, operation, new JsonObject { ["agreementId"] = "agmt-aaaaaaaaaaaaa" });
                Assert.Equal((HttpStatusCode.BadRequest, "AccessDeniedException", "INVALID_ACCESS"), (refused.Status, refused.Text("__type"), refused.Text("reason")));
            }
        }
    }

    [Theory, InlineData("ListAgreementCancellationRequests", "INVALID_STATUS"), InlineData("ListAgreementPaymentRequests", "INVALID_PAYMENT_REQUEST_STATUS")]
    public async Task B2_Lists_of_what_sellers_ask_are_empty_and_checked(string operation, string badStatus)
    {
        foreach (var party in new[] { "Acceptor", "Proposer" })
            Assert.Equal("""{"items":[]}""", (await OkAsync(Buyer, operation, new JsonObject { ["partyType"] = party, ["status"] = "PENDING_APPROVAL", ["maxResults"] = 50 })).ToJsonString());

        await RefusedAsync(operation, "{}", "MISSING_PARTY_TYPE");
        await RefusedAsync(operation, """{"partyType":"Nobody"}""", "INVALID_PARTY_TYPE");
        await RefusedAsync(operation, """{"partyType":"Acceptor","status":"PERHAPS"}""", badStatus);
        await RefusedAsync(operation, """{"partyType":"Acceptor","catalog":"Other"}""", "INVALID_CATALOG");
        await RefusedAsync(operation, """{"partyType":"Acceptor","agreementType":"Other"}""", "INVALID_AGREEMENT_TYPE");
        await RefusedAsync(operation, """{"partyType":"Acceptor","maxResults":51}""", "INVALID_MAX_RESULTS");
        await RefusedAsync(operation, """{"partyType":"Acceptor","nextToken":"abc"}""", "INVALID_NEXT_TOKEN");
    }

    [Theory]
    [InlineData("AgreementCancellationRequest", "agreementCancellationRequestId", "acr-1", "INVALID_AGREEMENT_CANCELLATION_REQUEST_ID", "AgreementCancellationRequest")]
    [InlineData("AgreementPaymentRequest", "paymentRequestId", "pr-1", "INVALID_PAYMENT_REQUEST_ID", "PaymentRequest")]
    public async Task B2_What_no_seller_asked_can_be_neither_read_nor_answered(string kind, string member, string id, string badId, string resource)
    {
        var agreement = await BuyAsync(Buyer, await ContractAsync(3));
        foreach (var verb in new[] { "Get", "Accept", "Reject" })
        {
            await RefusedAsync(verb + kind, $$"""{"agreementId":"{{agreement}}","rejectionReason":"No"}""", badId);
            await RefusedAsync(verb + kind, $$"""{"agreementId":"{{agreement}}","{{member}}":"{{id}}!","rejectionReason":"No"}""", badId);
            var missing = await CallAsync(Buyer, verb + kind, $$"""{"agreementId":"{{agreement}}","{{member}}":"{{id}}","rejectionReason":"No"}""");
            Assert.Equal(("ResourceNotFoundException", resource, id), (missing.Text("__type"), missing.Text("resourceType"), missing.Text("resourceId")));
            var others = await CallAsync(Other, verb + kind, $$"""{"agreementId":"{{agreement}}","{{member}}":"{{id}}","rejectionReason":"No"}""");
            Assert.Equal(("ResourceNotFoundException", "Agreement"), (others.Text("__type"), others.Text("resourceType")));
        }

        await RefusedAsync("Reject" + kind, $$"""{"agreementId":"{{agreement}}","{{member}}":"{{id}}","rejectionReason":"{{new string('x', 2_001)}}"}""", "INVALID_REJECTION_REASON");
        await RefusedAsync("Accept" + kind, $$"""{"agreementId":"{{agreement}}","{{member}}":"{{id}}","purchaseOrderReference":" "}""", "INVALID_PURCHASE_ORDER_REFERENCE");
        await RefusedAsync("Accept" + kind, $$"""{"agreementId":"{{agreement}}","{{member}}":"{{id}}","purchaseOrderReference":"two\nlines"}""", "INVALID_PURCHASE_ORDER_REFERENCE");
    }

    private async Task RefusedAsync(string operation, string input, string reason)
    {
        var answer = await CallAsync(Buyer, operation, input);
        Assert.Equal((HttpStatusCode.BadRequest, "ValidationException", reason), (answer.Status, answer.Text("__type"), answer.Text("reason")));
    }
}

public sealed class SellerRequestOnSqliteTests() : SellerRequestTests(null);

[Trait("Ring", "Postgres")]
public sealed class SellerRequestOnPostgresTests(PostgresServer server) : SellerRequestTests(new PostgresDatabase(server));
