using System.Text.Json.Nodes;
using Guildhall.Domain;
using Guildhall.Domain.Changes;
using Guildhall.Tests.Server.Api;

namespace Guildhall.Tests.Server.Tenancy;

/// <summary>Calls of the AWS operations that name something, by what they name. Whoever adds an operation adds its call, or a test fails.</summary>
/// <param name="Make">Method, address, target and body, from the caller's own things and those that are asked for.</param>
/// <param name="Tells">Whether what is asked for makes a difference where it is the caller's own.</param>
internal sealed record TenancyCall(string Operation, string What, Func<TenantThings, TenantThings, (HttpMethod Method, string Path, string? Target, JsonNode Body)> Make, bool Tells = true)
{
    public async Task<HallAnswer> SendAsync(HallCaller caller, TenantThings own, TenantThings asked)
    {
        var (method, path, target, body) = Make(own, asked);
        var text = method == HttpMethod.Post ? body.ToJsonString() : "";
        return target is null ? await caller.SendAsync(method, path, text) : await caller.TargetAsync(target, text, "application/x-amz-json-1.1");
    }

    public override string ToString() => $"{Operation} {What}";
}

/// <summary>All of them.</summary>
internal static class TenancyCalls
{
    private const string Agreement = "AWSMPCommerceService_v20200301.", Entitlement = "AWSMPEntitlementService.", Metering = "AWSMPMeteringService.";

    private static readonly (string Kind, string Type)[] Entities = [("experiences", "Experience"), ("requests", "ProductProcurementRequest"), ("products", "SaaSProduct"), ("offers", "Offer"), ("sets", "OfferSet"), ("listings", "Listing")];

    /// <summary>Operations that name nothing of anybody: one tells who asks, the others are switched off for all (decisions.md 21).</summary>
    public static IReadOnlyList<string> NameNothing { get; } = ["GetCallerIdentity", "BatchMeterUsage", "MeterUsage", "RegisterUsage", .. Guildhall.Server.Api.Agreement.SellersSide.Names];

    public static IReadOnlyList<TenancyCall> All { get; } = [.. AboutOne(), .. ChangeTypes.All.Where(t => !t.Creates).Select(Change), .. Details(), .. Lists(), .. Agreements(), .. Products()];

    /// <summary>A quote of the offer that is for the organization alone.</summary>
    public static JsonObject Quote(TenantThings asked) => new()
    {
        ["intent"] = "NEW",
        ["agreementProposalIdentifier"] = asked["proposals"],
        ["requestedTerms"] = Terms(2),
    };

    private static JsonArray Terms(int users)
    {
        var dimensions = new JsonArray(new JsonObject { ["dimensionKey"] = "users", ["dimensionValue"] = users });
        var chosen = new JsonObject { ["configurableUpfrontPricingTermConfiguration"] = new JsonObject { ["selectorValue"] = "P12M", ["dimensions"] = dimensions } };
        return [new JsonObject { ["id"] = "contract", ["configuration"] = chosen }, new JsonObject { ["id"] = "legal" }];
    }

    /// <summary>Every operation of the Catalog and the Discovery API that names one thing, with each kind of thing.</summary>
    private static IEnumerable<TenancyCall> AboutOne() =>
        from sample in SampleCall.All.Values
        where sample.AboutOne
        from entity in Entities
        where entity.Kind is "experiences" or "requests" || sample.Make(new("", "", "")).Path.StartsWith("/2026", StringComparison.Ordinal) || sample.Operation.StartsWith("Describe", StringComparison.Ordinal)
        select new TenancyCall(sample.Operation, entity.Kind, (_, asked) =>
        {
            var arn = $"arn:aws:aws-marketplace:us-east-1:{asked["management"]}:AWSMarketplace/{entity.Type}/{asked[entity.Kind]}";
            var (method, path, body) = sample.Make(new SampleIds(asked[entity.Kind], arn, asked["change-sets"]));
            return (method, path, null, body.Length == 0 ? new JsonObject() : JsonNode.Parse(body)!);
        }, Tells: Tells(sample.Operation, entity.Kind));

    private static bool Tells(string operation, string kind) => operation switch
    {
        "GetListing" => kind == "listings",
        "GetProduct" or "ListFulfillmentOptions" => kind == "products",
        "GetOffer" or "GetOfferTerms" => kind == "offers",
        "GetOfferSet" => kind == "sets",
        "StartChangeSet" => kind == "experiences",
        "DescribeEntity" => kind is "experiences" or "requests",
        _ => kind is "experiences",
    };

