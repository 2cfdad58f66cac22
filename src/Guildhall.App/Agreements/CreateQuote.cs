using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Store.Plain;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Offers;

namespace Guildhall.App.Agreements;

/// <summary>A request for a quote on its way into the store: checks 3 to 9 of storefront-and-procurement.md B.4, in this order.</summary>
/// <param name="Proposed">The offer of the proposal, or why there is none; null when the request names no proposal.</param>
internal sealed record CreateQuote(Caller Caller, QuoteRequest Request, string Id, Result<ProposedOffer>? Proposed, PurchaseGate Gate, IdSource Ids, string RequestId)
{
    public const string Operation = "CreateAgreementRequest";

    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    private readonly string _hash = AgreementDocuments.Hash(Request);

    public Result<Quote> Decide(WriteScope scope)
    {
        if (Replayed(scope) is { } replayed) return replayed;
        var tenant = Gate.TenantOf(scope, Caller.Account);
        if (AgreementRights.AccountRefused(tenant, Caller.Account) is { } inactive) return inactive;
        if (Proposed is { Refused: true } refused) return refused.Problems;
        var source = Request.Source is { } id ? scope.Find(AgreementTables.Agreements, id) : null;
        if (SourceRefused(source, scope.Now) is { } wrong) return wrong;
        return Request.Intent == Intent.Amend ? Amended(scope, tenant!, source!) : Offered(scope, tenant!, source);
    }

    private Result<Quote>? Replayed(WriteScope scope)
    {
        if (Request.ClientToken is not { } token || scope.Find(AgreementTables.QuoteTokens, Caller.Account.Value, token) is not { } used || scope.Now - used.UsedAt >= Life) return null;
        return used.InputHash == _hash
            ? Quotes.Of(scope.Find(AgreementTables.Quotes, used.QuoteId)!)
            : AgreementProblems.Conflict("AgreementRequest", used.QuoteId, "This clientToken was used with another request in the last 24 hours.");
    }

    /// <summary>Check 5.</summary>
    private Problem? SourceRefused(AgreementRow? source, DateTimeOffset now)
    {
        if (Request.Source is not { } id) return null;
        if (source is null || source.Account != Caller.Account.Value) return AgreementProblems.NotFound("Agreement", id);
        if (source.Status != AgreementStatus.Active) return AgreementProblems.Invalid("INACTIVE_AGREEMENT", $"The agreement is {source.Status.Word()}; only an ACTIVE one is amended or replaced.", "sourceAgreementIdentifier");
        if (source.EndTime <= now) return AgreementProblems.Invalid("INACTIVE_AGREEMENT", "The agreement has come to its end; nothing of it is amended or replaced any more.", "sourceAgreementIdentifier");
        if (Proposed is not { } proposed) return null;
        var offer = proposed.Value.Offer;
        return offer.Product.Value != source.Product || (offer.Replaces is { } other && other != id)
            ? AgreementProblems.Invalid("INVALID_SOURCE_AGREEMENT_IDENTIFIER", "The proposal is not one that replaces this agreement.", "sourceAgreementIdentifier")
            : null;
    }

    private Result<Quote> Offered(WriteScope scope, TenantState tenant, AgreementRow? source)
    {
        var (offer, type, proposer) = Proposed!.Value.Value;
        var decision = Gate.Decide(scope, tenant, Caller.Account, offer.Product);
        if (GateRefused(scope, tenant, decision) is { } denied) return denied;
        var quoted = Quoting.Of(offer.Terms, Request.Terms, scope.Now);
        if (quoted.Refused) return quoted.Problems;
        if (Duplicates.Find(scope, Caller.Account.Value, offer.Id, offer.Product.Value, quoted.Value.Terms, except: source?.Id) is { } twice) return twice;
        var renewal = offer.Terms.OfType<RenewalTerm>().FirstOrDefault();
        var document = new QuoteDocument(Request.Intent, quoted.Value, ChargeIds(quoted.Value), decision)
        {
            Source = source?.Id,
            RenewalTerm = renewal is not null && !quoted.Value.Terms.Any(t => t.Term is RenewalTerm) ? renewal.Id : null,
            Proposer = proposer,
            ProductType = type,
        };
        var ends = offer.Terms.OfType<ValidityTerm>().Select(t => t.AgreementEndDate).FirstOrDefault();
        return Keep(scope, tenant, document, offer.Product.Value, offer.Id, Earliest(scope.Now + Life, offer.Expires, ends));
    }

