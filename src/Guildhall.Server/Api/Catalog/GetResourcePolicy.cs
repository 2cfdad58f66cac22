using Guildhall.App.Experiences;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Catalog;

/// <summary><c>GET /GetResourcePolicy?resourceArn=</c>. private-marketplace.md 2.7.</summary>
internal static class GetResourcePolicy
{
    public static Operation Operation(ResourcePolicies policies) => CatalogOperation.Rest("GET", "GetResourcePolicy", (call, _) =>
        ValueTask.FromResult(call.Query("resourceArn") is { } arn ? policies.Get(call.Caller(), arn).Answer(Described) : CatalogOperation.ArnRequired));

    private static OperationResult Described(string policy) => OperationResult.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("Policy", policy);
        json.WriteEndObject();
    });
}
