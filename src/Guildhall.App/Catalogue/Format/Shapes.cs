namespace Guildhall.App.Catalogue.Format;

/// <summary>The members of each kind, with the limits of the Discovery model. storefront-and-procurement.md A.1, A.5 to A.9, E.3, E.4.</summary>
internal static class Shapes
{
    public static readonly Rule RecordId = new TokenRule(
        1, 255, "-_", "may hold letters, digits, hyphens and underscores only.");

    private static readonly Rule Text = new TextRule(0, 255);
    private static readonly Rule Line = new TextRule(1, 1_024);
    private static readonly Rule Long = new TextRule(1, TextRule.Longest);
    private static readonly Rule Key = new TextRule(1, 4_096);
    private static readonly Rule Url = new UrlRule();
    private static readonly Rule Flag = new FlagRule();
    private static readonly Rule Time = new TimeRule();
    private static readonly Rule Accounts = new ListRule(new AccountRule(), 10_000);
    private static readonly Rule Things = new ListRule(AnyRule.Instance, 100);

    private static readonly Shape Fulfillment = new(
        new("type", new WordRule(
            "SAAS", "API", "AMAZON_MACHINE_IMAGE", "CLOUDFORMATION_TEMPLATE", "EC2_IMAGE_BUILDER_COMPONENT", "CONTAINER", "HELM", "EKS_ADD_ON",
            "SAGEMAKER_MODEL", "SAGEMAKER_ALGORITHM", "DATA_EXCHANGE", "PROFESSIONAL_SERVICES"), Required: true),
        new("id", RecordId),
        new("name", Line),
        new("version", Line),
        new("url", Url));

    private static readonly Shape Dimension = new(
        new("key", Key, Required: true),
        new("name", Line, Required: true),
        new("description", Text),
        new("unit", Key, Required: true),
        new("types", new ListRule(Line, 20)));

    private static readonly Shape Resource = new(
        new("resourceType", new WordRule("MANUFACTURER_SUPPORT", "MANUFACTURER_INSTRUCTIONS"), Required: true),
        new("contentType", new WordRule("EMAIL", "PHONE_NUMBER", "LINK", "OTHER"), Required: true),
        new("value", Line, Required: true),
        new("displayName", Line));

    private static readonly Shape Rating = new(
        new("average", new NumberRule(0, 5, whole: false), Required: true),
        new("count", new NumberRule(0, 10_000_000, whole: true), Required: true));

    public static readonly Shape Header = new(
        new("format", new WordRule("guildhall-catalog/1"), Required: true),
        new("source", new NameRule(255)),
        new("mode", new WordRule("merge", "replace")));

    private static readonly Shape Seller = new(
        new("displayName", new NameRule(255), Required: true),
        new("accountId", new AccountRule()));

    private static readonly Shape Category = new(
        new("displayName", new NameRule(255), Required: true),
        new("parent", RecordId));

    private static readonly Shape Product = new(
        new("externalId", new TextRule(1, 255)),
        new("type", new WordRule(
            "SaaSProduct", "AmiProduct", "ContainerProduct", "MachineLearningProduct", "DataProduct", "ProfessionalServicesProduct"), Required: true),
        new("title", new NameRule(255), Required: true),
        new("seller", RecordId, Required: true),
        new("visibility", new WordRule("Public", "Limited", "Restricted", "Draft", "Unavailable")),
        new("shortDescription", Line),
        new("longDescription", Long),
        new("categories", new ListRule(RecordId, 30)),
        new("keywords", new ListRule(new TextRule(1, 255), 100)),
        new("highlights", new ListRule(Line, 10)),
        new("logoUrl", Url),
        new("deployedOnAws", new WordRule("DEPLOYED", "NOT_DEPLOYED", "NOT_APPLICABLE")),
        new("fulfillmentOptions", new ListRule(Fulfillment, 100)),
        new("dimensions", new ListRule(Dimension, 1_000)),
        new("resources", new ListRule(Resource, 100)),
        new("rating", Rating),
        new("allowedAccounts", Accounts),
        new("alwaysEntitled", Flag),
        new("quickLaunch", Flag),
        new("awsFreeTier", Flag),
        new("promotionalMedia", Things),
        new("sellerEngagements", Things),
        new("useCases", Things),
        new("integrationGuide", Text));

    private static readonly Shape Offer = new(
        new("product", RecordId, Required: true),
        new("name", Text),
        new("seller", RecordId),
        new("state", new WordRule("Draft", "Released")),
        new("buyerAccounts", new ListRule(new AccountRule(), 26)),
        new("availableFrom", Time),
        new("expires", Time),
        new("replaces", new TokenRule(1, 64, "-_/", "is no id of an agreement.")),
        new("terms", new ListRule(Terms.Rule, 100)));

    private static readonly Shape OfferSet = new(
        new("name", Text),
        new("seller", RecordId, Required: true),
        new("offers", new ListRule(RecordId, 100, least: 1), Required: true),
        new("buyerNotes", Text),
        new("availableFrom", Time),
        new("expires", Time));

    private static readonly Shape Listing = new(
        new("name", Line),
        new("products", new ListRule(RecordId, 100, least: 1), Required: true));

    public static Shape Of(RecordKind kind) => kind switch
    {
        RecordKind.Header => Header,
        RecordKind.Seller => Seller,
        RecordKind.Category => Category,
        RecordKind.Product => Product,
        RecordKind.Offer => Offer,
        RecordKind.OfferSet => OfferSet,
        RecordKind.Listing => Listing,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
