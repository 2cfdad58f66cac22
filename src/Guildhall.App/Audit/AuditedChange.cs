using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Guildhall.App.Audit;

/// <summary>A member that an audited act changed; null where it was not there.</summary>
/// <param name="Path">Names from the outside in, with dots: <c>Policy.Allowed</c>.</param>
public sealed record ChangedMember(string Path, string? Before, string? After);

/// <summary>What an audited act did to one entity or resource: the members that differ, and no others.</summary>
/// <param name="Entity">An entity's id or a resource's ARN.</param>
public sealed record AuditedChange(string Entity, bool Created, ImmutableArray<ChangedMember> Members)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The changes of a record in CloudTrail's shape; none when it tells of none.</summary>
    public static ImmutableArray<AuditedChange> Of(string record) =>
        JsonNode.Parse(record)?["changes"] is JsonArray changes ? [.. changes.OfType<JsonObject>().Select(Of)] : [];

    private static AuditedChange Of(JsonObject change)
    {
        var entity = (string?)(change["entityId"] ?? change["resourceArn"]) ?? "";
        return new AuditedChange(entity, change["before"] is null, [.. Differences("", change["before"], change["after"])]);
    }

    private static IEnumerable<ChangedMember> Differences(string path, JsonNode? before, JsonNode? after)
    {
        if (JsonNode.DeepEquals(before, after)) return [];
        return (before, after) switch
        {
            (JsonObject or null, JsonObject or null) => Names(before, after).SelectMany(n => Differences(path.Length == 0 ? n : $"{path}.{n}", before?[n], after?[n])),
            (JsonArray or null, JsonArray or null) => [new ChangedMember(path, Items(before, after), Items(after, before))],
            _ => [new ChangedMember(path, Text(before), Text(after))],
        };
    }

    /// <summary>Without the two that every change moves and the record's time tells already.</summary>
    private static IEnumerable<string> Names(JsonNode? before, JsonNode? after) =>
        new[] { before, after }.OfType<JsonObject>().SelectMany(o => o.Select(m => m.Key)).Distinct(StringComparer.Ordinal).Except(["Revision", "LastModified"]);

    /// <summary>The items of one list that the other does not have, one a line.</summary>
    private static string? Items(JsonNode? shown, JsonNode? other)
    {
        if (shown is not JsonArray items) return null;
        var known = (other as JsonArray ?? []).Select(Text).ToHashSet(StringComparer.Ordinal);
        var own = items.Select(Text).Where(text => !known.Contains(text)).ToList();
        return own.Count == 0 ? null : string.Join('\n', own);
    }

    private static string? Text(JsonNode? node) => node switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out string? text) => text,
        _ => node.ToJsonString(Plain),
    };
}