    private static TenancyCall Change(ChangeType type) => new("StartChangeSet", type.Name, (_, asked) => Post("/StartChangeSet", SampleChange.Set(type.Name, $"{type.Target}", asked[type.Target == EntityType.Experience ? "experiences" : "requests"])), Tells: true);

    /// <summary>Changes of the own experience, and a request, whose details name things; looked at and not done, so that the second finds what the first found.</summary>
    private static IEnumerable<TenancyCall> Details()
    {
        yield return Detail("CreateProductProcurementRequest", "products", null, id => new JsonObject { ["Products"] = new JsonArray(new JsonObject { ["Id"] = id }), ["Reason"] = "Sample" });
        foreach (var type in new[] { "AllowProductProcurement", "DenyProductProcurement", "RemoveProductProcurement" })
            yield return Detail(type, "products", "experiences", id => new JsonObject { ["Products"] = new JsonArray(new JsonObject { ["Ids"] = new JsonArray(id) }) });
        yield return Detail("UnblockProductRequests", "products", "experiences", id => new JsonObject { ["Products"] = new JsonArray(new JsonObject { ["Id"] = id }) });
        foreach (var (type, kind) in from type in new[] { "AssociateAudience", "DisassociateAudience" } from kind in new[] { "tenant", "root", "units", "accounts", "management" } select (type, kind))
            yield return Detail(type, kind, "experiences", id => new JsonObject { ["Principals"] = new JsonArray(id) });
    }

    private static TenancyCall Detail(string type, string kind, string? entity, Func<string, JsonObject> details) => new("StartChangeSet", $"{type} of {kind}", (own, asked) =>
    {
        var set = SampleChange.Set(type, entity is null ? "ProductProcurementRequest" : "Experience", entity is null ? null : own[entity]);
        set["ChangeSet"]![0]!["DetailsDocument"] = details(asked[kind]);
        set["Intent"] = "VALIDATE";
        return Post("/StartChangeSet", set);
    }, Tells: false);

    /// <summary>Lists and searches, whose filters name things.</summary>
    private static IEnumerable<TenancyCall> Lists()
    {
        yield return List("ListChangeSets", "experiences", id => new() { ["FilterList"] = Filter("EntityId", id) });
        foreach (var (type, kind) in new[] { ("Experience", "experiences"), ("ProductProcurementRequest", "requests") })
            yield return List("ListEntities", kind, id => new() { ["EntityType"] = type, ["FilterList"] = Filter("EntityId", id) });
        yield return List("ListEntities", "products", id => Typed("SaaSProduct", "EntityId", id), tells: false);
        yield return List("ListEntities", "offers", id => Typed("Offer", "EntityId", id), tells: false);
        yield return List("ListEntities", "products of offers", id => Typed("Offer", "ProductId", id), "products", tells: false);
        yield return List("ListEntities", "sets", id => Typed("OfferSet", "EntityId", id), tells: false);
        foreach (var operation in new[] { "SearchListings", "SearchFacets" })
        {
            yield return Discover(operation, "codes", id => new() { ["searchText"] = id });
            yield return Discover(operation, "sellers", id => new() { ["filters"] = Discovered("PUBLISHER", id) });
        }

        yield return Discover("ListPurchaseOptions", "products", id => new() { ["filters"] = Discovered("PRODUCT_ID", id) });
        yield return Discover("ListPurchaseOptions", "sellers", id => new() { ["filters"] = new JsonArray([.. Discovered("VISIBILITY_SCOPE", "PRIVATE").Concat(Discovered("SELLER_OF_RECORD_PROFILE_ID", id)).Select(f => f!.DeepClone())]) });
    }

