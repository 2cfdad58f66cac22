using System.Collections.Immutable;
using Guildhall.Domain.Offers;

namespace Guildhall.Domain.Agreements;

/// <summary>What an offer comes to with a buyer's choices. storefront-and-procurement.md B.4, "Charge arithmetic".</summary>
public static class Quoting
{
    /// <summary>Refused: terms that are not the offer's, missing, excluding each other, wrongly configured, or beyond all bounds; a validity that is over.</summary>
    public static Result<QuotedTerms> Of(ImmutableArray<Term> offered, ImmutableArray<RequestedTerm> requested, DateTimeOffset now)
    {
        var accepted = Selection.Of(offered, requested);
        if (accepted.Refused) return accepted.Problems;
        if (Lifetime.Of(accepted.Value, now) is var life && life.End <= life.Start) return AgreementProblems.Invalid("EXPIRED_AGREEMENT_PROPOSAL", "The terms end before they could begin.", "agreementProposalIdentifier");
        return Priced(accepted.Value, now) is { } quote ? quote : TooMuch;
    }

    public static Problem TooMuch { get; } = AgreementProblems.Invalid("INVALID_REQUESTED_TERM_CONFIGURATION", $"The terms come to more than {Amounts.Text(Amounts.Most)}.", "requestedTerms");

    /// <summary>What accepted terms cost from a time on; null when that is more than can be.</summary>
    public static QuotedTerms? Priced(ImmutableArray<AcceptedTerm> terms, DateTimeOffset from)
    {
        var charges = ImmutableArray.CreateBuilder<ExpectedCharge>();
        var items = ImmutableArray.CreateBuilder<ItemizedCharge>();
        var known = new List<decimal?>();
        var byInstalments = terms.Any(t => t.Term is PaymentScheduleTerm);
        foreach (var (term, choice) in terms)
        {
            switch (term)
            {
                case ConfigurableUpfrontPricingTerm contract:
                    var parts = Contract(contract, (UpfrontChoice)choice!, byInstalments ? null : charges.Count);
                    if (parts is null || Amounts.Sum(parts.Select(p => (decimal?)p.Amount)) is not { } upfront) return null;
                    items.AddRange(parts);
                    if (!byInstalments) Add(ChargeTiming.OnAcceptance, from, upfront, upfront);
                    break;
                case FixedUpfrontPricingTerm prepaid when !byInstalments:
                    Add(ChargeTiming.OnAcceptance, from, Amounts.Of(prepaid.Price), Amounts.Of(prepaid.Price));
                    break;
                case PaymentScheduleTerm schedule:
                    foreach (var (date, amount) in schedule.Schedule) Add(ChargeTiming.Scheduled, date, Amounts.Of(amount), Amounts.Of(amount));
                    break;
                case RecurringPaymentTerm recurring:
                    Add(ChargeTiming.BillingPeriod, null, Amounts.Of(recurring.Price), Amounts.Times(Amounts.Of(recurring.Price), Lifetime.Months(terms) ?? 1));
                    break;
                case UsageBasedPricingTerm:
                    charges.Add(new ExpectedCharge(ChargeTiming.BillingPeriod, null, null));
                    break;
            }
        }

        return Amounts.Sum(known) is not { } value ? null : new QuotedTerms(terms, Currency(terms), value) { Charges = charges.ToImmutable(), Items = items.ToImmutable() };

        void Add(ChargeTiming timing, DateTimeOffset? time, decimal amount, decimal? counted)
        {
            charges.Add(new ExpectedCharge(timing, time, amount));
            known.Add(counted);
        }
    }

    internal static string? Currency(ImmutableArray<AcceptedTerm> terms) => terms.Select(t => TermKinds.CurrencyOf(t.Term)).FirstOrDefault(c => c is not null);

    private static List<ItemizedCharge>? Contract(ConfigurableUpfrontPricingTerm contract, UpfrontChoice choice, int? charge)
    {
        var prices = Choices.CardOf(contract, choice.Selector)!.Rates.ToDictionary(r => r.Dimension, r => Amounts.Of(r.Price), StringComparer.Ordinal);
        var parts = choice.Dimensions.Where(q => q.Value > 0).Select(q => (q, Amount: Amounts.Times(prices[q.Dimension], q.Value))).ToList();
        return parts.Any(p => p.Amount is null) ? null : [.. parts.Select(p => new ItemizedCharge(p.q.Dimension, p.q.Value, 0, charge, p.Amount!.Value))];
    }
}
