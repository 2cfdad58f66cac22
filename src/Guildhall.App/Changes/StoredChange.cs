using System.Text.Json;
using System.Text.Json.Serialization;

namespace Guildhall.App.Changes;

/// <summary>A change as it is kept with its set: what was asked, and after the end what became of it.</summary>
public sealed record StoredChange(string ChangeType, string EntityType, JsonElement Details)
{
    public string? ChangeName { get; init; }

    /// <summary>As sent; after success the real id with its revision.</summary>
    public string? Identifier { get; init; }

    public Dictionary<string, string>? EntityTags { get; init; }

    public IReadOnlyList<StoredError>? Errors { get; init; }

    internal static StoredChange Of(ShapedChange change) => new(change.Type.Name, change.EntityType, change.Details)
    {
        ChangeName = change.Sent.ChangeName,
        Identifier = change.Sent.Identifier,
        EntityTags = change.EntityTags.IsEmpty ? null : change.EntityTags.ToDictionary(),
    };
}

/// <summary>One item of <c>ErrorDetailList</c>.</summary>
public sealed record StoredError(string Code, string Message);

/// <summary>The stored form of a set's changes.</summary>
public static class StoredChanges
{
    public static string Write(IReadOnlyList<StoredChange> changes) => JsonSerializer.Serialize(changes, StoredChangesJson.Default.IReadOnlyListStoredChange);

    public static IReadOnlyList<StoredChange> Read(string json) => JsonSerializer.Deserialize(json, StoredChangesJson.Default.IReadOnlyListStoredChange)!;

    /// <summary>The ids of the entities that the changes name, without revisions; what a change makes is not among them.</summary>
    public static IEnumerable<string> EntitiesIn(string json) =>
        Read(json).Select(change => change.Identifier).OfType<string>().Where(id => !id.StartsWith('$')).Select(id => id.Split('@')[0].Split('/')[^1]);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<StoredChange>))]
internal sealed partial class StoredChangesJson : JsonSerializerContext;
