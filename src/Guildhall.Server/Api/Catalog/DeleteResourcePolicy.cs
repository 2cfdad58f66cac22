using Guildhall.App.Experiences;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Catalog;

/// <summary><c>DELETE /DeleteResourcePolicy?resourceArn=</c>. private-marketplace.md 2.7.</summary>
internal static class DeleteResourcePolicy
{
    public static Operation Operation(ResourcePolicies policies) => CatalogOperation.Rest("DELETE", "DeleteResourcePolicy", async (call, cancellation) =>
        call.Query("resourceArn") is { } arn
            ? (await policies.DeleteAsync(call.Caller(), arn, call.RequestId, cancellation)).Answer(_ => OperationResult.Empty)
            : CatalogOperation.ArnRequired, changesState: true);
}
