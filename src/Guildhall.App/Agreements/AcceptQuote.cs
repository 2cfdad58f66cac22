using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Store.Plain;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;

namespace Guildhall.App.Agreements;

/// <summary>The agreement that a quote was accepted as.</summary>
/// <param name="New">Whether this call accepted it; false when an earlier one had.</param>
public sealed record AcceptedQuote(string AgreementId, bool New);

/// <summary>An acceptance on its way into the store: agreement, terms, charges, entitlement, audit and event in one transaction, or none of them. storefront-and-procurement.md B.5.</summary>
/// <param name="AgreementId">The id of the agreement, if one is made.</param>
internal sealed record AcceptQuote(Caller Caller, string QuoteId, ImmutableArray<PurchaseOrder> Orders, string AgreementId, PurchaseGate Gate, string RequestId)
{
    public const string Operation = "AcceptAgreementRequest";

    public Result<AcceptedQuote> Decide(WriteScope scope)
    {
        if (scope.Find(AgreementTables.Quotes, QuoteId) is not { } quote || quote.Account != Caller.Account.Value) return AgreementProblems.NotFound("AgreementRequest", QuoteId);
        if (quote.AgreementId is { } accepted) return new AcceptedQuote(accepted, New: false);
        if (quote.ExpiresAt <= scope.Now) return AgreementProblems.Invalid("INVALID_AGREEMENT_REQUEST_ID", "The quote has expired; ask for another one.", "agreementRequestId");
        var tenant = Gate.TenantOf(scope, Caller.Account);
        if (AgreementRights.AccountRefused(tenant, Caller.Account) is { } inactive) return inactive;
        var document = AgreementDocuments.ReadQuote(quote.Document);
        var source = document.Source is { } id ? scope.Find(AgreementTables.Agreements, id) : null;
        if (SourceRefused(source, document) is { } stale) return stale;
        if (OrdersRefused(document) is { } wrong) return wrong;
        GateDecision? decision = null;
        if (document.Gate is not null)
        {
            decision = Gate.Decide(scope, tenant!, Caller.Account, new ProductId(quote.Product));
            if (GateRefused(scope, tenant!, decision) is { } denied) return denied;
        }

        if (document.Intent != Intent.Amend && Duplicates.Find(scope, quote.Account, quote.Offer, quote.Product, document.Terms.Terms, except: source?.Id) is { } twice) return twice;
        return Keep(scope, tenant!, quote, document, source, decision);
    }

    private static Problem? SourceRefused(AgreementRow? source, QuoteDocument document)
    {
        if (source is null) return null;
        if (source.Status != AgreementStatus.Active) return AgreementProblems.Invalid("INACTIVE_AGREEMENT", $"The agreement to be changed is {source.Status.Word()} by now.", "agreementRequestId");
        return document.Intent == Intent.Amend && !SameTerms(source, document) ? AgreementProblems.Conflict("Agreement", source.Id, "The agreement was amended since this quote was given; ask for another one.") : null;
    }

    /// <summary>The worker's own steps move the revision too; what an amendment is based on are the terms, which only amendments change.</summary>
    private static bool SameTerms(AgreementRow source, QuoteDocument document) => AgreementDocuments.ReadAgreement(source.Document).TermsRevision == document.SourceRevision;

    private Problem? OrdersRefused(QuoteDocument document)
    {
        foreach (var (place, order) in Orders.Index())
        {
            if (!document.Charges.Contains(order.ChargeId)) return AgreementProblems.Invalid("INVALID_CHARGE_ID", $"{order.ChargeId} is no charge of this quote.", $"purchaseOrders[{place}].chargeId");
            if (order.Revision is not (null or 1)) return AgreementProblems.Invalid("INVALID_CHARGE_REVISION", "A charge of a quote has revision 1.", $"purchaseOrders[{place}].chargeRevision");
        }

        return null;
    }

    private Problem? GateRefused(WriteScope scope, TenantState tenant, GateDecision decision)
    {
        if (PurchaseGate.Refusal(tenant, decision, Caller.Account) is not { } denied) return null;
        AgreementTrail.RecordRefusal(scope, tenant.Tenant.Value, Caller, RequestId, Operation, decision, denied.Message);
        return denied;
    }

