using System.Collections.Immutable;
using Guildhall.App.Tags;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.Catalog;

/// <summary><c>POST /ListTagsForResource</c>. private-marketplace.md 2.7.</summary>
internal static class ListTagsForResource
{
    public static Operation Operation(TagLists tags) => CatalogOperation.Post("ListTagsForResource", async (call, cancellation) =>
    {
        var read = JsonBody.Read(call, TaggingJson.Default.TaggingRequest);
        if (read.Error is { } malformed) return malformed;
        if (read.Value.ResourceArn is not { } arn) return new WireError("ValidationException", "ResourceArn is required.");
        return (await tags.ListAsync(call.Caller(), arn, cancellation)).Answer(found => Listed(arn, found));
    });

    private static OperationResult Listed(string arn, ImmutableSortedDictionary<string, string> tags) => OperationResult.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("ResourceArn", arn);
        json.WriteStartArray("Tags");
        foreach (var (key, value) in tags)
        {
            json.WriteStartObject();
            json.WriteString("Key", key);
            json.WriteString("Value", value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
