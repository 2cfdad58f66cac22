using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Guildhall.Domain.Changes;

/// <summary>
/// Reads details documents strictly: unknown, repeated and missing members, nulls where there must be a value, other letter case and other types
/// are refused. private-marketplace.md 2.1 item 4, decisions.md 20.
/// </summary>
public static class ChangeDetails
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerOptions.Strict)
    {
        MaxDepth = 16,
        Converters = { new ExactEnumFactory() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>The change that the details describe, or a problem whose <see cref="Problem.Member"/> is the member's path where it is known.</summary>
    public static Result<Change> Read(ChangeType type, JsonElement details)
    {
        if (details.ValueKind != JsonValueKind.Object) return Problem.Malformed("The details must be a JSON object.");
        try
        {
            return (Change)details.Deserialize(type.Details, Options)!;
        }
        catch (JsonException refused)
        {
            return Problem.Malformed($"The details do not fit {type.Name}: {Reason(refused)}", refused.Path?.TrimStart('$', '.'));
        }
    }

    private static string Reason(JsonException refused) =>
        refused.Path is { Length: > 2 and < 100 } path ? $"see {path[2..]}." : "a member is missing, unknown or of the wrong type.";
}
