using System.Collections.Immutable;
using Guildhall.App.Agreements;
using Guildhall.App.Storefront;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Offers;
using Guildhall.Server.Ui.Storefront.Buying;
using Guildhall.Server.Ui.Storefront.Offers;

namespace Guildhall.Server.Ui.Storefront.Subscriptions;

/// <summary>What a buyer can change in an agreement: quantities of its contract, and whether it renews. storefront-and-procurement.md B.4, D.5.</summary>
/// <param name="Term">The term with the quantities, or null.</param>
/// <param name="Renewal">The id of the renewal term, or null.</param>
public sealed record AmendForm(ConfigurableUpfrontPricingTerm? Term, UpfrontChoice? Current, string? Renewal, bool Renews)
{
    public QuantityFields? Fields { get; } = Term is null ? null : new QuantityFields(Term);

    /// <summary>The rate card that was agreed on.</summary>
    public RateCard? Card => Term is null ? null : Fields!.CardOf(Current!.Selector);

    /// <summary>Null when nothing can be changed.</summary>
    public static AmendForm? Of(Agreement agreement)
    {
        var contract = agreement.Terms.FirstOrDefault(t => t is { Term: ConfigurableUpfrontPricingTerm, Configuration: UpfrontChoice });
        // Only the agreed duration: another one is another agreement.
        var term = contract is null ? null : (ConfigurableUpfrontPricingTerm)Choices.Taken(contract);
        var renewal = agreement.Terms.FirstOrDefault(t => t.Term is RenewalTerm)?.Term.Id ?? (agreement.End is null ? null : agreement.RenewalTerm);
        return term is null && renewal is null ? null : new AmendForm(term, contract?.Configuration as UpfrontChoice, renewal, agreement.AutoRenew);
    }

    /// <summary>The fields as they are before anything is typed.</summary>
    public IReadOnlyDictionary<string, string> Before()
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["renew"] = Renews ? "on" : "off" };
        if (Fields is null) return fields;
        foreach (var (field, value) in Fields.Write(Current!)) fields[field] = value;
        fields[QuantityFields.Unit] = Fields.Dimensions.Index().Where(d => Current!.Dimensions.Any(q => q.Dimension == d.Item && q.Value > 0)).Select(d => QuantityFields.FieldOf(d.Index)).FirstOrDefault("");
        return fields;
    }

    /// <summary>The terms that are to be other ones. Refused: a field that cannot be read, or nothing that is different.</summary>
    public Result<ImmutableArray<RequestedTerm>> Request(Func<string, string> typed, ImmutableArray<PriceDimension> dimensions)
    {
        var changed = ImmutableArray.CreateBuilder<RequestedTerm>();
        if (Fields is { } fields)
        {
            var chosen = fields.Read(Current!.Selector, typed, key => OfferPrice.NameOf(key, dimensions));
            if (chosen.Refused) return chosen.Problems;
            if (!Counted(chosen.Value).SetEquals(Counted(Current))) changed.Add(new RequestedTerm(Term!.Id, chosen.Value));
        }

        if (Renewal is { } renewal && typed("renew") is { Length: > 0 } renew && (renew == "on") != Renews) changed.Add(new RequestedTerm(renewal, new RenewalChoice(renew == "on")));
        return changed.Count > 0 ? changed.ToImmutable() : Problem.Malformed("Nothing is different from what you have.");
    }

    /// <summary>The names of the fields that a review keeps.</summary>
    public IEnumerable<string> Names => Before().Keys;

    private static HashSet<Quantity> Counted(UpfrontChoice choice) => [.. choice.Dimensions.Where(q => q.Value > 0)];
}
