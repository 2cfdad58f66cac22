using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Guildhall.App.Access;
using Guildhall.App.Store;
using Guildhall.App.Store.Plain;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Governance;
using Guildhall.Wire.Protocols;

namespace Guildhall.App.Agreements;

/// <summary>
/// What the clock does with an agreement: gives its entitlement, warns of a renewal that will be refused, renews it or lets it expire. From its row alone, so that it happens once however
/// often and wherever it is tried. storefront-and-procurement.md B.5, B.8; private-marketplace.md 5.3.
/// </summary>
internal sealed record AdvanceAgreement(string Id, PurchaseGate Gate, IdSource Ids, string RequestId)
{
    /// <summary>How long a renewal, or the notice of one, waits for an organization that cannot be told, from the first time it was asked about, before it counts as refused.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    /// <summary>True when something was done.</summary>
    public bool Decide(WriteScope scope)
    {
        if (scope.Find(AgreementTables.Agreements, Id) is not { Status: AgreementStatus.Active } agreement || agreement.Due is not { } due || due > scope.Now) return false;
        if (agreement.EndTime <= scope.Now && agreement.Entitlement != EntitlementStatus.Pending) return AtEnd(scope, agreement);
        if (agreement.Entitlement is EntitlementStatus.Pending or EntitlementStatus.Scheduled) Provision(scope, agreement);
        else Warn(scope, agreement);
        return true;
    }

    private static void Provision(WriteScope scope, AgreementRow agreement) => Change(scope, agreement, () =>
        (agreement.Entitlement, agreement.EntitlementReason) = agreement.StartTime > scope.Now
            ? (EntitlementStatus.Scheduled, EntitlementReason.FutureStartDate)
            : (EntitlementStatus.Provisioned, EntitlementReason.AgreementActive));

    private void Warn(WriteScope scope, AgreementRow agreement)
    {
        if (agreement.AutoRenew && RenewalNotices.Due(agreement.EndTime, scope.Now) is { } days)
        {
            var decision = Ask(scope, agreement);
            if (Waits(scope, agreement, decision, agreement.EndTime - TimeSpan.FromDays(days))) return;
            if (!decision.Allows)
            {
                AgreementTrail.Tell(scope, agreement, "AgreementRenewalBlocked", $"{days}", new JsonObject
                {
                    ["days"] = days,
                    ["endTime"] = WireTime.Text(agreement.EndTime),
                    ["reason"] = decision.Reason.Word(),
                    ["experienceId"] = decision.Experience?.Value,
                });
            }
        }

        Change(scope, agreement, () => { });
    }

    private bool AtEnd(WriteScope scope, AgreementRow agreement)
    {
        if (!agreement.AutoRenew)
        {
            Expire(scope, agreement, null);
            return true;
        }

        var decision = Ask(scope, agreement);
        if (Waits(scope, agreement, decision, agreement.EndTime)) return true;
        if (decision.Allows) Renew(scope, agreement, decision);
        else Expire(scope, agreement, decision);
        return true;
    }

    /// <summary>Puts it off when the organization cannot be told, as after a long stop of the server; false when it need not wait, or has waited long enough.</summary>
    /// <param name="due">Since when it is to be done: what waited before then was something else.</param>
    private static bool Waits(WriteScope scope, AgreementRow agreement, GateDecision decision, DateTimeOffset due)
    {
        if (decision.Reason != DecisionReason.OrganizationUnreadable) return false;
        var document = AgreementDocuments.ReadAgreement(agreement.Document);
        var since = document.WaitingSince is { } asked && asked >= due ? asked : scope.Now;
        if (scope.Now - since >= Patience) return false;
        Change(scope, agreement, () => agreement.Document = AgreementDocuments.Write(document with { WaitingSince = since }), scope.Now + Pause);
        return true;
    }

