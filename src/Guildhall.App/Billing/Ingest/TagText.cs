using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Ingest;

/// <summary>Values of tags as they are stored: a JSON array, empty text for none.</summary>
internal static class TagText
{
    public static string Write(TagValues tags) => tags.Values.IsEmpty ? "" : JsonSerializer.Serialize(tags.Values);

    public static TagValues Read(string text) => text.Length == 0 ? TagValues.None : new TagValues(JsonSerializer.Deserialize<ImmutableArray<string>>(text));
}
