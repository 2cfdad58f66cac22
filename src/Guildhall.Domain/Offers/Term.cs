using System.Collections.Immutable;

namespace Guildhall.Domain.Offers;

/// <summary>
/// One clause of an offer: one of twelve types, whose names are AWS's. Amounts are decimal text as the seller wrote it, durations ISO 8601.
/// storefront-and-procurement.md A.8.
/// </summary>
/// <param name="Id">What a quote names it by, 1 to 256 characters.</param>
public abstract record Term(string Id)
{
    /// <summary>AWS's name of the type, such as <c>LegalTerm</c>.</summary>
    public string Type => GetType().Name;
}

/// <summary>Pay as you go: a price for each unit of a dimension.</summary>
public sealed record UsageBasedPricingTerm(string Id, string Currency, ImmutableArray<RateCard> RateCards) : Term(Id);

/// <summary>A prepaid contract: the buyer chooses a duration, which is a card's selector, and quantities.</summary>
public sealed record ConfigurableUpfrontPricingTerm(string Id, string Currency, ImmutableArray<RateCard> RateCards) : Term(Id);

/// <summary>Prepaid with fixed quantities.</summary>
public sealed record FixedUpfrontPricingTerm(string Id, string Currency, string Price, ImmutableArray<Grant> Grants, string? Duration) : Term(Id);

/// <summary>Instalments; they take the place of the charge up front.</summary>
public sealed record PaymentScheduleTerm(string Id, string Currency, ImmutableArray<Instalment> Schedule) : Term(Id);

/// <summary>A flat fee for each <paramref name="BillingPeriod"/>, which is <c>Monthly</c>.</summary>
public sealed record RecurringPaymentTerm(string Id, string Currency, string BillingPeriod, string Price) : Term(Id);

/// <summary>Free use for a while.</summary>
public sealed record FreeTrialPricingTerm(string Id, ImmutableArray<Grant> Grants, string? Duration) : Term(Id);

/// <summary>A licence of the buyer's own; nothing is charged.</summary>
public sealed record ByolPricingTerm(string Id) : Term(Id);

/// <summary>The seller asks for payments up to a ceiling.</summary>
public sealed record VariablePaymentTerm(string Id, string Currency, string MaxTotalChargeAmount) : Term(Id);

/// <summary>The texts of the contract.</summary>
public sealed record LegalTerm(string Id, ImmutableArray<LegalDocument> Documents) : Term(Id);

public sealed record SupportTerm(string Id, string RefundPolicy) : Term(Id);

/// <summary>The agreement may renew by itself.</summary>
public sealed record RenewalTerm(string Id) : Term(Id);

/// <summary>How long the agreement lasts, or from when to when.</summary>
public sealed record ValidityTerm(string Id, string? AgreementDuration, DateTimeOffset? AgreementStartDate, DateTimeOffset? AgreementEndDate) : Term(Id);
