using System.Collections.Immutable;

namespace Guildhall.App.Catalogue.Generator;

/// <summary>A product type and how often it occurs. storefront-and-procurement.md E.3, E.5.</summary>
internal sealed record ProductType(string Name, double Weight, ImmutableArray<string> Fulfillment)
{
    public static readonly ProductType Saas = new("SaaSProduct", 44, ["SAAS", "API"]);
    public static readonly ProductType Ami = new("AmiProduct", 27, ["AMAZON_MACHINE_IMAGE", "CLOUDFORMATION_TEMPLATE", "EC2_IMAGE_BUILDER_COMPONENT"]);
    public static readonly ProductType Professional = new("ProfessionalServicesProduct", 11, ["PROFESSIONAL_SERVICES"]);
    public static readonly ProductType Container = new("ContainerProduct", 8, ["CONTAINER", "HELM", "EKS_ADD_ON"]);
    public static readonly ProductType Data = new("DataProduct", 5, ["DATA_EXCHANGE"]);
    public static readonly ProductType Learning = new("MachineLearningProduct", 5, ["SAGEMAKER_MODEL", "SAGEMAKER_ALGORITHM"]);

    private static readonly ImmutableArray<ProductType> All = [Saas, Ami, Professional, Container, Data, Learning];
    private static readonly double[] Weights = [.. All.Select(t => t.Weight)];

    public static ProductType Any(Dice dice) => All[dice.Weighted(Weights)];
}