    private static IEnumerable<TenancyCall> Agreements()
    {
        string[] plain = ["DescribeAgreement", "GetAgreementTerms", "GetAgreementEntitlements", "ListAgreementCharges", "ListAgreementCancellationRequests", "ListAgreementPaymentRequests", "AcceptAgreementRequest", "UpdatePurchaseOrders",
            .. from verb in new[] { "Get", "Accept", "Reject" } from asked in new[] { "AgreementCancellationRequest", "AgreementPaymentRequest" } select verb + asked];
        foreach (var operation in plain) yield return Agree(operation, "", (_, asked) => About(asked), tells: !operation.EndsWith("Requests", StringComparison.Ordinal));
        yield return Agree("AcceptAgreementRequest", "of own quote, charge of others", (own, asked) => With(About(asked), "agreementRequestId", own["quotes"]), tells: false);
        yield return Agree("UpdatePurchaseOrders", "of own agreement, charge of others", (own, asked) => With(About(asked), "agreementId", own["agreements"]), tells: false);
        yield return Agree("CreateAgreementRequest", "proposals", (_, asked) => Quote(asked));
        yield return Agree("CreateAgreementRequest", "amended agreements", (_, asked) => new() { ["intent"] = "AMEND", ["sourceAgreementIdentifier"] = asked["agreements"], ["requestedTerms"] = Terms(3) });
        yield return Agree("CreateAgreementRequest", "replaced agreements", (own, asked) => With(With(Quote(own), "intent", "REPLACE"), "sourceAgreementIdentifier", asked["agreements"]));
        foreach (var (filter, kind) in new[] { ("ResourceIdentifier", "products"), ("OfferId", "offers"), ("OfferSetId", "sets"), ("AcceptorAccountId", "buyers") })
        {
            foreach (var party in new[] { "Acceptor", "Proposer" })
                yield return Agree("SearchAgreements", $"{kind} as {party}", (_, asked) => new() { ["filters"] = new JsonArray(Named("PartyType", party), Named(filter, asked[kind])) }, tells: party == "Acceptor" && kind is "products" or "offers");
        }

        yield return Agree("CancelAgreement", "", (_, asked) => About(asked));
    }

    /// <summary>What an in-house product's software asks.</summary>
    private static IEnumerable<TenancyCall> Products()
    {
        yield return Target("GetEntitlements", "codes", Entitlement, (_, asked) => new() { ["ProductCode"] = asked["codes"] });
        foreach (var (filter, kind) in new[] { ("CUSTOMER_AWS_ACCOUNT_ID", "buyers"), ("LICENSE_ARN", "licenses") })
            yield return Target("GetEntitlements", kind, Entitlement, (own, asked) => new() { ["ProductCode"] = own["codes"], ["Filter"] = new JsonObject { [filter] = new JsonArray(asked[kind]) } });
        yield return Target("ResolveCustomer", "registration", Metering, (_, asked) => new() { ["RegistrationToken"] = asked["registration"] });
    }

    private static JsonObject About(TenantThings asked) => new()
    {
        ["agreementId"] = asked["agreements"],
        ["agreementRequestId"] = asked["quotes"],
        ["agreementCancellationRequestId"] = "acr-1",
        ["paymentRequestId"] = "pr-1",
        ["rejectionReason"] = "No",
        ["partyType"] = "Acceptor",
        ["purchaseOrders"] = new JsonArray(new JsonObject { ["chargeId"] = asked["charges"], ["chargeRevision"] = 1, ["agreementId"] = asked["agreements"], ["purchaseOrderReference"] = "PO-1" }),
    };

    private static JsonObject With(JsonObject input, string member, string value)
    {
        input[member] = value;
        return input;
    }

    private static TenancyCall Agree(string operation, string what, Func<TenantThings, TenantThings, JsonObject> input, bool tells = true) => Target(operation, what, Agreement, input, tells);

    private static TenancyCall Target(string operation, string what, string service, Func<TenantThings, TenantThings, JsonObject> input, bool tells = true) =>
        new(operation, what, (own, asked) => (HttpMethod.Post, "/", service + operation, input(own, asked)), tells);

    private static TenancyCall List(string operation, string what, Func<string, JsonObject> input, string? kind = null, bool tells = true) => new(operation, what, (_, asked) =>
    {
        var body = input(asked[kind ?? what]);
        body["Catalog"] = "AWSMarketplace";
        return Post("/" + operation, body);
    }, tells);

    private static TenancyCall Discover(string operation, string kind, Func<string, JsonObject> input) =>
        new(operation, kind, (_, asked) => Post($"/2026-02-05/{char.ToLowerInvariant(operation[0])}{operation[1..]}", input(asked[kind])));

    private static (HttpMethod, string, string?, JsonNode) Post(string path, JsonObject body) => (HttpMethod.Post, path, null, body);

    private static JsonArray Filter(string name, string value) => [new JsonObject { ["Name"] = name, ["ValueList"] = new JsonArray(value) }];

    private static JsonArray Discovered(string type, string value) => [new JsonObject { ["filterType"] = type, ["filterValues"] = new JsonArray(value) }];

    private static JsonObject Named(string name, string value) => new() { ["name"] = name, ["values"] = new JsonArray(value) };

    private static JsonObject Typed(string type, string filter, string id) => new()
    {
        ["EntityType"] = type,
        ["EntityTypeFilters"] = new JsonObject { [type + "Filters"] = new JsonObject { [filter] = new JsonObject { ["ValueList"] = new JsonArray(id) } } },
    };
}
