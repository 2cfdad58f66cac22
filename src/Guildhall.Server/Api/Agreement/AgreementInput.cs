using System.Text.Json.Serialization;

namespace Guildhall.Server.Api.Agreement;

/// <summary>The input of the operations that name an agreement and, where they list, a page.</summary>
internal sealed record AgreementInput
{
    public string? AgreementId { get; init; }

    public int? MaxResults { get; init; }

    public string? NextToken { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AgreementInput))]
internal sealed partial class AgreementInputJson : JsonSerializerContext;
