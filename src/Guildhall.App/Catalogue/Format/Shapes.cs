using System.Text.Json;

namespace Guildhall.App.Catalogue.Format;

/// <summary>The members of each kind, with the limits of the Discovery model. storefront-and-procurement.md A.1, A.5 to A.9, E.3, E.4.</summary>
internal static class Shapes
{
    private static readonly Rule Text = new TextRule(0, 255);
    private static readonly Rule Line = new TextRule(1, 1_024);
    private static readonly Rule Key = new TextRule(1, 4_096);
    private static readonly Rule Flag = new FlagRule();
    private static readonly Rule Time = new TimeRule();
    private static readonly Rule Accounts = new ListRule(new AccountRule(), 10_000);

    private static readonly Shape DimensionLabel = new(
        new("labelType", new WordRule("Region", "SagemakerOption"), Required: true),
        new("labelValue", Key, Required: true),
        new("displayName", Key));

    private static readonly Shape Dimension = new(
        new("key", Key, Required: true),
        new("name", Line, Required: true),
        new("description", new TextRule(0, 4_096)),
        new("unit", Key, Required: true),
        new("types", new ListRule(Line, 20)),
        new("dimensionLabels", new ListRule(DimensionLabel, 100)));

    public static readonly Shape Header = new(
        new("format", new WordRule("guildhall-catalog/1"), Required: true),
        new("source", new NameRule(255)),
        new("mode", new WordRule("merge", "replace")));

    private static readonly Shape Seller = new(
        new("displayName", new NameRule(255), Required: true),
        new("accountId", new AccountRule()));

    private static readonly Shape Category = new(
        new("displayName", new NameRule(255), Required: true),
        new("parent", RecordIds.Rule));

    private static readonly Shape Product = new(
        [
            new("externalId", new TextRule(1, 255)),
            new("type", new WordRule(
                "SaaSProduct", "AmiProduct", "ContainerProduct", "MachineLearningProduct", "DataProduct", "ProfessionalServicesProduct"), Required: true),
            new("title", new NameRule(255), Required: true),
            new("seller", RecordIds.Rule, Required: true),
            new("visibility", new WordRule("Public", "Limited", "Restricted", "Draft", "Unavailable")),
            .. Presentation.Members,
            new("keywords", new ListRule(new TextRule(1, 255), 100)),
            new("deployedOnAws", new WordRule("DEPLOYED", "NOT_DEPLOYED", "NOT_APPLICABLE")),
            new("fulfillmentOptions", Fulfillments.Rule),
            new("dimensions", new ListRule(Dimension, 1_000)),
            new("allowedAccounts", Accounts),
            new("alwaysEntitled", Flag),
            new("quickLaunch", Flag),
            new("awsFreeTier", Flag),
        ]);

    private static readonly Shape Offer = new(
        new("product", RecordIds.Rule, Required: true),
        new("name", Text),
        new("seller", RecordIds.Rule),
        new("state", new WordRule("Draft", "Released")),
        new("buyerAccounts", new ListRule(new AccountRule(), 26)),
        new("availableFrom", Time),
        new("expires", Time),
        new("replaces", new TokenRule(1, 64, "-_/", "is no id of an agreement.")),
        new("terms", new ListRule(Terms.Rule, 100)));

    private static readonly Shape OfferSet = new(
        new("name", Text),
        new("seller", RecordIds.Rule, Required: true),
        new("offers", new ListRule(RecordIds.Rule, 100, least: 1), Required: true),
        new("buyerNotes", Text),
        new("availableFrom", Time),
        new("expires", Time));

    public static Shape Of(RecordKind kind) => kind switch
    {
        RecordKind.Header => Header,
        RecordKind.Seller => Seller,
        RecordKind.Category => Category,
        RecordKind.Product => Product,
        RecordKind.Offer => Offer,
        RecordKind.OfferSet => OfferSet,
        RecordKind.Listing => Listings.Shape,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>What a record's members must be together.</summary>
    public static void CheckTogether(RecordKind kind, JsonElement record, Findings findings)
    {
        if (kind == RecordKind.Listing) Listings.Check(record, findings);
    }
}
