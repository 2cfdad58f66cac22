using System.Text.Json;
using System.Text.Json.Serialization;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending;

/// <summary>What was ordered, and how far AWS is, as stored JSON: a member that is renamed needs a migration.</summary>
internal static class OrderForms
{
    public static string Write(AccountOrder form) => JsonSerializer.Serialize(form, OrderJson.Default.AccountOrder);

    public static AccountOrder Read(string json) => JsonSerializer.Deserialize(json, OrderJson.Default.AccountOrder)!;

    public static string Write(CreationProgress progress) => JsonSerializer.Serialize(progress, OrderJson.Default.CreationProgress);

    /// <summary>Nothing was stored before the first attempt.</summary>
    public static CreationProgress ReadProgress(string? json) => json is null ? new CreationProgress() : JsonSerializer.Deserialize(json, OrderJson.Default.CreationProgress)!;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AccountOrder))]
[JsonSerializable(typeof(CreationProgress))]
internal sealed partial class OrderJson : JsonSerializerContext;
