using System.Text.Json;

namespace Guildhall.App.Cloud.Discovery;

/// <summary>Looks into JSON from outside that may have any form: what is not as expected is simply not there.</summary>
internal static class Reading
{
    /// <summary>A member; undefined when there is none, it is null, or this is no object.</summary>
    public static JsonElement Find(this JsonElement of, string member) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(member, out var found) && found.ValueKind != JsonValueKind.Null ? found : default;

    /// <summary>A member that is text; else null.</summary>
    public static string? Text(this JsonElement of, string member) => of.Find(member) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>The items of a list; none when it is no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement of, string member) => of.Find(member) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>The first item of a list; undefined when there is none.</summary>
    public static JsonElement First(this JsonElement of, string member) => of.Items(member).FirstOrDefault();
}