    private AcceptedQuote Keep(WriteScope scope, TenantState tenant, QuoteRow quote, QuoteDocument document, AgreementRow? source, GateDecision? decision)
    {
        var id = document.Intent == Intent.Amend ? source!.Id : AgreementId;
        scope.Write(rows =>
        {
            quote.AgreementId = id;
            AgreementTables.Accept(rows, quote);
        });
        OpenQuotes.Of(scope, quote.Account).Remove(scope, quote.Id);
        var orders = Orders.Where(o => o.Reference is not null).ToDictionary(o => o.ChargeId, o => o.Reference!, StringComparer.Ordinal);
        AgreementTrail.Record(scope, tenant.Tenant.Value, Caller, RequestId, Operation, new JsonObject
        {
            ["agreementRequestId"] = quote.Id,
            ["agreementId"] = id,
            ["intent"] = document.Intent.Word(),
            ["productId"] = quote.Product,
            ["decision"] = AgreementTrail.Words(decision),
        });
        if (document.Intent == Intent.Amend) Amend(scope, source!, document, decision, orders);
        else Begin(scope, tenant, quote, document, source, decision, orders);
        return new AcceptedQuote(id, New: true);
    }

    private void Begin(WriteScope scope, TenantState tenant, QuoteRow quote, QuoteDocument document, AgreementRow? source, GateDecision? decision, IReadOnlyDictionary<string, string> orders)
    {
        if (source is not null)
        {
            AgreementWriting.End(scope, source, AgreementStatus.Replaced, before => before with { FollowedBy = AgreementId });
            AgreementTrail.Tell(scope, source, "AgreementReplaced", more: new JsonObject { ["replacedBy"] = AgreementId, ["status"] = AgreementStatus.Replaced.Word() });
        }

        var life = Lifetime.Of(document.Terms.Terms, scope.Now);
        var kept = new AgreementDocument(document.Terms.Terms, document.Gate, decision, Caller.Arn) { RenewalTerm = document.RenewalTerm, Follows = source?.Id, Charges = document.Charges.Length };
        var row = new AgreementRow
        {
            Id = AgreementId,
            TenantId = tenant.Tenant.Value,
            Account = quote.Account,
            Proposer = document.Proposer,
            Product = quote.Product,
            ProductType = document.ProductType,
            Offer = quote.Offer,
            AcceptedAt = scope.Now,
            StartTime = life.Start,
            EndTime = life.End ?? DateTimeOffset.MaxValue,
            AutoRenew = TermKinds.Renews(document.Terms.Terms),
            Currency = document.Terms.Currency,
            Value = Amounts.Text(document.Terms.Value),
            Entitlement = EntitlementStatus.Pending,
            EntitlementReason = EntitlementReason.ProvisioningInProgress,
            Revision = 1,
            Due = scope.Now,
            Document = AgreementDocuments.Write(kept),
        };
        AgreementWriting.Begin(scope, row, kept, document.Terms, document.Charges, orders);
        AgreementTrail.Tell(scope, row, "AgreementCreated");
    }

    private static void Amend(WriteScope scope, AgreementRow source, QuoteDocument quote, GateDecision? decision, IReadOnlyDictionary<string, string> orders)
    {
        var before = AgreementDocuments.ReadAgreement(source.Document);
        var after = before with
        {
            Terms = quote.Terms.Terms,
            RenewalTerm = quote.RenewalTerm,
            Amended = decision ?? before.Amended,
            Charges = before.Charges + quote.Charges.Length,
            TermsRevision = before.TermsRevision + 1,
        };
        scope.Write(rows =>
        {
            (source.AutoRenew, source.Value, source.Document) = (TermKinds.Renews(after.Terms), Amounts.Text(quote.Terms.Value), AgreementDocuments.Write(after));
            source.Due = AgreementWriting.DueOf(source, scope.Now);
            AgreementTables.Change(rows, source);
        });
        AgreementWriting.Charge(scope, source, quote.Terms, quote.Charges, before.Charges, orders);
        AgreementTrail.Tell(scope, source, "AgreementAmended", $"{after.TermsRevision}");
    }
}
