using System.Text.Json;
using System.Text.Json.Serialization;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Store.Rows;

namespace Guildhall.App.Organizations.TagReading;

/// <summary>Tags in the form in which they are kept and searched.</summary>
internal static partial class StoredTags
{
    public static void Set(AccountTagsRow row, IEnumerable<ResourceTag> tags, DateTimeOffset readAt)
    {
        var kept = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in tags) kept[tag.Key] = tag.Value;
        (row.Tags, row.Sought, row.ReadAt) = (JsonSerializer.Serialize(kept, Form.Default.SortedDictionaryStringString), string.Join('\n', kept.Select(t => Sought($"{t.Key}={t.Value}"))), readAt);
    }

    public static SortedDictionary<string, string> Read(string tags) => JsonSerializer.Deserialize(tags, Form.Default.SortedDictionaryStringString)!;

    public static string Sought(string text) => text.ToLowerInvariant();

    [JsonSerializable(typeof(SortedDictionary<string, string>))]
    private sealed partial class Form : JsonSerializerContext;
}
