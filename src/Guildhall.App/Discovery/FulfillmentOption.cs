using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Search;

namespace Guildhall.App.Discovery;

/// <summary>One way to get a product. storefront-and-procurement.md A.9.</summary>
/// <param name="Type">One of Discovery's twelve, such as <c>HELM</c>; which other members mean something follows from it.</param>
public sealed record FulfillmentOption(string Id, string Type, string DisplayName)
{
    public required string Name { get; init; }

    public string? Version { get; init; }

    public string? Url { get; init; }

    public string? UsageInstructions { get; init; }

    public string? ReleaseNotes { get; init; }

    public ImmutableArray<FulfillmentSystem> OperatingSystems { get; init; } = [];

    public ImmutableArray<SupportedService> SupportedServices { get; init; } = [];

    public ImmutableArray<DataArtifact> DataArtifacts { get; init; } = [];

    /// <summary>Machines by what they are recommended for, in Discovery's words.</summary>
    public ImmutableArray<(string For, string InstanceType)> Recommendation { get; init; } = [];

    /// <summary>The one member that it is of an element of Discovery's list.</summary>
    public string Member => MemberOf(Type);

    /// <summary>The same of all options of a type.</summary>
    internal static string MemberOf(string type) => type switch
    {
        "AMAZON_MACHINE_IMAGE" => "amazonMachineImageFulfillmentOption",
        "API" => "apiFulfillmentOption",
        "CLOUDFORMATION_TEMPLATE" => "cloudFormationFulfillmentOption",
        "CONTAINER" => "containerFulfillmentOption",
        "HELM" => "helmFulfillmentOption",
        "EKS_ADD_ON" => "eksAddOnFulfillmentOption",
        "EC2_IMAGE_BUILDER_COMPONENT" => "ec2ImageBuilderComponentFulfillmentOption",
        "DATA_EXCHANGE" => "dataExchangeFulfillmentOption",
        "PROFESSIONAL_SERVICES" => "professionalServicesFulfillmentOption",
        "SAAS" => "saasFulfillmentOption",
        "SAGEMAKER_ALGORITHM" => "sageMakerAlgorithmFulfillmentOption",
        "SAGEMAKER_MODEL" => "sageMakerModelFulfillmentOption",
        _ => throw new InvalidOperationException($"{type} is no type of fulfilment."),
    };

    /// <summary>All of a product's, in the order of its document.</summary>
    internal static ImmutableArray<FulfillmentOption> All(string product, JsonElement document)
    {
        var place = 0;
        return document.Each("fulfillmentOptions", o => Of(o.Word("id") ?? RecordIds.FulfillmentOf(product, SearchTexts.Text(o, "type"), ++place), o));
    }

    private static FulfillmentOption Of(string id, JsonElement option)
    {
        var (type, name) = (SearchTexts.Text(option, "type"), option.Word("name"));
        var known = FacetWords.NameOf(Facet.Delivery, type);
        return new FulfillmentOption(id, type, option.Word("displayName") ?? name ?? known)
        {
            Name = name ?? option.Word("displayName") ?? known,
            Version = option.Word("version"),
            Url = option.Word("url"),
            UsageInstructions = option.Word("usageInstructions"),
            ReleaseNotes = option.Word("releaseNotes"),
            OperatingSystems = option.Each("operatingSystems", s => new FulfillmentSystem(SearchTexts.Text(s, "operatingSystemFamilyName"), SearchTexts.Text(s, "operatingSystemName"), s.Word("operatingSystemVersion"))),
            SupportedServices = option.Each("awsSupportedServices", s => new SupportedService(SearchTexts.Text(s, "supportedServiceType"), SearchTexts.Text(s, "displayName"), SearchTexts.Text(s, "description"))),
            DataArtifacts = option.Each("dataArtifacts", a => new DataArtifact(SearchTexts.Text(a, "resourceType"), SearchTexts.Text(a, "dataClassification"), a.Word("description"), a.Word("resourceArn"))),
            Recommendation = Machines(option),
        };
    }

    private static ImmutableArray<(string, string)> Machines(JsonElement option)
    {
        if (!option.TryGetProperty("recommendation", out var recommendation)) return [];
        string[] words = ["instanceType", "recommendedBatchTransformInstanceType", "recommendedTrainingInstanceType", "recommendedRealtimeInferenceInstanceType"];
        return [.. words.Where(w => recommendation.Word(w) is not null).Select(w => (w, recommendation.Word(w)!))];
    }
}

/// <summary>An operating system that it runs on.</summary>
public sealed record FulfillmentSystem(string Family, string Name, string? Version);

/// <summary>A service of AWS that it works with.</summary>
public sealed record SupportedService(string Type, string DisplayName, string Description);

/// <summary>A piece of data that it delivers.</summary>
public sealed record DataArtifact(string ResourceType, string Classification, string? Description, string? Arn);
