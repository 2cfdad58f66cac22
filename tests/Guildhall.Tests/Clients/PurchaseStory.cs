using Guildhall.Tests.Server;

namespace Guildhall.Tests.Clients;

/// <summary>A way to pay: what is asked for, and what becomes of it. storefront-and-procurement.md B.4 to B.6, H 5.</summary>
/// <param name="Terms">requestedTerms.</param>
/// <param name="Sold">What Discovery says: the pricing model and the terms of the offer.</param>
/// <param name="Bought">What the Agreement API says from the quote to the charges, in the form of <see cref="PurchaseClientTests"/> and agreements_with_boto3.py.</param>
public sealed record PurchaseStory(string Name, string Offer, string Product, string Terms, string Sold, string Bought)
{
    public static IReadOnlyList<PurchaseStory> All { get; } =
    [
        new(
            "contract",
            "offer-a",
            HallWorld.A,
            """[{"id":"contract","configuration":{"configurableUpfrontPricingTermConfiguration":{"selectorValue":"P12M","dimensions":[{"dimensionKey":"users","dimensionValue":10},{"dimensionKey":"hosts","dimensionValue":3}]}}},{"id":"legal"},{"id":"renewal","configuration":{"renewalTermConfiguration":{"enableAutoRenew":true}}}]""",
            """["CONTRACT",["configurableUpfrontPricingTerm","legalTerm","supportTerm","renewalTerm"]]""",
            """{"value":"1231.50","currency":"USD","expected":[["ON_ACCEPTANCE","1231.50"]],"items":[["users",10,0,"1200.00"],["hosts",3,0,"31.50"]],"status":"ACTIVE","type":"SaaSProduct","ends":true,"agreed":"1231.50","accepted":["configurableUpfrontPricingTerm","legalTerm","supportTerm","renewalTerm"],"entitlement":["PROVISIONED","AGREEMENT_ACTIVE",true],"charges":["1231.50"]}"""),
        new(
            "usage",
            "offer-b",
            HallWorld.B,
            """[{"id":"usage"},{"id":"legal"}]""",
            """["USAGE",["usageBasedPricingTerm","legalTerm"]]""",
            """{"value":"0","currency":"USD","expected":[["BILLING_PERIOD",null]],"items":[],"status":"ACTIVE","type":"SaaSProduct","ends":false,"agreed":"0","accepted":["usageBasedPricingTerm","legalTerm"],"entitlement":["PROVISIONED","AGREEMENT_ACTIVE",true],"charges":[null]}"""),
        new(
            "both",
            "offer-e",
            "prod-eeeeeeeeeeeee",
            """[{"id":"contract","configuration":{"configurableUpfrontPricingTermConfiguration":{"selectorValue":"P1M","dimensions":[{"dimensionKey":"seats","dimensionValue":3}]}}},{"id":"usage"},{"id":"legal"}]""",
            """["CONTRACT",["configurableUpfrontPricingTerm","usageBasedPricingTerm","legalTerm"]]""",
            """{"value":"0.30","currency":"USD","expected":[["ON_ACCEPTANCE","0.30"],["BILLING_PERIOD",null]],"items":[["seats",3,0,"0.30"]],"status":"ACTIVE","type":"SaaSProduct","ends":true,"agreed":"0.30","accepted":["configurableUpfrontPricingTerm","usageBasedPricingTerm","legalTerm"],"entitlement":["PROVISIONED","AGREEMENT_ACTIVE",true],"charges":["0.30",null]}"""),
        new(
            "free",
            "offer-g",
            "prod-ggggggggggggg",
            """[{"id":"usage"},{"id":"legal"}]""",
            """["FREE",["usageBasedPricingTerm","legalTerm"]]""",
            """{"value":"0","currency":"USD","expected":[["BILLING_PERIOD",null]],"items":[],"status":"ACTIVE","type":"SaaSProduct","ends":false,"agreed":"0","accepted":["usageBasedPricingTerm","legalTerm"],"entitlement":["PROVISIONED","AGREEMENT_ACTIVE",true],"charges":[null]}"""),
        new(
            "license of one's own",
            "offer-c",
            HallWorld.C,
            """[{"id":"byol"},{"id":"legal"}]""",
            """["BYOL",["byolPricingTerm","legalTerm"]]""",
            """{"value":"0","currency":null,"expected":[],"items":[],"status":"ACTIVE","type":"AmiProduct","ends":false,"agreed":"0","accepted":["byolPricingTerm","legalTerm"],"entitlement":["PROVISIONED","AGREEMENT_ACTIVE",false],"charges":[]}"""),
        new(
            "trial",
            "offer-d",
            HallWorld.D,
            """[{"id":"trial"},{"id":"usage"},{"id":"legal"}]""",
            """["USAGE",["freeTrialPricingTerm","usageBasedPricingTerm","legalTerm"]]""",
            """{"value":"0","currency":"USD","expected":[["BILLING_PERIOD",null]],"items":[],"status":"ACTIVE","type":"SaaSProduct","ends":false,"agreed":"0","accepted":["freeTrialPricingTerm","usageBasedPricingTerm","legalTerm"],"entitlement":["PROVISIONED","AGREEMENT_ACTIVE",true],"charges":[null]}"""),
        new(
            "instalments",
            "offer-a-fixed",
            HallWorld.A,
            """[{"id":"fixed"},{"id":"legal"}]""",
            """["CONTRACT",["fixedUpfrontPricingTerm","paymentScheduleTerm","legalTerm"]]""",
            """{"value":"1000","currency":"USD","expected":[["SCHEDULED","400"],["SCHEDULED","600"]],"items":[],"status":"ACTIVE","type":"SaaSProduct","ends":true,"agreed":"1000","accepted":["fixedUpfrontPricingTerm","paymentScheduleTerm","legalTerm"],"entitlement":["PROVISIONED","AGREEMENT_ACTIVE",true],"charges":["400","600"]}"""),
    ];

    public override string ToString() => Name;
}
