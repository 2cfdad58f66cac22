using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Guildhall.App.Access;
using Guildhall.App.Store;
using Guildhall.App.Store.Plain;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;

namespace Guildhall.App.Agreements;

/// <summary>Purchase order numbers of charges, all of them or none. storefront-and-procurement.md B.6.</summary>
internal sealed record UpdatePurchaseOrders(Caller Caller, ImmutableArray<PurchaseOrder> Orders, string RequestId)
{
    public const string Operation = "UpdatePurchaseOrders";

    public Result<int> Decide(WriteScope scope)
    {
        var charges = new List<(ChargeRow Charge, AgreementRow Agreement)>();
        foreach (var order in Orders)
        {
            if (scope.Find(AgreementTables.Charges, order.ChargeId) is not { } charge || scope.Find(AgreementTables.Agreements, charge.AgreementId) is not { } agreement || agreement.Account != Caller.Account.Value)
                return AgreementProblems.NotFound("Charge", order.ChargeId);
            if (order.AgreementId is { } named && named != agreement.Id) return AgreementProblems.NotFound("Agreement", named);
            if (order.Revision is { } seen && seen != charge.Revision) return AgreementProblems.Conflict("Charge", charge.Id, $"The charge is at revision {charge.Revision}, not {seen}; read it anew.");
            charges.Add((charge, agreement));
        }

        foreach (var ((charge, agreement), order) in charges.Zip(Orders))
        {
            scope.Write(rows =>
            {
                charge.PurchaseOrder = order.Reference;
                AgreementTables.Change(rows, charge);
            });
            AgreementTrail.Record(scope, agreement.TenantId, Caller, RequestId, Operation, new JsonObject { ["agreementId"] = agreement.Id, ["chargeId"] = charge.Id, ["purchaseOrderReference"] = order.Reference });
        }

        return charges.Count;
    }
}
