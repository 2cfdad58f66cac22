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
        return new Lifetime(start, validity?.AgreementEndDate ?? (DurationOf(terms) is { } duration ? Durations.After(start, duration) : null));
    }

    /// <summary>How many months the terms are for; null when they say nothing or no whole number of them.</summary>
    public static int? Months(ImmutableArray<AcceptedTerm> terms) => Durations.Months(DurationOf(terms));

    private static string? DurationOf(ImmutableArray<AcceptedTerm> terms) => Validity(terms)?.AgreementDuration ?? terms.Select(Duration).FirstOrDefault(d => d is not null) ?? TrialOf(terms);

    private static ValidityTerm? Validity(ImmutableArray<AcceptedTerm> terms) => terms.Select(t => t.Term).OfType<ValidityTerm>().FirstOrDefault();

    private static string? Duration(AcceptedTerm accepted) => accepted switch
    {
        { Term: ConfigurableUpfrontPricingTerm, Configuration: UpfrontChoice { Selector.Length: > 0 } choice } => choice.Selector,
        { Term: FixedUpfrontPricingTerm prepaid } => prepaid.Duration,
        _ => null,
    };

    /// <summary>A trial with a price behind it turns into paid use (B.8).</summary>
    private static string? TrialOf(ImmutableArray<AcceptedTerm> terms) =>
        terms.Any(t => t.Term is UsageBasedPricingTerm or RecurringPaymentTerm) ? null : terms.Select(t => t.Term).OfType<FreeTrialPricingTerm>().FirstOrDefault()?.Duration;
}
