using System.Collections.Immutable;
using Guildhall.Domain.Offers;

namespace Guildhall.Domain.Agreements;

/// <summary>What the types of terms mean for an agreement. storefront-and-procurement.md A.8, B.4, B.8, B.9.</summary>
public static class TermKinds
{
    /// <summary>It says what the product costs.</summary>
    public static bool IsPricing(this Term term) =>
        term is UsageBasedPricingTerm or ConfigurableUpfrontPricingTerm or FixedUpfrontPricingTerm or FreeTrialPricingTerm or ByolPricingTerm;

    /// <summary>It says how one pays, and is the whole price where an offer has no other.</summary>
    public static bool IsPayment(this Term term) => term is PaymentScheduleTerm or RecurringPaymentTerm or VariablePaymentTerm;

    /// <summary>It is accepted with the others even when the buyer does not name it.</summary>
    public static bool IsImplied(this Term term) => term is SupportTerm or ValidityTerm or PaymentScheduleTerm or RecurringPaymentTerm;

    public static string? CurrencyOf(Term term) => term switch
    {
        UsageBasedPricingTerm usage => usage.Currency,
        ConfigurableUpfrontPricingTerm contract => contract.Currency,
        FixedUpfrontPricingTerm prepaid => prepaid.Currency,
        PaymentScheduleTerm schedule => schedule.Currency,
        RecurringPaymentTerm recurring => recurring.Currency,
        VariablePaymentTerm variable => variable.Currency,
        _ => null,
    };

    /// <summary>Whether something is paid before it is used: such agreements may stand side by side, and are cancelled within a window alone.</summary>
    public static bool IsPrepaid(IEnumerable<AcceptedTerm> terms) => terms.Any(t => t.Term is ConfigurableUpfrontPricingTerm or FixedUpfrontPricingTerm or PaymentScheduleTerm);

    public static bool IsTrial(IEnumerable<AcceptedTerm> terms) => terms.Any(t => t.Term is FreeTrialPricingTerm);

    /// <summary>Whether it goes on by itself at its end: a free trial with nothing behind it does not, whatever was chosen, or it would be free for ever.</summary>
    public static bool Renews(ImmutableArray<AcceptedTerm> terms) =>
        terms.Any(t => t is { Term: RenewalTerm, Configuration: RenewalChoice { AutoRenew: true } })
        && terms.Any(t => t.Term is not FreeTrialPricingTerm && (t.Term.IsPricing() || t.Term.IsPayment()));

    /// <summary>Whether two terms exclude each other: two ways of prepaying, or a trial or a licence of one's own beside what takes its place.</summary>
    public static bool Exclude(Term one, Term other) => (one, other) switch
    {
        (ConfigurableUpfrontPricingTerm or FixedUpfrontPricingTerm, ConfigurableUpfrontPricingTerm or FixedUpfrontPricingTerm) => true,
        (FreeTrialPricingTerm, ConfigurableUpfrontPricingTerm or FixedUpfrontPricingTerm or FreeTrialPricingTerm) => true,
        (ConfigurableUpfrontPricingTerm or FixedUpfrontPricingTerm, FreeTrialPricingTerm) => true,
        (ByolPricingTerm, _) => other.IsPricing(),
        (_, ByolPricingTerm) => one.IsPricing(),
        _ => false,
    };
}
