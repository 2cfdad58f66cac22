using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.Tests.Server;

namespace Guildhall.Tests.Clients;

/// <summary>Every way to buy with the AWS CLI and with boto3 and its paginators, and what the private marketplace says to it. storefront-and-procurement.md H 5 to 7 and 9.</summary>
[Trait("Ring", "Clients")]
public sealed class PurchaseClientTests(PurchaseHall hall) : IClassFixture<PurchaseHall>
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Ways => [.. PurchaseStory.All.Select(s => s.Name)];

    [Theory, MemberData(nameof(Ways))]
    public async Task StorefrontH5_M40_The_CLI_buys_in_every_way_to_pay_and_reads_what_became_of_it(string way)
    {
        var story = PurchaseStory.All.Single(s => s.Name == way);
        var request = new JsonObject { ["intent"] = "NEW", ["agreementProposalIdentifier"] = await hall.ProposalAsync(story.Offer), ["requestedTerms"] = JsonNode.Parse(story.Terms) };

        var quote = await CallAsync(hall.Buyer, "create-agreement-request", request);
        var id = new JsonObject { ["agreementId"] = Text(await CallAsync(hall.Buyer, "accept-agreement-request", new JsonObject { ["agreementRequestId"] = Text(quote, "agreementRequestId") }), "agreementId") };
        var entitlement = await EntitlementAsync(hall.Buyer, id);

        Same(story.Bought, Seen(
            quote["chargeSummary"]!, await CallAsync(hall.Buyer, "describe-agreement", id), await CallAsync(hall.Buyer, "get-agreement-terms", id), entitlement, await CallAsync(hall.Buyer, "list-agreement-charges", id)));
    }

    [Fact]
    public async Task StorefrontH5_M40_boto3_finds_an_offer_buys_in_every_way_to_pay_and_pages_what_became_of_it()
    {
        var seen = (await hall.BotoAsync()).GetProperty("purchases");

        Assert.All(PurchaseStory.All, story =>
        {
            var one = seen.GetProperty(story.Name);
            Same(story.Sold, JsonNode.Parse(one.GetProperty("sold").GetRawText())!);
            Same(story.Bought, JsonNode.Parse(one.GetProperty("bought").GetRawText())!);
            Assert.Equal("1 1", one.GetProperty("found").GetString());
        });
    }

    [Fact]
    public async Task StorefrontH6_The_CLI_gets_the_same_quote_for_the_same_token_and_one_agreement_for_two_acceptances()
    {
        var (request, changed) = (await hall.ContractAsync(3), await hall.ContractAsync(4));
        request["clientToken"] = "the-same-token";
        changed["clientToken"] = "the-same-token";

        var first = Text(await CallAsync(hall.Buyer, "create-agreement-request", request), "agreementRequestId");
        Assert.Equal(first, Text(await CallAsync(hall.Buyer, "create-agreement-request", request), "agreementRequestId"));
        Assert.Equal("ConflictException", (await RunAsync(hall.Buyer, "create-agreement-request", changed)).ErrorName);
        var accept = new JsonObject { ["agreementRequestId"] = first };
        Assert.Equal(Text(await CallAsync(hall.Buyer, "accept-agreement-request", accept), "agreementId"), Text(await CallAsync(hall.Buyer, "accept-agreement-request", accept), "agreementId"));
    }

    [Fact]
    public async Task StorefrontH6_boto3_gets_the_same_quote_for_the_same_token_and_one_agreement_for_two_acceptances() =>
        Same("""{"quotes":1,"changed":["ConflictException",null,"AgreementRequest",0],"agreements":1}""", JsonNode.Parse((await hall.BotoAsync()).GetProperty("again").GetRawText())!);

    [Fact]
    public async Task StorefrontH7_M16_M17_M41_The_CLI_is_refused_what_is_not_approved_and_never_cut_off_from_what_is_in_use()
    {
        var (contract, usage) = (await hall.ContractAsync(1, buyer: hall.Governed), await hall.PlainAsync("offer-b", "usage", "legal"));
        var refused = await RunAsync(hall.Governed, "create-agreement-request", contract);
        Assert.Equal("AccessDeniedException", refused.ErrorName);
        Assert.All([HallWorld.A, hall.World.AtRoot, "DENIED_BY_PRIVATE_MARKETPLACE_POLICY", "\"Root tools\"", "create a product request"], part => Assert.Contains(part, refused.ErrorText, StringComparison.Ordinal));

        await ChangeAsync("AllowProductProcurement", new { Products = new[] { new { Ids = new[] { HallWorld.A, HallWorld.B } } } });
        var quote = new JsonObject { ["agreementRequestId"] = Text(await CallAsync(hall.Governed, "create-agreement-request", contract), "agreementRequestId") };
        var id = new JsonObject { ["agreementId"] = Text(await CallAsync(hall.Governed, "accept-agreement-request", new JsonObject { ["agreementRequestId"] = Text(await CallAsync(hall.Governed, "create-agreement-request", usage), "agreementRequestId") }), "agreementId") };
        await ChangeAsync("RemoveProductProcurement", new { Products = new[] { new { Ids = new[] { HallWorld.A, HallWorld.B } } } });

        var late = await RunAsync(hall.Governed, "accept-agreement-request", quote);
        Assert.Equal("AccessDeniedException", late.ErrorName);
        Assert.Contains("DENIED_BY_PRIVATE_MARKETPLACE_POLICY", late.ErrorText, StringComparison.Ordinal);
        Assert.Equal("ACTIVE", Text(await CallAsync(hall.Governed, "describe-agreement", id), "status"));
        await ChangeAsync("UpdateExperience", new { Status = "Disabled" });
        await CallAsync(hall.Governed, "accept-agreement-request", quote);
        await ChangeAsync("UpdateExperience", new { Status = "Enabled" });
        Assert.Equal("ACTIVE", Text(await CallAsync(hall.Governed, "describe-agreement", id), "status"));
        Assert.Equal("AccessDeniedException", (await RunAsync(hall.Governed, "create-agreement-request", contract)).ErrorName);
        (await RunAsync(hall.Governed, "cancel-agreement", id)).Ok();
        Assert.Equal("CANCELLED", Text(await CallAsync(hall.Governed, "describe-agreement", id), "status"));
    }

    [Fact]
    public async Task StorefrontH7_M41_boto3_sees_the_reason_at_the_quote_and_at_the_acceptance_buys_once_it_is_approved_and_always_reads_and_cancels() => Same(
        """
        {"refused":["AccessDeniedException","DENIED_BY_PRIVATE_MARKETPLACE_POLICY",null,0],"byClass":true,"approved":"120.00","late":["AccessDeniedException","DENIED_BY_PRIVATE_MARKETPLACE_POLICY",null,0],
         "inUse":"ACTIVE","cancelled":"CANCELLED"}
        """,
        JsonNode.Parse((await hall.BotoAsync()).GetProperty("gate").GetRawText())!);

    [Fact]
    public async Task StorefrontH9_M40_The_CLI_cancels_and_cancels_again_and_the_entitlement_is_gone()
    {
        var id = new JsonObject { ["agreementId"] = await hall.BuyAsync(hall.Buyer, await hall.ContractAsync(1)) };
        await EntitlementAsync(hall.Buyer, id);

        for (var time = 0; time < 2; time++)
        {
            (await RunAsync(hall.Buyer, "cancel-agreement", id)).Ok();
            Assert.Equal("CANCELLED", Text(await CallAsync(hall.Buyer, "describe-agreement", id), "status"));
            Same("""["DEPROVISIONED","AGREEMENT_INACTIVE",false]""", await EntitlementAsync(hall.Buyer, id));
        }
    }

    [Fact]
    public async Task StorefrontH9_M40_boto3_cancels_and_cancels_again_and_the_entitlement_is_gone() => Same(
        """[["CANCELLED",["DEPROVISIONED","AGREEMENT_INACTIVE",false]],["CANCELLED",["DEPROVISIONED","AGREEMENT_INACTIVE",false]]]""",
        JsonNode.Parse((await hall.BotoAsync()).GetProperty("cancelled").GetRawText())!);

    /// <summary>The quote, the agreement, its terms, entitlement and charges, in the one form that both clients are brought to.</summary>
    private static JsonObject Seen(JsonNode summary, JsonNode agreement, JsonNode terms, JsonNode entitlement, JsonNode charges) => new()
    {
        ["value"] = Text(summary, "newAgreementValue"),
        ["currency"] = (string?)summary["currencyCode"],
        ["expected"] = Each(summary["expectedCharges"], c => new JsonArray(Text(c, "timing"), (string?)c["amount"])),
        ["items"] = Each(summary["itemizedCharges"], i => new JsonArray(Text(i, "dimensionKey"), (int)i["newQuantity"]!, (int)i["oldQuantity"]!, Text(i, "incrementalChargeAmount"))),
        ["status"] = Text(agreement, "status"),
        ["type"] = Text(agreement["proposalSummary"]!["resources"]![0]!, "type"),
        ["ends"] = agreement["endTime"] is not null,
        ["agreed"] = Text(agreement["estimatedCharges"]!, "agreementValue"),
        ["accepted"] = Each(terms["acceptedTerms"], t => t.AsObject().Single().Key),
        ["entitlement"] = entitlement,
        ["charges"] = Each(charges["items"], c => (string?)c["amount"]),
    };

    private static JsonArray Each(JsonNode? list, Func<JsonNode, JsonNode?> part) => [.. (list?.AsArray() ?? []).Select(item => part(item!))];

    private static void Same(string expected, JsonNode seen) => Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(Plain), seen.ToJsonString(Plain));

    private static string Text(JsonNode node, string member) => (string)node[member]!;

    /// <summary>The entitlement once it is no longer pending: its status, the reason, whether there is a token to register with.</summary>
    private async Task<JsonArray> EntitlementAsync(HallCaller caller, JsonObject id)
    {
        while (true)
        {
            var entitlement = (await CallAsync(caller, "get-agreement-entitlements", id))["agreementEntitlements"]![0]!;
            if (Text(entitlement, "status") != "PENDING") return [Text(entitlement, "status"), Text(entitlement, "statusReasonCode"), entitlement["registrationToken"] is not null];
        }
    }

    private async Task ChangeAsync(string type, object details)
    {
        var set = await hall.Administrator.RunAsync(HallCaller.Change(type, hall.Experience, details));
        Assert.True((string)set["Status"]! == "SUCCEEDED", set.ToJsonString());
    }

    private async Task<JsonNode> CallAsync(HallCaller caller, string operation, JsonNode input) => JsonNode.Parse((await RunAsync(caller, operation, input)).Ok().Output)!;

    private Task<CliOutcome> RunAsync(HallCaller caller, string operation, JsonNode input) =>
        new MarketplaceCli(hall.Hall, caller).RunAsync($"marketplace-agreement {operation} --cli-input-json", input.ToJsonString());
}
