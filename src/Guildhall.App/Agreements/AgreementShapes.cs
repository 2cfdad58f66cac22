using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;

namespace Guildhall.App.Agreements;

/// <summary>The forms of what the Agreement API takes: check 2 of storefront-and-procurement.md B.4, B.3. The reasons are AWS's.</summary>
public static partial class AgreementShapes
{
    /// <summary>Our bound: AWS's model has none.</summary>
    public const int LongestPurchaseOrder = 200;

    public const int MostPurchaseOrders = 86;

    private const int LongestText = 4_096;

    public static Problem? Quote(QuoteRequest request) =>
        TermsOf(request)
        ?? Text(request.Proposal, ProposalForm(), 64, "INVALID_AGREEMENT_PROPOSAL_IDENTIFIER", "agreementProposalIdentifier")
        ?? (request.Intent != Intent.Amend && request.Proposal is null ? Missing("MISSING_AGREEMENT_PROPOSAL_IDENTIFIER", "agreementProposalIdentifier") : null)
        ?? Text(request.Source, IdForm(), 64, "INVALID_SOURCE_AGREEMENT_IDENTIFIER", "sourceAgreementIdentifier")
        ?? (request.Intent != Intent.New && request.Source is null ? Missing("MISSING_SOURCE_AGREEMENT_IDENTIFIER", "sourceAgreementIdentifier") : null)
        ?? (request.Intent == Intent.New && request.Source is not null ? Invalid("INVALID_SOURCE_AGREEMENT_IDENTIFIER", "sourceAgreementIdentifier is for AMEND and REPLACE.", "sourceAgreementIdentifier") : null)
        ?? Text(request.ClientToken, TokenForm(), 64, "INVALID_CLIENT_TOKEN", "clientToken");

    /// <summary>An agreement's id, in the form of the model.</summary>
    public static Problem? AgreementId(string? id, string member = "agreementId") => id is null ? Missing("MISSING_AGREEMENT_ID", member) : Text(id, IdForm(), 64, "INVALID_AGREEMENT_ID", member);

    public static Problem? QuoteId(string? id) =>
        id is null ? Missing("MISSING_AGREEMENT_REQUEST_ID", "agreementRequestId") : Text(id, QuoteForm(), 64, "INVALID_AGREEMENT_REQUEST_ID", "agreementRequestId");

    /// <summary>1 to 86 purchase orders, each for another charge.</summary>
    /// <param name="needed">Whether each must have a reference.</param>
    public static Problem? Orders(ImmutableArray<PurchaseOrder> orders, bool needed)
    {
        if (orders.Length is < 1 or > MostPurchaseOrders) return Invalid("INVALID_PURCHASE_ORDERS", $"purchaseOrders must have 1 to {MostPurchaseOrders} items.", "purchaseOrders");
        foreach (var (place, order) in orders.Index())
        {
            var member = $"purchaseOrders[{place}]";
            var wrong = (order.ChargeId.Length == 0 ? Missing("MISSING_CHARGE_ID", $"{member}.chargeId") : Text(order.ChargeId, IdForm(), 64, "INVALID_CHARGE_ID", $"{member}.chargeId"))
                ?? (order.Revision < 1 ? Invalid("INVALID_CHARGE_REVISION", "chargeRevision must be 1 or more.", $"{member}.chargeRevision") : null)
                ?? (order.AgreementId is { } agreement ? AgreementId(agreement, $"{member}.agreementId") : null)
                ?? (needed && order.Reference is null ? Missing("MISSING_PURCHASE_ORDER_REFERENCE", $"{member}.purchaseOrderReference") : null)
                ?? Reference(order.Reference, $"{member}.purchaseOrderReference");
            if (wrong is not null) return wrong;
        }

        return orders.GroupBy(o => o.ChargeId, StringComparer.Ordinal).Any(g => g.Count() > 1) ? Invalid("DUPLICATE_CHARGES", "purchaseOrders names a charge twice.", "purchaseOrders") : null;
    }

    /// <summary>A purchase order number, or none.</summary>
    public static Problem? Reference(string? text, string member) =>
        text is not null && (text.Length is 0 or > LongestPurchaseOrder || text.Any(Texts.Forbidden) || string.IsNullOrWhiteSpace(text))
            ? Invalid("INVALID_PURCHASE_ORDER_REFERENCE", $"A purchase order reference has 1 to {LongestPurchaseOrder} characters in one line.", member)
            : null;

    private static Problem? TermsOf(QuoteRequest request)
    {
        if (Selection.Shape(request.Terms) is { } shape) return shape;
        foreach (var (place, term) in request.Terms.Index())
        {
            if (Text(term.Id, TermForm(), 256, "INVALID_REQUESTED_TERM_ID", $"requestedTerms[{place}].id") is { } wrong) return wrong;
            if (term.Configuration is UpfrontChoice choice && (choice.Selector.Length > LongestText || choice.Dimensions.Any(d => d.Dimension.Length is 0 or > LongestText)))
                return Invalid("INVALID_REQUESTED_TERM_CONFIGURATION", $"selectorValue and dimensionKey have 1 to {LongestText} characters.", $"requestedTerms[{place}].configuration");
            if (term.Configuration is PaymentChoice { Expiration: { } expiration } && (expiration.Length > LongestText || !DurationForm().IsMatch(expiration)))
                return Invalid("INVALID_REQUESTED_TERM_CONFIGURATION", "expirationDuration must be a duration such as P7D.", $"requestedTerms[{place}].configuration");
        }

        return null;
    }

    private static Problem? Text(string? text, Regex form, int longest, string reason, string member) =>
        text is null || (text.Length >= 1 && text.Length <= longest && form.IsMatch(text)) ? null : Invalid(reason, $"{member} does not have the form that it must have.", member);

    private static Problem Missing(string reason, string member) => Invalid(reason, $"{member} is required.", member);

    private static Problem Invalid(string reason, string message, string member) => AgreementProblems.Invalid(reason, message, member);

    [GeneratedRegex(@"\A(at-|ap-)[A-Za-z0-9]+\z")]
    private static partial Regex ProposalForm();

    [GeneratedRegex(@"\Aar-[A-Za-z0-9]+\z")]
    private static partial Regex QuoteForm();

    [GeneratedRegex(@"\A[A-Za-z0-9_/-]+\z")]
    private static partial Regex IdForm();

    [GeneratedRegex(@"\A[a-zA-Z0-9-]+\z")]
    private static partial Regex TokenForm();

    [GeneratedRegex(@"\A[A-Za-z0-9+=;,.@\-_]+\z")]
    private static partial Regex TermForm();

    [GeneratedRegex(@"\A([-+]?)P(?:([-+]?[0-9]+)D)?(T(?:([-+]?[0-9]+)H)?(?:([-+]?[0-9]+)M)?(?:([-+]?[0-9]+)(?:[.,]([0-9]{0,9}))?S)?)?\z")]
    private static partial Regex DurationForm();
}
