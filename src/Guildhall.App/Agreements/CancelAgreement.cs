using System.Text.Json.Nodes;
using Guildhall.App.Access;
using Guildhall.App.Store;
using Guildhall.App.Store.Plain;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;

namespace Guildhall.App.Agreements;

/// <summary>Ends an agreement for its buyer. Approval has no say in it, and neither has the state of the account. storefront-and-procurement.md B.9.</summary>
/// <param name="Window">How long a prepaid agreement may be cancelled.</param>
internal sealed record CancelAgreement(Caller Caller, string Id, TimeSpan Window, string RequestId)
{
    public const string Operation = "CancelAgreement";

    public Result<string> Decide(WriteScope scope)
    {
        if (scope.Find(AgreementTables.Agreements, Id) is not { } agreement || agreement.Account != Caller.Account.Value) return AgreementProblems.NotFound("Agreement", Id);
        var document = AgreementDocuments.ReadAgreement(agreement.Document);
        if (Cancelling.Check(agreement.Status, TermKinds.IsPrepaid(document.Terms), agreement.AcceptedAt, scope.Now, Window) is { } refused) return refused;
        if (agreement.Status == AgreementStatus.Cancelled) return Id;
        AgreementTrail.Record(scope, agreement.TenantId, Caller, RequestId, Operation, new JsonObject { ["agreementId"] = Id, ["productId"] = agreement.Product });
        AgreementWriting.End(scope, agreement, AgreementStatus.Cancelled);
        AgreementTrail.Tell(scope, agreement, "AgreementCancelled", more: new JsonObject { ["status"] = AgreementStatus.Cancelled.Word() });
        return Id;
    }
}
