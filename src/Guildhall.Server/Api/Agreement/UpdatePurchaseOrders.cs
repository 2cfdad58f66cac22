using System.Text.Json.Serialization;
using Guildhall.App;
using Guildhall.App.Agreements;
using Guildhall.Domain.Agreements;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Agreement;

/// <summary>Purchase order numbers of charges. storefront-and-procurement.md B.6.</summary>
internal static class UpdatePurchaseOrders
{
    private const string Name = "UpdatePurchaseOrders";

    public static Operation Operation(Installation guildhall) => AgreementOperation.Of(Name, UpdatePurchaseOrdersJson.Default.UpdatePurchaseOrdersInput, async (input, call, cancellation) =>
    {
        if (AgreementRights.Refused(call.Caller(), Name) is { } refused) return refused;
        if (input.PurchaseOrders is null) return AgreementProblems.Invalid("MISSING_PURCHASE_ORDERS", "purchaseOrders is required.", "purchaseOrders");
        return (await guildhall.Agreements.UpdatePurchaseOrdersAsync(call.Caller(), PurchaseOrderInput.Read(input.PurchaseOrders), call.RequestId, cancellation)).Answer(_ => AgreementOperation.Nothing);
    }, changesState: true);
}

internal sealed record UpdatePurchaseOrdersInput
{
    public IReadOnlyList<PurchaseOrderInput?>? PurchaseOrders { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(UpdatePurchaseOrdersInput))]
internal sealed partial class UpdatePurchaseOrdersJson : JsonSerializerContext;
