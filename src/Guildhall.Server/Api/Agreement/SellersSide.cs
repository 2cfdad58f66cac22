using Guildhall.Domain.Agreements;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Agreement;

/// <summary>The operations that sellers call. Guildhall serves buyers: everybody is refused, and no client waits for a retry. storefront-and-procurement.md B.2, decisions.md 21.</summary>
internal static class SellersSide
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "SendAgreementCancellationRequest", "CancelAgreementCancellationRequest", "SendAgreementPaymentRequest", "CancelAgreementPaymentRequest",
        "BatchCreateBillingAdjustmentRequest", "GetBillingAdjustmentRequest", "ListBillingAdjustmentRequests", "ListAgreementInvoiceLineItems",
    ];

    public static IEnumerable<Operation> Operations => Names.Select(name => AgreementOperation.Of(name, SellersSideJson.Default.SellersSideInput, (_, _, _) =>
        Task.FromResult<Domain.Result<OperationResult>>(AgreementProblems.Access($"{name} is for sellers. Guildhall serves buyers: its agreements are its own record, and no seller acts in them."))));
}
