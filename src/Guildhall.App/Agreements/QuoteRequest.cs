using System.Collections.Immutable;
using Guildhall.Domain.Agreements;

namespace Guildhall.App.Agreements;

/// <summary>What a quote is asked for. storefront-and-procurement.md B.4.</summary>
public sealed record QuoteRequest(Intent Intent, ImmutableArray<RequestedTerm> Terms)
{
    /// <summary>The offer's <c>agreementProposalId</c>; an amendment needs none.</summary>
    public string? Proposal { get; init; }

    /// <summary>The agreement to be amended or replaced.</summary>
    public string? Source { get; init; }

    /// <summary>The same token with the same input gives the same quote for 24 hours.</summary>
    public string? ClientToken { get; init; }

    /// <summary>Whether taxes are to be estimated. Guildhall knows none, and says so by leaving them out.</summary>
    public bool EstimateTaxes { get; init; }
}

/// <summary>A quote as it was given.</summary>
/// <param name="ChargeIds">The ids of the charges of <see cref="Terms"/>, in their order.</param>
/// <param name="AgreementId">The agreement it was accepted as; null while it is open.</param>
public sealed record Quote(string Id, Intent Intent, QuotedTerms Terms, ImmutableArray<string> ChargeIds, DateTimeOffset Created, DateTimeOffset Expires, string? AgreementId);

/// <summary>A purchase order number for a charge.</summary>
/// <param name="Revision">The charge's revision that the caller has seen; null when it was not said.</param>
public sealed record PurchaseOrder(string ChargeId, string? Reference, long? Revision = null, string? AgreementId = null);
