using System.Text.Json.Nodes;

namespace Guildhall.Tests.Server.Api;

/// <summary>Valid details of each change type, for the tests that none escapes authorization. Whoever adds a change type adds its sample, or a test fails.</summary>
internal static class SampleChange
{
    public static IReadOnlyDictionary<string, JsonObject> Details { get; } = new Dictionary<string, JsonObject>
    {
        ["CreateExperience"] = new() { ["Name"] = "Sample" },
        ["UpdateExperience"] = new() { ["Description"] = "Sample" },
        ["RestrictExperience"] = [],
        ["ReviveExperience"] = [],
        ["CreateProcurementPolicy"] = new() { ["Name"] = "Sample" },
        ["UpdateProcurementPolicy"] = new() { ["Configuration"] = new JsonObject { ["PolicyResourceRequests"] = "Allow" } },
        ["AllowProductProcurement"] = Products(),
        ["DenyProductProcurement"] = Products(),
        ["RemoveProductProcurement"] = Products(),
        ["CreateBrandingSettings"] = new() { ["Name"] = "Sample" },
        ["UpdateBrandingSettings"] = new() { ["Name"] = "Sample" },
        ["AssociateAudience"] = new() { ["Principals"] = new JsonArray("999999999999") },
        ["DisassociateAudience"] = new() { ["Principals"] = new JsonArray("999999999999") },
        ["UnblockProductRequests"] = new() { ["Products"] = new JsonArray(new JsonObject { ["Id"] = HallWorld.D }) },
        ["CreateProductProcurementRequest"] = new() { ["Products"] = new JsonArray(new JsonObject { ["Id"] = HallWorld.D }), ["Reason"] = "Sample" },
        ["CancelProductProcurementRequest"] = [],
        ["ApproveProductProcurementRequest"] = [],
        ["DeclineProductProcurementRequest"] = [],
    };

    /// <summary>A set of one change; <paramref name="identifier"/> null for a creation.</summary>
    public static JsonObject Set(string changeType, string entityType, string? identifier)
    {
        var entity = new JsonObject { ["Type"] = $"{entityType}@1.0" };
        if (identifier is not null) entity["Identifier"] = identifier;
        return new JsonObject
        {
            ["Catalog"] = "AWSMarketplace",
            ["ChangeSet"] = new JsonArray(new JsonObject { ["ChangeType"] = changeType, ["Entity"] = entity, ["DetailsDocument"] = Details[changeType].DeepClone() }),
        };
    }

    private static JsonObject Products() => new() { ["Products"] = new JsonArray(new JsonObject { ["Ids"] = new JsonArray(HallWorld.D) }) };
}
