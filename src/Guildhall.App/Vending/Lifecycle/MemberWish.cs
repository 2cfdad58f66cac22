using System.Text.Json;
using System.Text.Json.Serialization;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>What was asked for with a step on a member account, as it is stored with its entry; only what the step needs is there.</summary>
internal sealed record MemberWish
{
    /// <summary>Who asked for it.</summary>
    public string? By { get; init; }

    public string? Reason { get; init; }

    /// <summary>The unit or root to move to.</summary>
    public string? Parent { get; init; }

    /// <summary>Moved only when it is still there; null for wherever it is.</summary>
    public string? OnlyFrom { get; init; }

    /// <summary>The alias to set; null for none.</summary>
    public string? Alias { get; init; }

    /// <summary>The operations contact to set; null for none.</summary>
    public OwnerContact? Contact { get; init; }

    public string? Name { get; init; }

    /// <summary>Tags to set.</summary>
    public Dictionary<string, string>? Tags { get; init; }

    /// <summary>Keys of tags to take away.</summary>
    public string[]? Untagged { get; init; }

    public static MemberWish Read(string? json) => json is null ? new MemberWish() : JsonSerializer.Deserialize(json, MemberWishJson.Default.MemberWish)!;

    public string Write() => JsonSerializer.Serialize(this, MemberWishJson.Default.MemberWish);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MemberWish))]
internal sealed partial class MemberWishJson : JsonSerializerContext;
