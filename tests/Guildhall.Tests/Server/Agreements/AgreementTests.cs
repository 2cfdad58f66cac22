using System.Net;
using System.Text.Json.Nodes;
using Guildhall.Tests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Agreements;

/// <summary>Buying, reading and cancelling over the wire. storefront-and-procurement.md B.4 to B.10.</summary>
public abstract class AgreementTests(PostgresDatabase? postgres) : AgreementHall(postgres)
{
    [Fact]
    public async Task StorefrontH5_A_contract_is_quoted_accepted_described_and_charged()
    {
        var quote = await OkAsync(Buyer, "CreateAgreementRequest", await ContractAsync(10, "off"));
        var summary = quote["chargeSummary"]!;
        Assert.Equal(("USD", "1200.00", "ON_ACCEPTANCE"), (Text(summary, "currencyCode"), Text(summary, "newAgreementValue"), Text(summary["expectedCharges"]![0]!, "timing")));
        Assert.Equal(Text(summary["expectedCharges"]![0]!, "id"), Text(summary["itemizedCharges"]![0]!, "chargeReference"));

        var charge = Text(summary["expectedCharges"]![0]!, "id");
        var order = new[] { new { chargeId = charge, purchaseOrderReference = "PO-2026-0042" } };
        var id = Text(await OkAsync(Buyer, "AcceptAgreementRequest", new { agreementRequestId = Text(quote, "agreementRequestId"), purchaseOrders = order }), "agreementId");
        var described = await OkAsync(Buyer, "DescribeAgreement", new { agreementId = id });
        Assert.Equal(
            ("ACTIVE", "PurchaseAgreement", World.Developer, World.Standalone, "1200.00", HallWorld.A, "SaaSProduct", "offer-a"),
            (Text(described, "status"), Text(described, "agreementType"), Text(described["acceptor"]!, "accountId"), Text(described["proposer"]!, "accountId"), Text(described["estimatedCharges"]!, "agreementValue"),
                Text(described["proposalSummary"]!["resources"]![0]!, "id"), Text(described["proposalSummary"]!["resources"]![0]!, "type"), Text(described["proposalSummary"]!, "offerId")));
        Assert.InRange((described["endTime"]!.GetValue<double>() - described["startTime"]!.GetValue<double>()) / 86_400, 364, 367);
        var terms = (await OkAsync(Buyer, "GetAgreementTerms", new { agreementId = id }))["acceptedTerms"]!.AsArray();
        Assert.Equal(["configurableUpfrontPricingTerm", "legalTerm", "supportTerm", "renewalTerm"], terms.Select(t => t!.AsObject().Single().Key));
        Assert.Equal(10, terms[0]!["configurableUpfrontPricingTerm"]!["configuration"]!["dimensions"]![0]!["dimensionValue"]!.GetValue<int>());
        var charges = (await OkAsync(Buyer, "ListAgreementCharges", new { agreementId = id }))["items"]!.AsArray();
        Assert.Equal((charge, "1200.00", "PO-2026-0042", 1), (Text(charges.Single()!, "id"), Text(charges[0]!, "amount"), Text(charges[0]!, "purchaseOrderReference"), charges[0]!["revision"]!.GetValue<int>()));
        await TurnAsync();
        var entitlement = (await OkAsync(Buyer, "GetAgreementEntitlements", new { agreementId = id }))["agreementEntitlements"]![0]!;
        Assert.Equal(("PROVISIONED", "AGREEMENT_ACTIVE"), (Text(entitlement, "status"), Text(entitlement, "statusReasonCode")));
        Assert.NotNull(entitlement["registrationToken"]);
        Assert.Null((await OkAsync(Administrator, "GetAgreementEntitlements", new { agreementId = id }))["agreementEntitlements"]![0]!["registrationToken"]);
    }

    [Theory]
    [InlineData("offer-b", "0", "BILLING_PERIOD", "usage", "legal")]
    [InlineData("offer-c", "0", "", "byol", "legal")]
    [InlineData("offer-d", "0", "BILLING_PERIOD", "trial", "usage", "legal")]
    [InlineData("offer-a-fixed", "1000", "SCHEDULED SCHEDULED", "fixed", "legal")]
    public async Task StorefrontH5_Each_way_to_pay_is_bought(string offer, string value, string timings, params string[] terms)
    {
        var request = await PlainAsync(offer, terms);
        var summary = (await OkAsync(Buyer, "CreateAgreementRequest", request))["chargeSummary"]!;
        Assert.Equal((value, timings), (Text(summary, "newAgreementValue"), string.Join(' ', summary["expectedCharges"]!.AsArray().Select(c => Text(c!, "timing")))));
        var id = await BuyAsync(Buyer, request);
        Assert.Equal("ACTIVE", Text(await OkAsync(Buyer, "DescribeAgreement", new { agreementId = id }), "status"));
    }

