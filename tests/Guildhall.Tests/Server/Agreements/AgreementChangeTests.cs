using System.Text.Json.Nodes;
using Guildhall.Tests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Agreements;

/// <summary>Amendments, replacements, purchase orders, and what the clock does. storefront-and-procurement.md B.4 to B.8; private-marketplace.md 5.3.</summary>
public abstract class AgreementChangeTests(PostgresDatabase? postgres) : AgreementHall(postgres)
{
    [Fact]
    public async Task B8_An_amendment_keeps_the_id_and_pays_what_is_added()
    {
        var id = await BuyAsync(Buyer, await ContractAsync(10));
        var quote = await OkAsync(Buyer, "CreateAgreementRequest", await AmendAsync(id, 12));
        Assert.Equal("1440.00", Text(quote["chargeSummary"]!, "newAgreementValue"));
        var item = quote["chargeSummary"]!["itemizedCharges"]![0]!;
        Assert.Equal((12, 10, "240.00"), (item["newQuantity"]!.GetValue<int>(), item["oldQuantity"]!.GetValue<int>(), Text(item, "incrementalChargeAmount")));
        var stale = Text(await OkAsync(Buyer, "CreateAgreementRequest", await AmendAsync(id, 11)), "agreementRequestId");
        Assert.Equal(id, Text(await OkAsync(Buyer, "AcceptAgreementRequest", new { agreementRequestId = Text(quote, "agreementRequestId") }), "agreementId"));
        Refused(await CallAsync(Buyer, "AcceptAgreementRequest", new { agreementRequestId = stale }), "ConflictException", resourceType: "Agreement");
        Assert.Equal("1440.00", Text((await OkAsync(Buyer, "DescribeAgreement", new { agreementId = id }))["estimatedCharges"]!, "agreementValue"));
        Assert.Equal(["1200.00", "240.00"], (await OkAsync(Buyer, "ListAgreementCharges", new { agreementId = id }))["items"]!.AsArray().Select(c => Text(c!, "amount")));
    }

    [Fact]
    public async Task B10_An_amendment_is_refused_when_it_adds_what_is_not_approved_and_only_then()
    {
        var id = await BuyAsync(Buyer, await ContractAsync(10, "on"));
        await Administrator.ExperienceAsync("Engineering tools", [World.Engineering], []);
        Refused(await CallAsync(Buyer, "CreateAgreementRequest", await AmendAsync(id, 11)), "AccessDeniedException", "DENIED_BY_PRIVATE_MARKETPLACE_POLICY");
        await BuyAsync(Buyer, await AmendAsync(id, 9));
        await BuyAsync(Buyer, Renewal(id, on: false));
        Refused(await CallAsync(Buyer, "CreateAgreementRequest", Renewal(id, on: true)), "AccessDeniedException", "DENIED_BY_PRIVATE_MARKETPLACE_POLICY");
    }

    [Fact]
    public async Task B8_A_replacement_ends_one_agreement_and_begins_another()
    {
        var old = await BuyAsync(Buyer, await ContractAsync(1));
        var request = await PlainAsync("offer-a-fixed", "fixed", "legal");
        (request["intent"], request["sourceAgreementIdentifier"]) = ("REPLACE", old);
        var id = await BuyAsync(Buyer, request);
        Assert.Equal(("REPLACED", "ACTIVE"), (await StatusAsync(old), await StatusAsync(id)));
        Refused(await CallAsync(Buyer, "CreateAgreementRequest", request), "ValidationException", "INACTIVE_AGREEMENT");
        var other = await PlainAsync("offer-b", "usage", "legal");
        (other["intent"], other["sourceAgreementIdentifier"]) = ("REPLACE", id);
        Refused(await CallAsync(Buyer, "CreateAgreementRequest", other), "ValidationException", "INVALID_SOURCE_AGREEMENT_IDENTIFIER");
        Refused(await CallAsync(Other, "CreateAgreementRequest", other), "ResourceNotFoundException", resourceType: "Agreement");
    }

