using System.Collections.Immutable;
using Guildhall.Domain.Offers;

namespace Guildhall.Domain.Agreements;

/// <summary>An amendment that may be accepted.</summary>
/// <param name="Adds">Whether something comes to what was agreed: a quantity, a dimension, the automatic renewal. Only then is it a purchase (B.10).</param>
public sealed record Amendment(QuotedTerms Terms, bool Adds);

/// <summary>Other quantities, or automatic renewal on or off, in the terms of an agreement. storefront-and-procurement.md B.4, B.8.</summary>
public static class Amending
{
    /// <param name="current">The terms of the agreement.</param>
    /// <param name="offered">The renewal term of its offer, where the buyer did not take it; null otherwise.</param>
    /// <param name="value">What the agreement costs so far.</param>
    public static Result<Amendment> Of(ImmutableArray<AcceptedTerm> current, RenewalTerm? offered, decimal value, ImmutableArray<RequestedTerm> requested, DateTimeOffset now)
    {
        if (Selection.Shape(requested) is { } shape) return shape;
        var all = offered is null ? current : current.Add(new AcceptedTerm(offered, new RenewalChoice(false)));
        var named = requested.ToDictionary(r => r.Id, r => r.Configuration, StringComparer.Ordinal);
        foreach (var (place, request) in requested.Index())
        {
            if (all.FirstOrDefault(t => t.Term.Id == request.Id) is not { } known)
                return AgreementProblems.Invalid("INVALID_REQUESTED_TERM_ID", $"Term {request.Id} is not one of the agreement.", $"requestedTerms[{place}].id");
            if (Check(known, request.Configuration, $"requestedTerms[{place}].configuration") is { } wrong) return wrong;
        }

        ImmutableArray<AcceptedTerm> after = [.. all.Where(t => t.Term != offered || named.ContainsKey(offered.Id)).Select(t => named.GetValueOrDefault(t.Term.Id) is { } choice ? t with { Configuration = choice } : t)];
        return Priced(all, after, value, now) is { } quote ? new Amendment(quote, quote.Items.Any(i => i.New > i.Old) || (TermKinds.Renews(after) && !TermKinds.Renews(all))) : Quoting.TooMuch;
    }

    /// <summary>Each dimension that is another quantity now; the units that come to it are paid at once, those that go are not paid back.</summary>
    private static QuotedTerms? Priced(ImmutableArray<AcceptedTerm> before, ImmutableArray<AcceptedTerm> after, decimal value, DateTimeOffset now)
    {
        var items = after.SelectMany(term => Items(term, before.First(b => b.Term.Id == term.Term.Id))).ToList();
        if (items.Any(i => i.Amount is null) || Amounts.Sum(items.Select(i => i.Amount)) is not { } more || Amounts.Sum([value, more]) is not { } sum) return null;
        var charged = items.Any(i => i.New > i.Old);
        return new QuotedTerms(after, Quoting.Currency(after), sum)
        {
            Charges = charged ? [new ExpectedCharge(ChargeTiming.OnAcceptance, now, more)] : [],
            Items = [.. items.Select(i => new ItemizedCharge(i.Dimension, i.New, i.Old, i.New > i.Old ? 0 : null, i.Amount!.Value))],
        };
    }

    private static IEnumerable<(string Dimension, int New, int Old, decimal? Amount)> Items(AcceptedTerm after, AcceptedTerm before)
    {
        if (after is not { Term: ConfigurableUpfrontPricingTerm contract, Configuration: UpfrontChoice now } || before.Configuration is not UpfrontChoice then) return [];
        return from rate in Choices.CardOf(contract, now.Selector)!.Rates
               let quantity = Quantity(now, rate.Dimension)
               let old = Quantity(then, rate.Dimension)
               where quantity != old
               select (rate.Dimension, quantity, old, Amounts.Times(Amounts.Of(rate.Price), Math.Max(0, quantity - old)));
    }

    private static Problem? Check(AcceptedTerm known, TermConfiguration? choice, string member) =>
        choice is null ? null
        : Choices.Check(known.Term, choice, member) is { } wrong ? wrong
        : known.Configuration is UpfrontChoice was && choice is UpfrontChoice now && was.Selector != now.Selector
            ? AgreementProblems.Invalid("INVALID_REQUESTED_TERM_CONFIGURATION", $"The agreement was made for {was.Selector}; another duration is another agreement.", member)
        : null;

    private static int Quantity(UpfrontChoice choice, string dimension) => choice.Dimensions.FirstOrDefault(q => q.Dimension == dimension).Value;
}
