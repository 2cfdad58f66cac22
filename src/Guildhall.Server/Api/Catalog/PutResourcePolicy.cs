using System.Text.Json.Serialization;
using Guildhall.App.Experiences;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.Catalog;

/// <summary><c>POST /PutResourcePolicy</c>. private-marketplace.md 2.7.</summary>
internal static class PutResourcePolicy
{
    public static Operation Operation(ResourcePolicies policies) => CatalogOperation.Post("PutResourcePolicy", async (call, cancellation) =>
    {
        var read = JsonBody.Read(call, PutResourcePolicyJson.Default.PutResourcePolicyRequest);
        if (read.Error is { } malformed) return malformed;
        if (read.Value is not { ResourceArn: { } arn, Policy: { } policy }) return new WireError("ValidationException", "ResourceArn and Policy are required.");
        return (await policies.PutAsync(call.Caller(), arn, policy, call.RequestId, cancellation)).Answer(_ => OperationResult.Empty);
    }, changesState: true);
}

internal sealed record PutResourcePolicyRequest
{
    public string? ResourceArn { get; init; }

    public string? Policy { get; init; }
}

[JsonSerializable(typeof(PutResourcePolicyRequest))]
internal sealed partial class PutResourcePolicyJson : JsonSerializerContext;