    [Fact]
    public async Task B6_Purchase_orders_are_set_all_or_none_and_not_on_what_was_read_before()
    {
        var id = await BuyAsync(Buyer, await PlainAsync("offer-a-fixed", "fixed", "legal"));
        string[] charges = [.. (await OkAsync(Buyer, "ListAgreementCharges", new { agreementId = id }))["items"]!.AsArray().Select(c => Text(c!, "id"))];
        Assert.Equal("{}", (await CallAsync(Buyer, "UpdatePurchaseOrders", Orders((charges[0], 1, "PO-1"), (charges[1], 1, "PO-2")))).Body);
        Refused(await CallAsync(Buyer, "UpdatePurchaseOrders", Orders((charges[0], 2, "PO-3"), (charges[1], 1, "PO-4"))), "ConflictException", resourceType: "Charge");
        Refused(await CallAsync(Other, "UpdatePurchaseOrders", Orders((charges[0], 2, "PO-5"))), "ResourceNotFoundException", resourceType: "Charge");
        var after = (await OkAsync(Buyer, "ListAgreementCharges", new { agreementId = id }))["items"]!.AsArray();
        Assert.Equal([("PO-1", 2), ("PO-2", 2)], after.Select(c => (Text(c!, "purchaseOrderReference"), c!["revision"]!.GetValue<int>())));
    }

    [Fact]
    public async Task B8_At_its_end_an_agreement_expires_or_renews_as_the_buyer_chose()
    {
        var (once, on) = (await BuyAsync(Buyer, await ContractAsync(1)), await BuyAsync(Buyer, await ContractAsync(2, "on")));
        await AheadAsync(TimeSpan.FromDays(300));
        Assert.Equal(("ACTIVE", "ACTIVE"), (await StatusAsync(once), await StatusAsync(on)));
        await AheadAsync(TimeSpan.FromDays(67));
        Assert.Equal(("EXPIRED", "RENEWED"), (await StatusAsync(once), await StatusAsync(on)));
        var next = Assert.Single((await OkAsync(Buyer, "SearchAgreements", Active))["agreementViewSummaries"]!.AsArray())!;
        Assert.Equal((await OkAsync(Buyer, "DescribeAgreement", new { agreementId = on }))["endTime"]!.GetValue<double>(), next["startTime"]!.GetValue<double>());
        Assert.Equal("240.00", Text((await OkAsync(Buyer, "ListAgreementCharges", new { agreementId = Text(next, "agreementId") }))["items"]![0]!, "amount"));
        Assert.Equal("PROVISIONED", Text((await OkAsync(Buyer, "GetAgreementEntitlements", new { agreementId = Text(next, "agreementId") }))["agreementEntitlements"]![0]!, "status"));
        Assert.Equal(["Agreement Created", "Agreement Created", "Agreement Expired", "Agreement Renewed"], (await EventsAsync()).Order());
    }

    [Fact]
    public async Task B8_A_product_that_is_no_longer_approved_is_warned_of_30_14_and_3_days_ahead_and_not_renewed()
    {
        var experience = await Administrator.ExperienceAsync("Engineering tools", [World.Engineering], [HallWorld.A]);
        var id = await BuyAsync(Buyer, await ContractAsync(1, "on"));
        await TurnAsync();
        await Administrator.RunAsync(HallCaller.Change("DenyProductProcurement", experience, new { Products = new[] { new { Ids = new[] { HallWorld.A } } } }));
        foreach (var days in new[] { 340, 5, 10, 5, 3 }) await AheadAsync(TimeSpan.FromDays(days));
        Assert.Equal(("ACTIVE", 3), (await StatusAsync(id), (await EventsAsync()).Count(e => e == "Agreement Renewal Blocked")));
        await AheadAsync(TimeSpan.FromDays(3));
        Assert.Equal("EXPIRED", await StatusAsync(id));
        Assert.Single(await EventsAsync(), e => e == "Agreement Expired");
    }

    [Fact]
    public async Task B8_A_renewal_waits_for_an_organization_that_cannot_be_told_and_a_day_at_most()
    {
        await Administrator.ExperienceAsync("Engineering tools", [World.Engineering], [HallWorld.A]);
        var id = await BuyAsync(Buyer, await ContractAsync(1, "on"));
        await TurnAsync();
        Clock.Ahead += TimeSpan.FromDays(366);
        await TurnAsync();
        Assert.Equal("ACTIVE", await StatusAsync(id));
        await AheadAsync(TimeSpan.FromHours(1));
        Assert.Equal("RENEWED", await StatusAsync(id));
    }

