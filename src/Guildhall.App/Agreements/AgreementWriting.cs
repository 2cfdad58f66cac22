using System.Collections.Immutable;
using Guildhall.App.Store;
using Guildhall.App.Store.Plain;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Agreements;

namespace Guildhall.App.Agreements;

/// <summary>How agreements, their charges and entitlements begin and end in the store, whoever begins or ends them.</summary>
internal static class AgreementWriting
{
    /// <summary>A new agreement with its charges; its entitlement is given by the worker.</summary>
    public static void Begin(WriteScope scope, AgreementRow agreement, AgreementDocument document, QuotedTerms quoted, IReadOnlyList<string> charges, IReadOnlyDictionary<string, string> orders)
    {
        scope.Add(agreement);
        Charge(scope, agreement, quoted, charges, 0, orders);
        Duplicates.Keep(scope, agreement, document.Terms);
    }

    /// <summary>Adds charges behind those there are.</summary>
    /// <param name="orders">Purchase order numbers by charge.</param>
    public static void Charge(WriteScope scope, AgreementRow agreement, QuotedTerms quoted, IReadOnlyList<string> ids, int from, IReadOnlyDictionary<string, string> orders)
    {
        foreach (var (place, charge) in quoted.Charges.Index())
        {
            scope.Add(new ChargeRow
            {
                Id = ids[place],
                AgreementId = agreement.Id,
                Place = from + place,
                Revision = 1,
                PurchaseOrder = orders.GetValueOrDefault(ids[place]),
                Currency = quoted.Currency,
                Amount = charge.Amount is { } amount ? Amounts.Text(amount) : null,
                Timing = charge.Timing,
                Time = charge.Timing == ChargeTiming.OnAcceptance ? scope.Now : charge.Time,
            });
        }
    }

    /// <summary>Ends an active agreement, and the entitlement with it.</summary>
    /// <param name="change">What becomes of its document.</param>
    public static void End(WriteScope scope, AgreementRow agreement, AgreementStatus status, Func<AgreementDocument, AgreementDocument>? change = null)
    {
        var document = AgreementDocuments.ReadAgreement(agreement.Document);
        scope.Write(rows =>
        {
            agreement.Status = status;
            if (agreement.EndTime > scope.Now) agreement.EndTime = scope.Now;
            (agreement.Entitlement, agreement.EntitlementReason, agreement.Due) = (EntitlementStatus.Deprovisioned, EntitlementReason.AgreementInactive, null);
            if (change is not null) agreement.Document = AgreementDocuments.Write(change(document));
            AgreementTables.Change(rows, agreement);
        });
        Duplicates.Release(scope, agreement, document.Terms);
    }

    /// <summary>When there is something to do for it next, by the clock alone; null for never.</summary>
    public static DateTimeOffset? DueOf(AgreementRow agreement, DateTimeOffset now) =>
        agreement.Status != AgreementStatus.Active ? null
        : agreement.Entitlement == EntitlementStatus.Pending ? now
        : agreement.Entitlement == EntitlementStatus.Scheduled ? agreement.StartTime
        : AgreementLine.EndOf(agreement.EndTime) is null ? null
        : agreement.AutoRenew ? RenewalNotices.Next(agreement.EndTime, now)
        : agreement.EndTime;
}
