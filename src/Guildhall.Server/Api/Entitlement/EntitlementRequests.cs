using System.Text.Json.Serialization;

namespace Guildhall.Server.Api.Entitlement;

internal sealed record GetEntitlementsRequest
{
    public string? ProductCode { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string?>?>? Filter { get; init; }

    public int? MaxResults { get; init; }

    public string? NextToken { get; init; }
}

internal sealed record ResolveCustomerRequest
{
    public string? RegistrationToken { get; init; }
}

[JsonSerializable(typeof(GetEntitlementsRequest))]
[JsonSerializable(typeof(ResolveCustomerRequest))]
internal sealed partial class EntitlementJson : JsonSerializerContext;