    [Fact]
    public async Task B8_A_notice_waits_for_an_organization_that_cannot_be_told_as_a_renewal_does()
    {
        await Administrator.ExperienceAsync("Engineering tools", [World.Engineering], [HallWorld.A]);
        await BuyAsync(Buyer, await ContractAsync(1, "on"));
        await TurnAsync();
        Clock.Ahead += TimeSpan.FromDays(340);
        await TurnAsync();
        Assert.DoesNotContain("Agreement Renewal Blocked", await EventsAsync());
        await AheadAsync(TimeSpan.FromHours(1));
        Assert.DoesNotContain("Agreement Renewal Blocked", await EventsAsync());
    }

    [Fact]
    public async Task B4_What_has_come_to_its_end_is_neither_amended_nor_replaced_while_its_renewal_waits()
    {
        await Administrator.ExperienceAsync("Engineering tools", [World.Engineering], [HallWorld.A]);
        var id = await BuyAsync(Buyer, await ContractAsync(2, "on"));
        await TurnAsync();
        Clock.Ahead += TimeSpan.FromDays(366);
        await TurnAsync();
        Refused(await CallAsync(Buyer, "CreateAgreementRequest", Renewal(id, on: false)), "ValidationException", "INACTIVE_AGREEMENT");
        Assert.Equal("ACTIVE", await StatusAsync(id));
    }

    [Fact]
    public async Task B5_What_is_renewed_and_told_is_so_once_however_many_turns_run_at_once()
    {
        await BuyAsync(Buyer, await ContractAsync(2, "on"));
        await TurnAsync();
        await PutAheadAsync(TimeSpan.FromDays(367));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TurnAsync()));
        Assert.Single(await EventsAsync(), e => e == "Agreement Renewed");
        await using var db = Hall.Guildhall.Database.Open();
        Assert.Equal(2, await db.Agreements.CountAsync(TestContext.Current.CancellationToken));
    }

    private static JsonObject Active => new() { ["filters"] = new JsonArray(new JsonObject { ["name"] = "PartyType", ["values"] = new JsonArray("Acceptor") }, new JsonObject { ["name"] = "Status", ["values"] = new JsonArray("ACTIVE") }) };

    private static JsonObject Orders(params (string Charge, int Revision, string Reference)[] orders) => new()
    {
        ["purchaseOrders"] = new JsonArray([.. orders.Select(o => (JsonNode)new JsonObject { ["chargeId"] = o.Charge, ["chargeRevision"] = o.Revision, ["purchaseOrderReference"] = o.Reference })]),
    };

    private async Task<JsonObject> AmendAsync(string agreement, int users)
    {
        var request = await ContractAsync(users);
        request.Remove("agreementProposalIdentifier");
        (request["intent"], request["sourceAgreementIdentifier"]) = ("AMEND", agreement);
        return request;
    }

    private static JsonObject Renewal(string agreement, bool on) => new()
    {
        ["intent"] = "AMEND",
        ["sourceAgreementIdentifier"] = agreement,
        ["requestedTerms"] = new JsonArray(new JsonObject { ["id"] = "renewal", ["configuration"] = new JsonObject { ["renewalTermConfiguration"] = new JsonObject { ["enableAutoRenew"] = on } } }),
    };

    private async Task<string> StatusAsync(string id) => Text(await OkAsync(Buyer, "DescribeAgreement", new { agreementId = id }), "status");

    private async Task<List<string>> EventsAsync()
    {
        await using var db = Hall.Guildhall.Database.Open();
        return await db.Events.Where(e => e.Type.StartsWith("Agreement")).OrderBy(e => e.Sequence).Select(e => e.Type).ToListAsync(TestContext.Current.CancellationToken);
    }
}

public sealed class AgreementChangeOnSqliteTests() : AgreementChangeTests(null);

[Trait("Ring", "Postgres")]
public sealed class AgreementChangeOnPostgresTests(PostgresServer server) : AgreementChangeTests(new PostgresDatabase(server));
