using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Cloud.Discovery;

namespace Guildhall.App.Catalogue.Pull.Records;

/// <summary>The ways to get a product, and the product's type, which Discovery tells only by them. storefront-and-procurement.md A.9, E.3.</summary>
internal static class FulfillmentRecords
{
    private static readonly FrozenSet<string> Known = new[]
    {
        "saasFulfillmentOption", "apiFulfillmentOption", "amazonMachineImageFulfillmentOption", "cloudFormationFulfillmentOption", "ec2ImageBuilderComponentFulfillmentOption",
        "containerFulfillmentOption", "helmFulfillmentOption", "eksAddOnFulfillmentOption", "sageMakerModelFulfillmentOption", "sageMakerAlgorithmFulfillmentOption",
        "dataExchangeFulfillmentOption", "professionalServicesFulfillmentOption",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A template may come with any type of product; the others tell it.</summary>
    private static readonly (string Fulfillment, string Product)[] Types =
    [
        ("AMAZON_MACHINE_IMAGE", "AmiProduct"), ("EC2_IMAGE_BUILDER_COMPONENT", "AmiProduct"),
        ("CONTAINER", "ContainerProduct"), ("HELM", "ContainerProduct"), ("EKS_ADD_ON", "ContainerProduct"),
        ("SAGEMAKER_MODEL", "MachineLearningProduct"), ("SAGEMAKER_ALGORITHM", "MachineLearningProduct"),
        ("DATA_EXCHANGE", "DataProduct"), ("PROFESSIONAL_SERVICES", "ProfessionalServicesProduct"),
        ("SAAS", "SaaSProduct"), ("API", "SaaSProduct"), ("CLOUDFORMATION_TEMPLATE", "AmiProduct"),
    ];

    /// <param name="options">The items of <c>fulfillmentOptions</c>.</param>
    public static JsonArray? Of(IEnumerable<JsonElement> options, Findings findings)
    {
        var records = new JsonArray();
        findings.Enter("fulfillmentOptions");
        foreach (var (index, union) in options.Index())
        {
            findings.Enter(index);
            if (UnionMember.Of(union, Known.Contains, findings) is { } member) records.Add(One(member.Value));
            findings.Leave();
        }

        findings.Leave();
        return records.Count == 0 ? null : records;
    }

    /// <summary>What a product is: SaaS when nothing tells.</summary>
    public static string TypeOf(JsonElement product, JsonArray? options)
    {
        string?[] told = [.. product.Items("fulfillmentOptionSummaries").Select(s => s.Text("fulfillmentOptionType")), .. (options ?? []).Select(o => o?["type"]?.ToString())];
        return Types.FirstOrDefault(t => told.Contains(t.Fulfillment)).Product ?? "SaaSProduct";
    }

    private static JsonObject One(JsonElement option) => new JsonObject()
        .With("type", option.Copy("fulfillmentOptionType"))
        .With("id", option.Copy("fulfillmentOptionId"))
        .With("name", option.Copy("fulfillmentOptionName"))
        .With("version", option.Copy("fulfillmentOptionVersion"))
        .With("displayName", option.Copy("fulfillmentOptionDisplayName"))
        .With("url", option.Copy("fulfillmentUrl"))
        .With(option, "usageInstructions", "releaseNotes", "operatingSystems", "awsSupportedServices", "dataArtifacts", "recommendation");
}
