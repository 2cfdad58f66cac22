using Guildhall.Domain.Offers;

namespace Guildhall.Domain.Agreements;

/// <summary>Whether a buyer's choices fit the term they are made in. storefront-and-procurement.md B.4.</summary>
public static class Choices
{
    private static readonly string[] Strategies = ["AUTO_APPROVE_ON_EXPIRATION", "WAIT_FOR_APPROVAL"];

    /// <summary>Null when they do.</summary>
    public static Problem? Check(Term term, TermConfiguration? choice, string member) => (term, choice) switch
    {
        (ConfigurableUpfrontPricingTerm or RenewalTerm or VariablePaymentTerm, null) =>
            AgreementProblems.Invalid("MISSING_REQUESTED_TERM_CONFIGURATION", $"Term {term.Id} needs a configuration.", member),
        (_, null) => null,
        (ConfigurableUpfrontPricingTerm contract, UpfrontChoice upfront) => Upfront(contract, upfront, member),
        (RenewalTerm, RenewalChoice) => null,
        (VariablePaymentTerm, PaymentChoice payment) => Strategies.Contains(payment.Strategy) ? null : Wrong($"paymentRequestApprovalStrategy must be one of {string.Join(", ", Strategies)}.", member),
        _ => Wrong($"Term {term.Id} is a {term.Type} and takes no such configuration.", member),
    };

    /// <summary>The rate card that was chosen; null when there is none of that duration.</summary>
    public static RateCard? CardOf(ConfigurableUpfrontPricingTerm contract, string selector) => contract.RateCards.FirstOrDefault(card => (card.Duration ?? "") == selector);

    /// <summary>A term as it was taken: of a contract the chosen duration alone.</summary>
    public static Term Taken(AcceptedTerm accepted) => accepted is { Term: ConfigurableUpfrontPricingTerm contract, Configuration: UpfrontChoice choice } && CardOf(contract, choice.Selector) is { } card
        ? contract with { RateCards = [card] }
        : accepted.Term;

    private static Problem? Upfront(ConfigurableUpfrontPricingTerm contract, UpfrontChoice choice, string member)
    {
        if (CardOf(contract, choice.Selector) is not { } card) return Wrong($"selectorValue must be one of {string.Join(", ", contract.RateCards.Select(c => c.Duration))}.", member);
        var known = card.Rates.Select(r => r.Dimension).ToHashSet(StringComparer.Ordinal);
        var chosen = choice.Dimensions;
        if (chosen.IsEmpty) return Wrong("dimensions must name at least one.", member);
        foreach (var (dimension, value) in chosen)
        {
            if (!known.Contains(dimension)) return Wrong($"{dimension} is no dimension of this term.", member);
            if (value < 0) return Wrong($"The quantity of {dimension} must not be negative.", member);
            if (value > 1 && !card.Quantities) return Wrong($"The quantity of {dimension} must be 1: this term takes no other.", member);
        }

        if (chosen.Select(q => q.Dimension).Distinct(StringComparer.Ordinal).Count() < chosen.Length) return Wrong("dimensions names one twice.", member);
        if (chosen.All(q => q.Value == 0)) return Wrong("At least one quantity must be more than 0.", member);
        return !card.MultipleDimensions && chosen.Count(q => q.Value > 0) > 1 ? Wrong("This term takes one dimension only.", member) : null;
    }

    private static Problem Wrong(string message, string member) => AgreementProblems.Invalid("INVALID_REQUESTED_TERM_CONFIGURATION", message, member);
}
