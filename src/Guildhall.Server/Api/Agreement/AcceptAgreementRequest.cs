using System.Text.Json.Serialization;
using Guildhall.App;
using Guildhall.App.Agreements;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Agreement;

/// <summary>Makes a quote an agreement. storefront-and-procurement.md B.5.</summary>
internal static class AcceptAgreementRequest
{
    public static Operation Operation(Installation guildhall) => AgreementOperation.Of("AcceptAgreementRequest", AcceptAgreementRequestJson.Default.AcceptAgreementRequestInput, async (input, call, cancellation) =>
    {
        var caller = call.Caller();
        if (Agreements.AcceptanceRefused(caller, input.PurchaseOrders is not null) is { } refused) return refused;
        if (AgreementShapes.QuoteId(input.AgreementRequestId) is { } malformed) return malformed;
        if (input.PurchaseOrders is { Count: 0 } && AgreementShapes.Orders([], needed: false) is { } none) return none;
        var orders = PurchaseOrderInput.Read(input.PurchaseOrders);
        return (await guildhall.Agreements.AcceptAsync(caller, input.AgreementRequestId!, orders, call.RequestId, cancellation)).Answer(Accepted);
    }, changesState: true);

    private static OperationResult Accepted(AcceptedQuote accepted) => OperationResult.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("agreementId", accepted.AgreementId);
        json.WriteEndObject();
    });
}

internal sealed record AcceptAgreementRequestInput
{
    public string? AgreementRequestId { get; init; }

    public IReadOnlyList<PurchaseOrderInput?>? PurchaseOrders { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AcceptAgreementRequestInput))]
internal sealed partial class AcceptAgreementRequestJson : JsonSerializerContext;