    /// <summary>The gate of now; an account that is not there or not active any more buys nothing.</summary>
    private GateDecision Ask(WriteScope scope, AgreementRow agreement)
    {
        var (account, product) = (new AccountId(agreement.Account), new ProductId(agreement.Product));
        var tenant = Gate.TenantOf(scope, account);
        // Whether the account is there is asked of the same state as the rest: nothing ends because another process knows better.
        if (tenant is not null) scope.Hold(tenant.Tenant);
        return tenant is null || AgreementRights.AccountRefused(tenant, account) is not null
            ? new GateDecision(product, DecisionReason.AccountNotFound, null, null, scope.Now, tenant?.ReadAt ?? scope.Now) { Version = tenant?.Version ?? 0 }
            : Gate.Decide(scope, tenant, account, product);
    }

    /// <param name="refused">Why it is not renewed although the buyer wanted it; null when nobody did.</param>
    private void Expire(WriteScope scope, AgreementRow agreement, GateDecision? refused)
    {
        var why = refused is null ? null : $"Not renewed: {refused.Reason.Word()}";
        AgreementWriting.End(scope, agreement, AgreementStatus.Expired, before => before with { EndReason = why });
        AgreementTrail.RecordItself(scope, agreement, RequestId, "ExpireAgreement", Itself(agreement), new JsonObject { ["agreementId"] = agreement.Id, ["decision"] = AgreementTrail.Words(refused) });
        AgreementTrail.Tell(scope, agreement, "AgreementExpired", more: new JsonObject { ["status"] = AgreementStatus.Expired.Word(), ["renewalRefused"] = refused?.Reason.Word() });
    }

    private void Renew(WriteScope scope, AgreementRow agreement, GateDecision decision)
    {
        var before = AgreementDocuments.ReadAgreement(agreement.Document);
        var terms = Renewing.Terms(before.Terms, agreement.StartTime, agreement.EndTime);
        var life = Lifetime.Of(terms, agreement.EndTime);
        if (life.End <= agreement.EndTime || Quoting.Priced(terms, agreement.EndTime) is not { } priced)
        {
            Expire(scope, agreement, null);
            return;
        }

        var id = Ids.Agreement();
        string[] charges = [.. priced.Charges.Select(_ => Ids.Charge())];
        var next = new AgreementRow
        {
            Id = id,
            TenantId = Gate.TenantOf(scope, new AccountId(agreement.Account))!.Tenant.Value,
            Account = agreement.Account,
            Proposer = agreement.Proposer,
            Product = agreement.Product,
            ProductType = agreement.ProductType,
            Offer = agreement.Offer,
            AcceptedAt = scope.Now,
            StartTime = agreement.EndTime,
            EndTime = life.End ?? DateTimeOffset.MaxValue,
            AutoRenew = true,
            Currency = agreement.Currency,
            Value = Amounts.Text(priced.Value),
            Entitlement = EntitlementStatus.Pending,
            EntitlementReason = EntitlementReason.ProvisioningInProgress,
            Revision = 1,
            Due = scope.Now,
            Document = AgreementDocuments.Write(Renewed(before, terms, decision, agreement.Id, charges.Length)),
        };
        AgreementWriting.End(scope, agreement, AgreementStatus.Renewed, document => document with { FollowedBy = id });
        AgreementWriting.Begin(scope, next, AgreementDocuments.ReadAgreement(next.Document), priced, charges, new Dictionary<string, string>());
        AgreementTrail.RecordItself(scope, agreement, RequestId, "RenewAgreement", Itself(agreement), new JsonObject { ["agreementId"] = agreement.Id, ["renewedBy"] = id, ["decision"] = AgreementTrail.Words(decision) });
        AgreementTrail.Tell(scope, agreement, "AgreementRenewed", more: new JsonObject { ["status"] = AgreementStatus.Renewed.Word(), ["renewedBy"] = id });
    }

    private static AgreementDocument Renewed(AgreementDocument before, ImmutableArray<AcceptedTerm> terms, GateDecision decision, string follows, int charges) =>
        new(terms, null, decision, before.By) { RenewalTerm = before.RenewalTerm, Follows = follows, Charges = charges };

    private static void Change(WriteScope scope, AgreementRow agreement, Action change, DateTimeOffset? due = null) => scope.Write(rows =>
    {
        change();
        agreement.Due = due ?? AgreementWriting.DueOf(agreement, scope.Now);
        AgreementTables.Change(rows, agreement);
    });

    private static string Itself(AgreementRow agreement) => SystemActor.Of(new AccountId(agreement.Account)).Arn;
}
