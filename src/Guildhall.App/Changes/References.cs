using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Guildhall.App.Changes;

/// <summary>References between the changes of a set: <c>$ChangeName.Entity.Identifier</c>, whole texts only. private-marketplace.md 2.1.3.</summary>
public static partial class References
{
    /// <summary>The change name a text refers to; null when it is no reference.</summary>
    public static string? NameIn(string? text) => text is not null && Form().Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>The change names that string values inside details refer to.</summary>
    public static IEnumerable<string> NamesIn(JsonElement details) => details.ValueKind switch
    {
        JsonValueKind.String => NameIn(details.GetString()) is { } name ? [name] : [],
        JsonValueKind.Object => details.EnumerateObject().SelectMany(m => NamesIn(m.Value)),
        JsonValueKind.Array => details.EnumerateArray().SelectMany(NamesIn),
        _ => [],
    };

    /// <summary>The details with each reference replaced by the id it stands for; the same element when there is none.</summary>
    public static JsonElement Resolve(JsonElement details, IReadOnlyDictionary<string, string> ids) =>
        NamesIn(details).Any() ? JsonSerializer.SerializeToElement(Resolve(JsonNode.Parse(details.GetRawText()), ids)) : details;

    private static JsonNode? Resolve(JsonNode? node, IReadOnlyDictionary<string, string> ids) => node switch
    {
        JsonObject o => new JsonObject(o.Select(m => KeyValuePair.Create(m.Key, Resolve(m.Value?.DeepClone(), ids)))),
        JsonArray a => new JsonArray([.. a.Select(item => Resolve(item?.DeepClone(), ids))]),
        JsonValue v when v.GetValueKind() == JsonValueKind.String && NameIn(v.GetValue<string>()) is { } name && ids.TryGetValue(name, out var id) => id,
        _ => node?.DeepClone(),
    };

    [GeneratedRegex(@"\A\$([A-Za-z0-9_-]{1,72})\.Entity\.Identifier\z")]
    private static partial Regex Form();
}
