using System.Collections.Immutable;
using Guildhall.Domain.Offers;

namespace Guildhall.Domain.Agreements;

/// <summary>From when to when an agreement is in force. storefront-and-procurement.md A.8, B.8.</summary>
/// <param name="End">Null when nothing ends it, as with pay as you go.</param>
public readonly record struct Lifetime(DateTimeOffset Start, DateTimeOffset? End)
{
    /// <summary>What the terms say for an agreement that is accepted at a time.</summary>
    public static Lifetime Of(ImmutableArray<AcceptedTerm> terms, DateTimeOffset accepted)
    {
        var validity = Validity(terms);
        var start = validity?.AgreementStartDate is { } later && later > accepted ? later : accepted;
        var end = DurationOf(terms) is { } duration ? Durations.After(start, duration) : null;
        return new Lifetime(start, validity?.AgreementEndDate is { } last && !(TrialOf(terms) is not null && end < last) ? last : end);
    }

    /// <summary>How many months the terms are for; null when they say nothing or no whole number of them.</summary>
    public static int? Months(ImmutableArray<AcceptedTerm> terms) => Durations.Months(DurationOf(terms));

    /// <summary>What the buyer chose, and a trial's own days, come before how long the offer's agreements last otherwise; a date that all of them end at comes before what was chosen.</summary>
    private static string? DurationOf(ImmutableArray<AcceptedTerm> terms) =>
        ChoiceOf(terms) ?? TrialOf(terms) ?? Validity(terms)?.AgreementDuration ?? terms.Select(t => t.Term).OfType<FixedUpfrontPricingTerm>().FirstOrDefault()?.Duration;

    private static ValidityTerm? Validity(ImmutableArray<AcceptedTerm> terms) => terms.Select(t => t.Term).OfType<ValidityTerm>().FirstOrDefault();

    private static string? ChoiceOf(ImmutableArray<AcceptedTerm> terms) =>
        terms.Where(t => t.Term is ConfigurableUpfrontPricingTerm).Select(t => t.Configuration).OfType<UpfrontChoice>().FirstOrDefault() is { Selector.Length: > 0 } choice ? choice.Selector : null;

    /// <summary>A trial with a price behind it turns into paid use (B.8).</summary>
    private static string? TrialOf(ImmutableArray<AcceptedTerm> terms) =>
        terms.Any(t => t.Term is UsageBasedPricingTerm or RecurringPaymentTerm) ? null : terms.Select(t => t.Term).OfType<FreeTrialPricingTerm>().FirstOrDefault()?.Duration;
}
