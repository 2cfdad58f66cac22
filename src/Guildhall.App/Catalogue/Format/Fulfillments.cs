using System.Text.Json;

namespace Guildhall.App.Catalogue.Format;

/// <summary>The twelve ways to get a product, each with the members that Discovery answers for it. storefront-and-procurement.md A.9.</summary>
internal static class Fulfillments
{
    /// <summary>Discovery's words for them.</summary>
    public static readonly string[] Types =
    [
        "SAAS", "API", "AMAZON_MACHINE_IMAGE", "CLOUDFORMATION_TEMPLATE", "EC2_IMAGE_BUILDER_COMPONENT", "CONTAINER", "HELM", "EKS_ADD_ON",
        "SAGEMAKER_MODEL", "SAGEMAKER_ALGORITHM", "DATA_EXCHANGE", "PROFESSIONAL_SERVICES",
    ];

    private static readonly Rule Line = new TextRule(1, 1_024);
    private static readonly Rule Long = new TextRule(1, TextRule.Longest);

    private static readonly Rule Systems = new ListRule(
        new Shape(
            new("operatingSystemFamilyName", Line, Required: true),
            new("operatingSystemName", Line, Required: true),
            new("operatingSystemVersion", Line)),
        100);

    private static readonly Rule Services = new ListRule(
        new Shape(
            new("supportedServiceType", Line, Required: true),
            new("displayName", Line, Required: true),
            new("description", Line, Required: true)),
        100);

    private static readonly Rule Artifacts = new ListRule(
        new Shape(
            new("resourceType", Line, Required: true),
            new("dataClassification", Line, Required: true),
            new("description", Line),
            new("resourceArn", Line)),
        100);

    private static readonly Shape OneInstance = new(new Member("instanceType", Line, Required: true));

    private static readonly Shape ModelInstances = new(
        new("recommendedBatchTransformInstanceType", Line, Required: true),
        new("recommendedRealtimeInferenceInstanceType", Line));

    private static readonly Shape AlgorithmInstances = new(
        new("recommendedBatchTransformInstanceType", Line, Required: true),
        new("recommendedTrainingInstanceType", Line, Required: true),
        new("recommendedRealtimeInferenceInstanceType", Line));

    private static readonly Shape Members = new(
        new("type", new WordRule(Types), Required: true),
        new("id", RecordIds.Rule),
        new("name", Line),
        new("version", Line),
        new("displayName", Line),
        new("url", new UrlRule()),
        new("usageInstructions", Long),
        new("releaseNotes", Long),
        new("operatingSystems", Systems),
        new("awsSupportedServices", Services),
        new("dataArtifacts", Artifacts));

    public static Rule Rule { get; } = new ListRule(new FulfillmentRule(), 100);

    /// <summary>Machines are recommended for images, models and algorithms, for each in its own form.</summary>
    private sealed class FulfillmentRule : Rule
    {
        public override void Check(JsonElement value, Findings findings)
        {
            Members.Check(value, findings);
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("recommendation", out var recommendation)) return;
            findings.Enter("recommendation");
            if (Recommendation(value) is { } shape) shape.Check(recommendation, findings);
            else findings.Add("is only for AMAZON_MACHINE_IMAGE, SAGEMAKER_MODEL and SAGEMAKER_ALGORITHM.");
            findings.Leave();
        }

        private static Shape? Recommendation(JsonElement option) =>
            option.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() switch
            {
                "AMAZON_MACHINE_IMAGE" => OneInstance,
                "SAGEMAKER_MODEL" => ModelInstances,
                "SAGEMAKER_ALGORITHM" => AlgorithmInstances,
                _ => null,
            } : null;
    }
}
