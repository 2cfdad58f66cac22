using System.Text.Json;
using System.Text.Json.Serialization;

namespace Guildhall.App.Changes.Bulk;

/// <summary>One product in one experience.</summary>
/// <param name="Product">Its id as it was named.</param>
/// <param name="Title">Its title, where the one who ordered may see it; else the id.</param>
/// <param name="Obstacle">Why nothing is sent for it; null when it is sent.</param>
public sealed record BulkLine(string Product, string Title, string? Obstacle);

/// <summary>The stored form of lines, and of the reasons against them.</summary>
internal static class StoredBulk
{
    public static string Write(IReadOnlyList<BulkLine> lines) => JsonSerializer.Serialize(lines, BulkJson.Default.IReadOnlyListBulkLine);

    public static string Write(IReadOnlyList<StoredError> problems) => JsonSerializer.Serialize(problems, BulkJson.Default.IReadOnlyListStoredError);

    public static IReadOnlyList<BulkLine> Lines(string json) => JsonSerializer.Deserialize(json, BulkJson.Default.IReadOnlyListBulkLine)!;

    public static IReadOnlyList<StoredError> Problems(string? json) => json is null ? [] : JsonSerializer.Deserialize(json, BulkJson.Default.IReadOnlyListStoredError)!;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<BulkLine>))]
[JsonSerializable(typeof(IReadOnlyList<StoredError>))]
internal sealed partial class BulkJson : JsonSerializerContext;
