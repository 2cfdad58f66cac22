using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Cloud.Discovery;
using Guildhall.App.Discovery;
using Guildhall.App.Search;

namespace Guildhall.App.Catalogue.Pull.Records;

/// <summary>The ways to get a product, and the product's type, which Discovery tells only by them. storefront-and-procurement.md A.9, E.3.</summary>
internal static class FulfillmentRecords
{
    private static readonly FrozenSet<string> Known = Fulfillments.Types.Select(FulfillmentOption.MemberOf).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A template may come with any type of product; the others tell it.</summary>
    private static readonly (string Fulfillment, string Product)[] Types =
    [
        ("AMAZON_MACHINE_IMAGE", "AmiProduct"), ("EC2_IMAGE_BUILDER_COMPONENT", "AmiProduct"),
        ("CONTAINER", "ContainerProduct"), ("HELM", "ContainerProduct"), ("EKS_ADD_ON", "ContainerProduct"),
        ("SAGEMAKER_MODEL", "MachineLearningProduct"), ("SAGEMAKER_ALGORITHM", "MachineLearningProduct"),
        ("DATA_EXCHANGE", "DataProduct"), ("PROFESSIONAL_SERVICES", "ProfessionalServicesProduct"),
        ("SAAS", "SaaSProduct"), ("API", "SaaSProduct"), ("CLOUDFORMATION_TEMPLATE", "AmiProduct"),
    ];

    /// <param name="product">Ids that follow from it are left out, as they are in a file that names none.</param>
    /// <param name="options">The items of <c>fulfillmentOptions</c>.</param>
    public static JsonArray? Of(string product, IEnumerable<JsonElement> options, Findings findings)
    {
        var (records, unnamed) = (new JsonArray(), 0);
        findings.Enter("fulfillmentOptions");
        foreach (var (index, union) in options.Index())
        {
            findings.Enter(index);
            if (UnionMember.Of(union, Known.Contains, findings) is { } member) records.Add(One(product, member.Value, ref unnamed));
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

    /// <param name="unnamed">How many options before it have an id that follows.</param>
    private static JsonObject One(string product, JsonElement option, ref int unnamed)
    {
        var (type, id) = (option.Text("fulfillmentOptionType") ?? "", option.Copy("fulfillmentOptionId"));
        if (id?.ToString() == RecordIds.FulfillmentOf(product, type, unnamed + 1)) (id, unnamed) = (null, unnamed + 1);
        var (name, shown) = NamesOf(option, FacetWords.NameOf(Facet.Delivery, type));
        return new JsonObject { ["type"] = type }
            .With("id", id)
            .With("name", name)
            .With("version", option.Copy("fulfillmentOptionVersion"))
            .With("displayName", shown)
            .With("url", option.Copy("fulfillmentUrl"))
            .With(option, "usageInstructions", "releaseNotes", "operatingSystems", "awsSupportedServices", "dataArtifacts", "recommendation");
    }

    /// <summary>Where there are no names the words for the type stand for them; where there is one it stands for the other.</summary>
    private static (JsonNode? Name, JsonNode? Shown) NamesOf(JsonElement option, string words)
    {
        var (name, shown) = (option.Text("fulfillmentOptionName"), option.Text("fulfillmentOptionDisplayName"));
        if (shown == words && (name is null || name == words)) return (null, null);
        return (option.Copy("fulfillmentOptionName"), shown is not null && shown == name ? null : option.Copy("fulfillmentOptionDisplayName"));
    }
}
