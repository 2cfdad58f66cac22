using Guildhall.App.Tags;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.Catalog;

/// <summary><c>POST /UntagResource</c>. private-marketplace.md 2.7.</summary>
internal static class UntagResource
{
    public static Operation Operation(TagLists tags) => CatalogOperation.Post("UntagResource", async (call, cancellation) =>
    {
        var read = JsonBody.Read(call, TaggingJson.Default.TaggingRequest);
        if (read.Error is { } malformed) return malformed;
        if (read.Value.ResourceArn is not { } arn || read.Value.TagKeys is not { } keys || keys.Contains(null))
            return new WireError("ValidationException", "ResourceArn and TagKeys are required.");
        return (await tags.UntagAsync(call.Caller(), arn, keys!, call.RequestId, cancellation)).Answer(_ => OperationResult.Empty);
    }, changesState: true);
}
