using Guildhall.App;
using Guildhall.App.Access;
using Guildhall.App.Audit;
using Guildhall.Domain.Agreements;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Agreement;

/// <summary>The operations of the Agreement API. storefront-and-procurement.md B.2.</summary>
internal static class AgreementOperations
{
    public static IEnumerable<Operation> All(Installation guildhall) => Served(guildhall).Select(operation => Audited(operation, guildhall.RefusedCalls));

    private static Operation[] Served(Installation guildhall) =>
    [
        CreateAgreementRequest.Operation(guildhall),
        AcceptAgreementRequest.Operation(guildhall),
        DescribeAgreement.Operation(guildhall),
        SearchAgreements.Operation(guildhall),
        GetAgreementTerms.Operation(guildhall),
        CancelAgreement.Operation(guildhall),
        GetAgreementEntitlements.Operation(guildhall),
        ListAgreementCharges.Operation(guildhall),
        UpdatePurchaseOrders.Operation(guildhall),
        .. SellerRequests.Operations(guildhall),
        .. SellersSide.Operations,
    ];

    /// <summary>What the private marketplace refused is in the audit already, with the product and the experience.</summary>
    private static Operation Audited(Operation operation, RefusedCalls refused) => operation with
    {
        Handler = async (call, cancellation) =>
        {
            var result = await operation.Handler(call, cancellation);
            if (result is ErrorResult { Refusal: { Code: "AccessDeniedException" } denied } && !denied.Members.Any(m => m.Value == AgreementProblems.DeniedByPolicy))
                await refused.RecordAsync(new RefusedCall((Caller)call.Principal, AuditSources.AwsApi, operation.Name, call.RequestId, call.RemoteAddress, denied.Code, denied.Message));
            return result;
        },
    };
}
