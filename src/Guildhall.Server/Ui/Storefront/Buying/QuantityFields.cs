using System.Collections.Immutable;
using System.Globalization;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Offers;

namespace Guildhall.Server.Ui.Storefront.Buying;

/// <summary>How much of what, as a form has it: one field for each dimension of a contract, by its place; or one choice among them. What may be chosen is the domain's to say.</summary>
public sealed record QuantityFields(ConfigurableUpfrontPricingTerm Term)
{
    /// <summary>The field of the one dimension, where only one may be taken.</summary>
    public const string Unit = "unit";

    /// <summary>The dimensions of all durations, in their order.</summary>
    public ImmutableArray<string> Dimensions { get; } = [.. Term.RateCards.SelectMany(c => c.Rates).Select(r => r.Dimension).Distinct(StringComparer.Ordinal)];

    public static string FieldOf(int place) => string.Create(CultureInfo.InvariantCulture, $"quantity-{place}");

    /// <summary>The card of a duration; the first when there is none of it.</summary>
    public RateCard CardOf(string duration) => Choices.CardOf(Term, duration) ?? Term.RateCards[0];

    /// <summary>The quantities that were typed. Refused, for each field that does not hold a whole number.</summary>
    /// <param name="duration">A selector; one that the term does not have is refused by the domain.</param>
    public Result<UpfrontChoice> Read(string duration, Func<string, string> typed, Func<string, string> nameOf)
    {
        var card = CardOf(duration);
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var quantities = ImmutableArray.CreateBuilder<Quantity>();
        foreach (var (place, dimension) in Dimensions.Index())
        {
            var value = card.MultipleDimensions || typed(Unit) == FieldOf(place) ? Number(OneOf(card, typed, place)) : 0;
            if (value is not { } number) problems.Add(Problem.Malformed($"The quantity of {nameOf(dimension)} must be a whole number from 0 to {int.MaxValue:N0}.", FieldOf(place)));
            else if (number > 0 || card.Rates.Any(r => r.Dimension == dimension)) quantities.Add(new Quantity(dimension, number));
        }

        return problems.Count > 0 ? problems.ToImmutable() : new UpfrontChoice(duration, quantities.ToImmutable());
    }

    /// <summary>What was chosen, as the form has it: for showing it again, and before anything was typed.</summary>
    public IEnumerable<(string Field, string Value)> Write(UpfrontChoice choice) =>
        Dimensions.Index().Select(d => (FieldOf(d.Index), choice.Dimensions.FirstOrDefault(q => q.Dimension == d.Item).Value.ToString(CultureInfo.InvariantCulture)));

    private static string OneOf(RateCard card, Func<string, string> typed, int place) => !card.MultipleDimensions && !card.Quantities ? "1" : typed(FieldOf(place));

    private static int? Number(string text) => text.Length == 0 ? 0 : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
