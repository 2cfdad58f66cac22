using Guildhall.App;
using Guildhall.App.Agreements;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Agreement;

/// <summary>Ends an agreement. storefront-and-procurement.md B.9.</summary>
internal static class CancelAgreement
{
    public static Operation Operation(Installation guildhall) => AgreementOperation.Of("CancelAgreement", AgreementInputJson.Default.AgreementInput, async (input, call, cancellation) =>
    {
        var caller = call.Caller();
        if (AgreementRights.Refused(caller, "CancelAgreement", "Unsubscribe") is { } refused) return refused;
        if (AgreementShapes.AgreementId(input.AgreementId) is { } malformed) return malformed;
        return (await guildhall.Agreements.CancelAsync(caller, input.AgreementId!, call.RequestId, cancellation)).Answer(_ => AgreementOperation.Nothing);
    }, changesState: true);
}
