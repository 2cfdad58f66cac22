using Guildhall.App.Tags;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.Catalog;

/// <summary><c>POST /TagResource</c>. private-marketplace.md 2.7.</summary>
internal static class TagResource
{
    public static Operation Operation(TagLists tags) => CatalogOperation.Post("TagResource", async (call, cancellation) =>
    {
        var read = JsonBody.Read(call, TaggingJson.Default.TaggingRequest);
        if (read.Error is { } malformed) return malformed;
        if (read.Value.ResourceArn is not { } arn || read.Value.Tags is not { } given || given.Any(t => t?.Key is null || t.Value is null))
            return new WireError("ValidationException", "ResourceArn and Tags are required, and each tag needs a Key and a Value.");
        return (await tags.TagAsync(call.Caller(), arn, given!, call.RequestId, cancellation)).Answer(_ => OperationResult.Empty);
    }, changesState: true);
}
