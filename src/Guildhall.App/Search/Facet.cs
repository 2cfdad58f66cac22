namespace Guildhall.App.Search;

/// <summary>By what results can be refined. storefront-and-procurement.md A.4, D.1.</summary>
public enum Facet : byte
{
    Category,
    Delivery,
    Pricing,
    Type,
    Badge,
    Deployed,
    Rating,
    Seller,

    /// <summary>Of Discovery alone: the pages have none.</summary>
    Unit,
}

/// <summary>Facets and their values in words.</summary>
public static class FacetWords
{
    /// <summary>Those of the pages.</summary>
    public static IReadOnlyList<Facet> All { get; } = [.. Enum.GetValues<Facet>().Where(f => f != Facet.Unit)];

    /// <summary>The name in queries.</summary>
    public static string Word(this Facet facet) => facet switch
    {
        Facet.Category => "category",
        Facet.Delivery => "delivery",
        Facet.Pricing => "pricing",
        Facet.Type => "type",
        Facet.Badge => "badge",
        Facet.Deployed => "deployed",
        Facet.Rating => "rating",
        Facet.Seller => "seller",
        Facet.Unit => "unit",
        _ => throw new ArgumentOutOfRangeException(nameof(facet)),
    };

    /// <summary>The heading on pages.</summary>
    public static string Title(this Facet facet) => facet switch
    {
        Facet.Category => "Categories",
        Facet.Delivery => "Delivery method",
        Facet.Pricing => "Pricing model",
        Facet.Type => "Product type",
        Facet.Badge => "Offers",
        Facet.Deployed => "Deployed on AWS",
        Facet.Rating => "Customer rating",
        Facet.Seller => "Seller",
        Facet.Unit => "Pricing unit",
        _ => throw new ArgumentOutOfRangeException(nameof(facet)),
    };

    /// <summary>A value as people read it; categories and sellers have names of their own. storefront-and-procurement.md A.3, D.1, E.3.</summary>
    public static string NameOf(Facet facet, string value) => (facet, value) switch
    {
        (Facet.Rating, _) => $"{value} stars and up",
        (_, "USERS") => "Users",
        (_, "HOSTS") => "Hosts",
        (_, "BANDWIDTH") => "Bandwidth",
        (_, "DATA") => "Data",
        (_, "TIERS") => "Tiers",
        (_, "REQUESTS") => "Requests",
        (_, "UNITS") => "Units",
        (_, "SAAS") => "SaaS",
        (_, "API") => "API",
        (_, "AMAZON_MACHINE_IMAGE") => "Amazon Machine Image",
        (_, "CLOUDFORMATION_TEMPLATE") => "CloudFormation template",
        (_, "EC2_IMAGE_BUILDER_COMPONENT") => "EC2 Image Builder component",
        (_, "CONTAINER") => "Container image",
        (_, "HELM") => "Helm chart",
        (_, "EKS_ADD_ON") => "Amazon EKS add-on",
        (_, "SAGEMAKER_MODEL") => "SageMaker model",
        (_, "SAGEMAKER_ALGORITHM") => "SageMaker algorithm",
        (_, "DATA_EXCHANGE") => "Data Exchange",
        (_, "PROFESSIONAL_SERVICES") => "Professional services",
        (_, "CONTRACT") => "Upfront Commitment",
        (_, "USAGE") => "Usage based",
        (_, "BYOL") => "Bring your own license",
        (_, "FREE") => "Free",
        (_, "FREE_TRIAL") => "Free trial",
        (_, "AWS_FREE_TIER") => "AWS Free Tier",
        (_, "QUICK_LAUNCH") => "Quick Launch",
        (_, "DEPLOYED") => "Deployed on AWS",
        (_, "NOT_DEPLOYED") => "Not deployed on AWS",
        (_, "NOT_APPLICABLE") => "Not applicable",
        (_, "SaaSProduct") => "SaaS",
        (_, "AmiProduct") => "Amazon Machine Image",
        (_, "ContainerProduct") => "Container",
        (_, "MachineLearningProduct") => "Machine learning",
        (_, "DataProduct") => "Data",
        (_, "ProfessionalServicesProduct") => "Professional services",
        _ => value,
    };
}
