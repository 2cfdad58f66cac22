using System.Text.Json;

namespace Guildhall.App.Catalogue.Generator;

/// <summary>Writes how a product is had: fulfilment options with all that Discovery answers of each, and dimensions. storefront-and-procurement.md A.9.</summary>
internal sealed class DeliveryWriter(Utf8JsonWriter json)
{
    public void Options(ProductDraft product)
    {
        json.WriteStartArray("fulfillmentOptions");
        foreach (var type in product.Fulfillment)
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            Option(type, product.Id);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public void Dimensions(ProductDraft product)
    {
        json.WriteStartArray("dimensions");
        foreach (var dimension in product.Dimensions)
        {
            json.WriteStartObject();
            json.WriteString("key", dimension.Key);
            json.WriteString("name", dimension.Name);
            json.WriteString("unit", dimension.Unit);
            json.WriteStartArray("types");
            json.WriteStringValue(dimension.Metered ? "Metered" : "Entitled");
            json.WriteEndArray();
            if (dimension.Unit != "HostHrs") json.WriteString("description", $"Charged by {dimension.Unit.ToLowerInvariant()}.");
            if (product.Type == ProductType.Learning) Label("SagemakerOption", "RealtimeInference", "Real-time inference");
            else if (product.Type == ProductType.Data) Label("Region", "us-east-1", "US East (N. Virginia)");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Label(string type, string value, string name)
    {
        json.WriteStartArray("dimensionLabels");
        Fields(("labelType", type), ("labelValue", value), ("displayName", name));
        json.WriteEndArray();
    }

    private void Option(string type, string product)
    {
        if (type == "SAAS") json.WriteString("url", $"https://apps.example.com/{product}/register");
        if (type == "DATA_EXCHANGE") List("dataArtifacts", ("resourceType", "S3Snapshot"), ("dataClassification", "Public"), ("description", "One file a day."), ("resourceArn", $"arn:aws:dataexchange:us-east-1::data-sets/{product}"));
        if (type is "DATA_EXCHANGE" or "PROFESSIONAL_SERVICES") return;
        json.WriteString("usageInstructions", "Follow the steps of the guide after subscribing.");
        if (type is "SAAS") return;
        if (type is "API" or "CONTAINER" or "HELM" or "EKS_ADD_ON" or "EC2_IMAGE_BUILDER_COMPONENT") Service(type);
        if (type is "API") return;
        json.WriteString("name", "Standard");
        json.WriteString("version", "2.4.1");
        json.WriteString("releaseNotes", "Smaller and faster than the version before.");
        if (type is "AMAZON_MACHINE_IMAGE" or "CONTAINER" or "HELM" or "EKS_ADD_ON" or "EC2_IMAGE_BUILDER_COMPONENT") System(type);
        Machines(type);
    }

    private void Service(string type)
    {
        var (service, name) = type == "API" ? ("BEDROCK_AGENTCORE", "Amazon Bedrock AgentCore") : type == "EC2_IMAGE_BUILDER_COMPONENT" ? ("EC2", "Amazon EC2") : ("EKS", "Amazon EKS");
        List("awsSupportedServices", ("supportedServiceType", service), ("displayName", name), ("description", $"Runs with {name}."));
    }

    private void System(string type)
    {
        if (type == "AMAZON_MACHINE_IMAGE") List("operatingSystems", ("operatingSystemFamilyName", "AmazonLinux"), ("operatingSystemName", "Amazon Linux"), ("operatingSystemVersion", "2023"));
        else List("operatingSystems", ("operatingSystemFamilyName", "Linux"), ("operatingSystemName", "Linux"));
    }

    private void Machines(string type)
    {
        if (type is not ("AMAZON_MACHINE_IMAGE" or "SAGEMAKER_MODEL" or "SAGEMAKER_ALGORITHM")) return;
        json.WritePropertyName("recommendation"u8);
        if (type == "AMAZON_MACHINE_IMAGE") Fields(("instanceType", "m6i.large"));
        else if (type == "SAGEMAKER_MODEL") Fields(("recommendedBatchTransformInstanceType", "ml.m5.xlarge"), ("recommendedRealtimeInferenceInstanceType", "ml.m5.large"));
        else Fields(("recommendedBatchTransformInstanceType", "ml.m5.xlarge"), ("recommendedTrainingInstanceType", "ml.p3.2xlarge"), ("recommendedRealtimeInferenceInstanceType", "ml.m5.large"));
    }

    private void List(string name, params ReadOnlySpan<(string Name, string Value)> fields)
    {
        json.WriteStartArray(name);
        Fields(fields);
        json.WriteEndArray();
    }

    private void Fields(params ReadOnlySpan<(string Name, string Value)> fields)
    {
        json.WriteStartObject();
        foreach (var (name, value) in fields) json.WriteString(name, value);
        json.WriteEndObject();
    }
}