    [Fact]
    public async Task StorefrontH6_The_same_token_gives_the_same_quote_and_accepting_twice_the_same_agreement()
    {
        var request = await ContractAsync(3);
        request["clientToken"] = "token-1";
        var first = Text(await OkAsync(Buyer, "CreateAgreementRequest", request), "agreementRequestId");
        Assert.Equal(first, Text(await OkAsync(Buyer, "CreateAgreementRequest", request), "agreementRequestId"));
        var changed = await ContractAsync(4);
        changed["clientToken"] = "token-1";
        Refused(await CallAsync(Buyer, "CreateAgreementRequest", changed), "ConflictException", resourceType: "AgreementRequest");
        Assert.NotEqual(first, Text(await OkAsync(Other, "CreateAgreementRequest", request), "agreementRequestId"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OkAsync(Buyer, "AcceptAgreementRequest", new { agreementRequestId = first })));
        Assert.Single(answers.Select(a => Text(a, "agreementId")).Distinct());
        Assert.Single((await OkAsync(Buyer, "SearchAgreements", new { }))["agreementViewSummaries"]!.AsArray());
    }

    [Fact]
    public async Task StorefrontH7_What_is_not_approved_is_refused_at_quote_and_again_at_acceptance_and_never_when_cancelled_or_read()
    {
        var experience = await Administrator.ExperienceAsync("Engineering tools", [World.Engineering], []);
        var refused = Refused(await CallAsync(Buyer, "CreateAgreementRequest", await ContractAsync(1)), "AccessDeniedException", "DENIED_BY_PRIVATE_MARKETPLACE_POLICY");
        Assert.All([HallWorld.A, World.Developer, "Engineering tools", "DENIED_BY_PRIVATE_MARKETPLACE_POLICY", "product request"], part => Assert.Contains(part, Text(refused, "message"), StringComparison.Ordinal));

        await AllowAsync(experience, HallWorld.A, HallWorld.B);
        var id = await BuyAsync(Buyer, await PlainAsync("offer-b", "usage", "legal"));
        var quote = Text(await OkAsync(Buyer, "CreateAgreementRequest", await ContractAsync(1)), "agreementRequestId");
        await DenyAsync(experience, HallWorld.A, HallWorld.B);
        Refused(await CallAsync(Buyer, "AcceptAgreementRequest", new { agreementRequestId = quote }), "AccessDeniedException", "DENIED_BY_PRIVATE_MARKETPLACE_POLICY");
        Assert.Equal("ACTIVE", Text(await OkAsync(Buyer, "DescribeAgreement", new { agreementId = id }), "status"));
        await OkAsync(Buyer, "CancelAgreement", new { agreementId = id });

        await AllowAsync(experience, HallWorld.A);
        await OkAsync(Buyer, "AcceptAgreementRequest", new { agreementRequestId = quote });
        await using var db = Hall.Guildhall.Database.Open();
        var refusals = await db.Audit.Where(a => a.Record.Contains("DENIED_BY_PRIVATE_MARKETPLACE_POLICY")).OrderBy(a => a.Sequence).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["CreateAgreementRequest", "AcceptAgreementRequest"], refusals.Select(a => a.EventName));
        Assert.All(refusals, a => Assert.All([experience, HallWorld.A, Buyer.Account], part => Assert.Contains(part, a.Record, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task StorefrontH9_A_cancelled_agreement_stays_cancelled_and_its_entitlement_goes()
    {
        var id = await BuyAsync(Buyer, await PlainAsync("offer-b", "usage", "legal"));
        await TurnAsync();
        Assert.Equal("{}", (await CallAsync(Buyer, "CancelAgreement", new { agreementId = id })).Body);
        Assert.Equal("CANCELLED", Text(await OkAsync(Buyer, "DescribeAgreement", new { agreementId = id }), "status"));
        var entitlement = (await OkAsync(Buyer, "GetAgreementEntitlements", new { agreementId = id }))["agreementEntitlements"]![0]!;
        Assert.Equal(("DEPROVISIONED", "AGREEMENT_INACTIVE"), (Text(entitlement, "status"), Text(entitlement, "statusReasonCode")));
        await OkAsync(Buyer, "CancelAgreement", new { agreementId = id });
        await BuyAsync(Buyer, await PlainAsync("offer-b", "usage", "legal"));
    }

    [Fact]
    public async Task B9_A_contract_is_cancelled_within_the_window_alone()
    {
        var (early, late) = (await BuyAsync(Buyer, await ContractAsync(1)), await BuyAsync(Buyer, await ContractAsync(1)));
        await AheadAsync(TimeSpan.FromHours(47));
        await OkAsync(Buyer, "CancelAgreement", new { agreementId = early });
        await AheadAsync(TimeSpan.FromHours(2));
        Refused(await CallAsync(Buyer, "CancelAgreement", new { agreementId = late }), "ValidationException", "UNSUPPORTED_ACTION");
    }

    [Fact]
    public async Task B4_What_is_not_prepaid_is_bought_once_at_a_time_and_a_trial_once()
    {
        var usage = await BuyAsync(Buyer, await PlainAsync("offer-b", "usage", "legal"));
        var again = Refused(await CallAsync(Buyer, "CreateAgreementRequest", await PlainAsync("offer-b", "usage", "legal")), "ConflictException", resourceType: "Agreement");
        Assert.Equal(usage, Text(again, "resourceId"));
        var trial = await BuyAsync(Buyer, await PlainAsync("offer-d", "trial", "usage", "legal"));
        await OkAsync(Buyer, "CancelAgreement", new { agreementId = trial });
        Refused(await CallAsync(Buyer, "CreateAgreementRequest", await PlainAsync("offer-d", "trial", "usage", "legal")), "ConflictException", resourceType: "Agreement");
        await BuyAsync(Buyer, await PlainAsync("offer-d", "usage", "legal"));
        Assert.NotEqual(await BuyAsync(Buyer, await ContractAsync(1)), await BuyAsync(Buyer, await ContractAsync(1)));
    }

    [Fact]
    public async Task B4_Two_quotes_of_one_usage_offer_do_not_both_become_agreements()
    {
        var request = await PlainAsync("offer-b", "usage", "legal");
        var quotes = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ => Text(await OkAsync(Buyer, "CreateAgreementRequest", request), "agreementRequestId")));
        var answers = await Task.WhenAll(quotes.Select(q => CallAsync(Buyer, "AcceptAgreementRequest", new { agreementRequestId = q })));
        Assert.Equal(1, answers.Count(a => a.Status == HttpStatusCode.OK));
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.OK), a => Refused(a, "ConflictException", resourceType: "Agreement"));
    }

    [Fact]
    public async Task B4_A_hundred_quotes_are_open_at_most()
    {
        var request = await ContractAsync(1);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => OkAsync(Buyer, "CreateAgreementRequest", request)));
        Refused(await CallAsync(Buyer, "CreateAgreementRequest", request), "ServiceQuotaExceededException", resourceType: "AgreementRequest");
        await OkAsync(Other, "CreateAgreementRequest", request);
        await AheadAsync(TimeSpan.FromHours(25));
        await OkAsync(Buyer, "CreateAgreementRequest", request);
    }

    [Fact]
    public async Task B4_A_proposal_that_is_unknown_invisible_expired_or_changed_is_refused()
    {
        var request = await PlainAsync("offer-p", "usage", "legal");
        var (hidden, absent) = (await CallAsync(Other, "CreateAgreementRequest", request), await CallAsync(Other, "CreateAgreementRequest", With(request, "agreementProposalIdentifier", "ap-aaaaaaaaaaaaaaaaaaaaaaaaaa")));
        Refused(hidden, "ResourceNotFoundException", resourceType: "AgreementProposal");
        Assert.Equal(Plain(absent, "ap-aaaaaaaaaaaaaaaaaaaaaaaaaa"), Plain(hidden, request["agreementProposalIdentifier"]!.GetValue<string>()));
        await BuyAsync(Buyer, request);
        Refused(await CallAsync(Buyer, "CreateAgreementRequest", await PlainAsync("offer-gone", "usage", "legal")), "ValidationException", "EXPIRED_AGREEMENT_PROPOSAL");

        var stale = await PlainAsync("offer-b", "usage", "legal");
        await ImportAsync("""{"kind":"header","format":"guildhall-catalog/1","source":"sale","mode":"merge"}""" + "\n"
            + Offer("offer-b", HallWorld.B, """{"type":"UsageBasedPricingTerm","id":"usage","currencyCode":"USD","rateCards":[{"prices":{"calls":"0.20"}}]},{"type":"LegalTerm","id":"legal","documents":[{"type":"StandardEula","url":"https://legal.example.com/eula"}]}"""));
        Refused(await CallAsync(Buyer, "CreateAgreementRequest", stale), "ValidationException", "SUPERSEDED_AGREEMENT_PROPOSAL");
    }

    [Fact]
    public async Task B5_A_quote_is_anothers_or_over_after_a_day()
    {
        var quote = Text(await OkAsync(Buyer, "CreateAgreementRequest", await ContractAsync(1)), "agreementRequestId");
        var (foreign, absent) = (await CallAsync(Other, "AcceptAgreementRequest", new { agreementRequestId = quote }), await CallAsync(Other, "AcceptAgreementRequest", new { agreementRequestId = "ar-aaaaaaaaaaaaa" }));
        Refused(foreign, "ResourceNotFoundException", resourceType: "AgreementRequest");
        Assert.Equal(Plain(absent, "ar-aaaaaaaaaaaaa"), Plain(foreign, quote));
        await AheadAsync(TimeSpan.FromHours(24));
        Refused(await CallAsync(Buyer, "AcceptAgreementRequest", new { agreementRequestId = quote }), "ValidationException", "INVALID_AGREEMENT_REQUEST_ID");
    }

    [Fact]
    public async Task B10_What_cannot_be_told_is_refused_and_a_suspended_account_buys_nothing()
    {
        await Administrator.ExperienceAsync("Everything", [World.OrganizationId], [HallWorld.A]);
        await Hall.SimulateAsync("CloseAccount", new { AccountId = World.Ledger });
        Clock.Ahead += TimeSpan.FromHours(2);
        var refused = Refused(await CallAsync(Buyer, "CreateAgreementRequest", await ContractAsync(1)), "AccessDeniedException", "DENIED_BY_PRIVATE_MARKETPLACE_POLICY");
        Assert.Contains("last read too long ago", Text(refused, "message"), StringComparison.Ordinal);
        await Hall.SyncAsync();
        await BuyAsync(Buyer, await ContractAsync(1));
        Refused(await CallAsync(Other, "CreateAgreementRequest", await ContractAsync(1)), "AccessDeniedException", "INVALID_ACCOUNT_STATE");
    }

    [Fact]
    public async Task B6_An_agreement_is_seen_by_its_parties_and_the_organization_alone()
    {
        var id = await BuyAsync(Buyer, await ContractAsync(1));
        var delegated = await Hall.DelegatedAdministratorAsync();
        foreach (var reader in new[] { Buyer, Seller, Administrator, delegated })
            Assert.Equal(id, Text(await OkAsync(reader, "DescribeAgreement", new { agreementId = id }), "agreementId"));
        foreach (var operation in new[] { "DescribeAgreement", "GetAgreementTerms", "GetAgreementEntitlements", "CancelAgreement" })
        {
            var (foreign, absent) = (await CallAsync(Other, operation, new { agreementId = id }), await CallAsync(Other, operation, new { agreementId = "agmt-aaaaaaaaaaaaa" }));
            Refused(foreign, "ResourceNotFoundException", resourceType: "Agreement");
            Assert.Equal(Plain(absent, "agmt-aaaaaaaaaaaaa"), Plain(foreign, id));
        }

        Assert.Equal("""{"items":[]}""", (await CallAsync(Other, "ListAgreementCharges", new { agreementId = id })).Body);
        Refused(await CallAsync(Administrator, "CancelAgreement", new { agreementId = id }), "ResourceNotFoundException", resourceType: "Agreement");
    }

    private async Task AllowAsync(string experience, params string[] products) => await ChangeAsync("AllowProductProcurement", experience, products);

    private async Task DenyAsync(string experience, params string[] products) => await ChangeAsync("DenyProductProcurement", experience, products);

    private async Task ChangeAsync(string type, string experience, string[] products)
    {
        var set = await Administrator.RunAsync(HallCaller.Change(type, experience, new { Products = new[] { new { Ids = products } } }));
        Assert.True(Text(set, "Status") == "SUCCEEDED", set.ToJsonString());
    }

    private static JsonObject With(JsonObject request, string member, string value)
    {
        var copy = request.DeepClone().AsObject();
        copy[member] = value;
        return copy;
    }

    /// <summary>An answer without the id that was asked for and its own.</summary>
    private static string Plain(HallAnswer answer, string id)
    {
        var json = answer.Json.AsObject();
        json.Remove("requestId");
        return answer.Status + json.ToJsonString().Replace(id, "ID", StringComparison.Ordinal);
    }
}

public sealed class AgreementOnSqliteTests() : AgreementTests(null);

[Trait("Ring", "Postgres")]
public sealed class AgreementOnPostgresTests(PostgresServer server) : AgreementTests(new PostgresDatabase(server));
