using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Guildhall.Domain.Linking;

namespace Guildhall.App.Linking;

/// <summary>A link's settings as they are stored. Null and unknown members read as the defaults.</summary>
internal static class StoredSettings
{
    public static string Write(LinkSettings settings) => JsonSerializer.Serialize(
        new Stored(settings.Parent, [.. settings.Policies], settings.RoleName, settings.SeesBilling, settings.Tags.ToDictionary(), settings.Currency, settings.NeedsApproval, settings.ClosesByTwo),
        StoredSettingsJson.Default.Stored);

    public static LinkSettings Read(string? json)
    {
        var defaults = new LinkSettings();
        if (json is null || JsonSerializer.Deserialize(json, StoredSettingsJson.Default.Stored) is not { } stored) return defaults;
        return new LinkSettings
        {
            Parent = stored.Parent,
            Policies = stored.Policies is { } policies ? [.. policies] : [],
            RoleName = stored.RoleName ?? defaults.RoleName,
            SeesBilling = stored.SeesBilling,
            Tags = stored.Tags?.ToImmutableSortedDictionary(StringComparer.Ordinal) ?? defaults.Tags,
            Currency = stored.Currency ?? defaults.Currency,
            NeedsApproval = stored.NeedsApproval,
            ClosesByTwo = stored.ClosesByTwo,
        };
    }

    internal sealed record Stored(string? Parent, string[]? Policies, string? RoleName, bool SeesBilling, Dictionary<string, string>? Tags, string? Currency, bool NeedsApproval, bool ClosesByTwo);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StoredSettings.Stored))]
internal sealed partial class StoredSettingsJson : JsonSerializerContext;
