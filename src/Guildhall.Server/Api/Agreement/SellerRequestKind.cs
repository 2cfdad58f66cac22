using System.Text.RegularExpressions;
using Guildhall.App.Agreements;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;

namespace Guildhall.Server.Api.Agreement;

/// <summary>One of the two things that a seller asks a buyer for: to end an agreement, or to pay. storefront-and-procurement.md B.2, B.11.</summary>
/// <param name="Name">As it stands in the names of its operations and as <c>resourceType</c>.</param>
/// <param name="Member">The member that its id comes in.</param>
/// <param name="LongestReason">Characters of the reason why it is rejected: the model's, which are not the same for both.</param>
internal sealed partial record SellerRequestKind(string Name, string ResourceType, string Member, string Prefix, string BadId, string BadStatus, int LongestReason, IReadOnlyList<string> Statuses)
{
    public static SellerRequestKind Cancellation { get; } = new(
        "AgreementCancellationRequest", "AgreementCancellationRequest", "agreementCancellationRequestId", "acr-", "INVALID_AGREEMENT_CANCELLATION_REQUEST_ID", "INVALID_STATUS", 2_000,
        ["PENDING_APPROVAL", "APPROVED", "REJECTED", "CANCELLED", "VALIDATION_FAILED"]);

    public static SellerRequestKind Payment { get; } = new(
        "AgreementPaymentRequest", "PaymentRequest", "paymentRequestId", "pr-", "INVALID_PAYMENT_REQUEST_ID", "INVALID_PAYMENT_REQUEST_STATUS", 250,
        ["VALIDATING", "VALIDATION_FAILED", "PENDING_APPROVAL", "APPROVED", "REJECTED", "CANCELLED"]);

    public string? IdOf(SellerRequestInput input) => this == Cancellation ? input.AgreementCancellationRequestId : input.PaymentRequestId;

    /// <summary>Null when a list may be asked for like this.</summary>
    public Problem? ListRefused(SellerRequestInput input) => input switch
    {
        { PartyType: null } => AgreementProblems.Invalid("MISSING_PARTY_TYPE", "partyType is required.", "partyType"),
        { PartyType: not ("Acceptor" or "Proposer") } => AgreementProblems.Invalid("INVALID_PARTY_TYPE", "partyType must be Acceptor or Proposer.", "partyType"),
        { Status: { } status } when !Statuses.Contains(status) => AgreementProblems.Invalid(BadStatus, $"status must be one of {string.Join(", ", Statuses)}.", "status"),
        { AgreementId: { } agreement } when AgreementShapes.AgreementId(agreement) is { } malformed => malformed,
        _ => AgreementOperation.CatalogRefused(input.Catalog) ?? AgreementOperation.TypeRefused(input.AgreementType) ?? AgreementOperation.PagingRefused(input.MaxResults, input.NextToken) ?? TokenRefused(input),
    };

    /// <summary>Null when the id and what goes with an answer have the form that they must have.</summary>
    /// <param name="rejects">Then a reason may be given, and for a cancellation must be.</param>
    public Problem? OneRefused(SellerRequestInput input, bool rejects)
    {
        if (IdOf(input) is not { } id || id.Length > 64 || !id.StartsWith(Prefix, StringComparison.Ordinal) || !Letters().IsMatch(id.AsSpan(Prefix.Length)))
            return AgreementProblems.Invalid(BadId, $"{Member} must be {Prefix} and letters and digits, 64 characters at most.", Member);
        if (rejects && (input.RejectionReason is null ? this == Cancellation : input.RejectionReason.Length == 0 || input.RejectionReason.Length > LongestReason))
            return AgreementProblems.Invalid("INVALID_REJECTION_REASON", $"rejectionReason must have 1 to {LongestReason} characters.", "rejectionReason");
        return AgreementShapes.Reference(input.PurchaseOrderReference, "purchaseOrderReference");
    }

    /// <summary>An empty list has no second page, so no token is one of it.</summary>
    private static Problem? TokenRefused(SellerRequestInput input) =>
        input.NextToken is null ? null : AgreementProblems.Invalid("INVALID_NEXT_TOKEN", "nextToken is not one that this list gave to this caller.", "nextToken");

    [GeneratedRegex(@"\A[a-zA-Z0-9]+\z")]
    private static partial Regex Letters();
}
