using System.Text.Json.Serialization;

namespace Guildhall.Server.Api.Agreement;

/// <summary>The input of the operations by which a buyer lists, reads and answers what a seller asks for.</summary>
internal sealed record SellerRequestInput
{
    public string? PartyType { get; init; }

    public string? AgreementType { get; init; }

    public string? Catalog { get; init; }

    public string? Status { get; init; }

    public string? AgreementId { get; init; }

    public string? AgreementCancellationRequestId { get; init; }

    public string? PaymentRequestId { get; init; }

    public string? RejectionReason { get; init; }

    public string? PurchaseOrderReference { get; init; }

    public int? MaxResults { get; init; }

    public string? NextToken { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SellerRequestInput))]
internal sealed partial class SellerRequestInputJson : JsonSerializerContext;
