using System.Text.Json;
using Guildhall.App.Discovery;

namespace Guildhall.Server.Api.Discovery;

/// <summary>Writes a way to get a product as the one member of its element, with the members that its type has. storefront-and-procurement.md A.9.</summary>
internal static class FulfillmentWriter
{
    public static void FulfillmentOption(this Utf8JsonWriter json, FulfillmentOption option) => json.Object(option.Member, () =>
    {
        json.WriteString("fulfillmentOptionId", option.Id);
        json.WriteString("fulfillmentOptionType", option.Type);
        json.WriteString("fulfillmentOptionDisplayName", option.DisplayName);
        json.Members(option);
    });

    private static void Members(this Utf8JsonWriter json, FulfillmentOption option)
    {
        var type = option.Type;
        if (type is "SAAS") json.Word("fulfillmentUrl", option.Url);
        if (type is "DATA_EXCHANGE" && !option.DataArtifacts.IsEmpty) json.Each("dataArtifacts", option.DataArtifacts, json.Artifact);
        if (type is "DATA_EXCHANGE" or "PROFESSIONAL_SERVICES") return;
        json.Word("usageInstructions", option.UsageInstructions);
        if (type is "API") json.Each("awsSupportedServices", option.SupportedServices, json.Service);
        if (type is "SAAS" or "API") return;
        if (type is not ("SAGEMAKER_ALGORITHM" or "SAGEMAKER_MODEL")) json.WriteString("fulfillmentOptionName", option.Name);
        json.Word("fulfillmentOptionVersion", option.Version);
        json.Word("releaseNotes", option.ReleaseNotes);
        json.Runs(option);
    }

    /// <summary>What it runs on and with.</summary>
    private static void Runs(this Utf8JsonWriter json, FulfillmentOption option)
    {
        var image = option.Type == "AMAZON_MACHINE_IMAGE";
        var contained = option.Type is "CONTAINER" or "HELM" or "EKS_ADD_ON" or "EC2_IMAGE_BUILDER_COMPONENT";
        if (image || (contained && !option.OperatingSystems.IsEmpty)) json.Each("operatingSystems", option.OperatingSystems, system => json.System(system, image));
        if (contained && !option.SupportedServices.IsEmpty) json.Each("awsSupportedServices", option.SupportedServices, json.Service);
        if ((image || option.Type is "SAGEMAKER_ALGORITHM" or "SAGEMAKER_MODEL") && !option.Recommendation.IsEmpty)
        {
            json.Object("recommendation", () =>
            {
                foreach (var (use, machine) in option.Recommendation) json.WriteString(use, machine);
            });
        }
    }

    private static void System(this Utf8JsonWriter json, FulfillmentSystem system, bool versions)
    {
        json.WriteString("operatingSystemFamilyName", system.Family);
        json.WriteString("operatingSystemName", system.Name);
        if (versions) json.Word("operatingSystemVersion", system.Version);
    }

    private static void Service(this Utf8JsonWriter json, SupportedService service)
    {
        json.WriteString("supportedServiceType", service.Type);
        json.WriteString("displayName", service.DisplayName);
        json.WriteString("description", service.Description);
    }

    private static void Artifact(this Utf8JsonWriter json, DataArtifact artifact)
    {
        json.Word("description", artifact.Description);
        json.Word("resourceArn", artifact.Arn);
        json.WriteString("resourceType", artifact.ResourceType);
        json.WriteString("dataClassification", artifact.Classification);
    }
}
