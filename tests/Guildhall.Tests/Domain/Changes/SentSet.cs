using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.Domain.Changes;

namespace Guildhall.Tests.Domain.Changes;

/// <summary>Reads a StartChangeSet body the short way: no limits of the wire, no references inside details.</summary>
internal static class SentSet
{
    public static ImmutableArray<SentChange> Read(string json) =>
        [.. JsonDocument.Parse(json).RootElement.GetProperty("ChangeSet").EnumerateArray().Select(Change)];

    private static SentChange Change(JsonElement change, int place)
    {
        var type = ChangeTypes.Find(change.GetProperty("ChangeType").GetString()!)!;
        var details = change.TryGetProperty("DetailsDocument", out var document) ? document : JsonDocument.Parse(Text(change, "Details")!).RootElement;
        return new SentChange(place, Text(change, "ChangeName"), Text(change.GetProperty("Entity"), "Identifier"), ChangeDetails.Read(type, details).Value, []);
    }

    private static string? Text(JsonElement element, string member) => element.TryGetProperty(member, out var text) ? text.GetString() : null;
}