    private Result<Quote> Amended(WriteScope scope, TenantState tenant, AgreementRow source)
    {
        var agreement = AgreementDocuments.ReadAgreement(source.Document);
        var amended = Amending.Of(agreement.Terms, agreement.RenewalTerm is { } term ? new RenewalTerm(term) : null, Amounts.Of(source.Value), Request.Terms, scope.Now);
        if (amended.Refused) return amended.Problems;
        GateDecision? decision = null;
        if (Domain.Agreements.Gate.Applies(Intent.Amend, amended.Value.Adds))
        {
            decision = Gate.Decide(scope, tenant, Caller.Account, new ProductId(source.Product));
            if (GateRefused(scope, tenant, decision) is { } denied) return denied;
        }

        var document = new QuoteDocument(Intent.Amend, amended.Value.Terms, ChargeIds(amended.Value.Terms), decision)
        {
            Source = source.Id,
            SourceRevision = agreement.TermsRevision,
            RenewalTerm = amended.Value.Terms.Terms.Any(t => t.Term is RenewalTerm) ? null : agreement.RenewalTerm,
            Proposer = source.Proposer,
            ProductType = source.ProductType,
        };
        return Keep(scope, tenant, document, source.Product, source.Offer, Earliest(scope.Now + Life, source.EndTime, null));
    }

    private Problem? GateRefused(WriteScope scope, TenantState tenant, GateDecision decision)
    {
        if (PurchaseGate.Refusal(tenant, decision, Caller.Account) is not { } denied) return null;
        AgreementTrail.RecordRefusal(scope, tenant.Tenant.Value, Caller, RequestId, Operation, decision, denied.Message);
        return denied;
    }

    private Result<Quote> Keep(WriteScope scope, TenantState tenant, QuoteDocument document, string product, string offer, DateTimeOffset expires)
    {
        var open = OpenQuotes.Of(scope, Caller.Account.Value);
        if (open.Full) return Problem.Limit($"Account {Caller.Account} has {OpenQuotes.Most} open quotes; accept one, or wait until one has expired.") with { Subject = new ProblemSubject("AgreementRequest", null) };
        var row = new QuoteRow
        {
            Id = Id,
            TenantId = tenant.Tenant.Value,
            Account = Caller.Account.Value,
            Arn = Caller.Arn,
            CreatedAt = scope.Now,
            ExpiresAt = expires,
            Product = product,
            Offer = offer,
            Document = AgreementDocuments.Write(document),
        };
        scope.Add(row);
        open.Add(scope, Id, expires);
        if (Request.ClientToken is { } token)
            scope.Write(rows => rows.Put(new QuoteTokenRow { Account = row.Account, Token = token, InputHash = _hash, QuoteId = Id, UsedAt = scope.Now }));
        AgreementTrail.Record(scope, row.TenantId, Caller, RequestId, Operation, new JsonObject
        {
            ["intent"] = Request.Intent.Word(),
            ["agreementProposalIdentifier"] = Request.Proposal,
            ["sourceAgreementIdentifier"] = Request.Source,
            ["agreementRequestId"] = Id,
            ["productId"] = product,
            ["decision"] = AgreementTrail.Words(document.Gate),
        });
        return Quotes.Of(row, document);
    }

    private ImmutableArray<string> ChargeIds(QuotedTerms quoted) => [.. quoted.Charges.Select(_ => Ids.Charge())];

    private static DateTimeOffset Earliest(DateTimeOffset one, DateTimeOffset? other, DateTimeOffset? third) =>
        new[] { one, other ?? one, third ?? one }.Min();
}
