using System.Text.Json;
using System.Text.Json.Serialization;

namespace Guildhall.App.Organizations;

/// <summary>Progress as it is stored between two runs.</summary>
public static class ReadingJson
{
    public static string Write(ReadingProgress progress) => JsonSerializer.Serialize(progress, ReadingShapes.Default.ReadingProgress);

    /// <summary>Null when another version of Guildhall wrote it and it cannot be read: the reading then starts anew.</summary>
    public static ReadingProgress? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ReadingShapes.Default.ReadingProgress);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ReadingProgress))]
internal sealed partial class ReadingShapes : JsonSerializerContext;
