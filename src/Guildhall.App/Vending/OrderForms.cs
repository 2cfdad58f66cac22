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

    public static string Write(InvitationProgress progress) => JsonSerializer.Serialize(progress, OrderJson.Default.InvitationProgress);

    public static InvitationProgress ReadInvitation(string? json) => json is null ? new InvitationProgress() : JsonSerializer.Deserialize(json, OrderJson.Default.InvitationProgress)!;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, IgnoreReadOnlyProperties = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AccountOrder))]
[JsonSerializable(typeof(CreationProgress))]
[JsonSerializable(typeof(InvitationProgress))]
internal sealed partial class OrderJson : JsonSerializerContext;
