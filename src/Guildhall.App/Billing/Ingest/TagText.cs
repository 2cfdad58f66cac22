using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Ingest;

/// <summary>Values of tags as they are stored: a JSON object by the tags' keys as they were when the report was read, empty text for none.</summary>
internal static class TagText
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="keys">Of each value, in their order.</param>
    public static string Write(IEnumerable<string> keys, TagValues tags) =>
        tags.Values.IsEmpty ? "" : JsonSerializer.Serialize(keys.Zip(tags.Values).ToDictionary(t => t.First, t => t.Second, StringComparer.Ordinal), Plain);

    /// <summary>The keys with their values, in the order of the settings.</summary>
    public static IReadOnlyDictionary<string, string> Named(string text) => text.Length == 0 ? ImmutableDictionary<string, string>.Empty : JsonSerializer.Deserialize<Dictionary<string, string>>(text)!;

    public static TagValues Read(string text) => text.Length == 0 ? TagValues.None : new TagValues([.. Named(text).Values]);
}
