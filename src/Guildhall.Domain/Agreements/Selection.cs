using System.Collections.Immutable;
using Guildhall.Domain.Offers;

namespace Guildhall.Domain.Agreements;

/// <summary>Which terms of an offer a buyer takes: check 7 of storefront-and-procurement.md B.4.</summary>
public static class Selection
{
    public const int Most = 30;

    /// <summary>The terms that an agreement would have, in the offer's order; or why not, for the first of the reasons in the order of B.4.</summary>
    public static Result<ImmutableArray<AcceptedTerm>> Of(ImmutableArray<Term> offered, ImmutableArray<RequestedTerm> requested)
    {
        if (Shape(requested) is { } shape) return shape;
        offered = [.. offered.DistinctBy(t => t.Id)];
        var terms = offered.ToDictionary(t => t.Id, StringComparer.Ordinal);
        foreach (var (place, named) in requested.Index())
        {
            if (!terms.ContainsKey(named.Id)) return AgreementProblems.Invalid("INVALID_REQUESTED_TERM_ID", $"Term {named.Id} is not one of the proposal.", Member(place, "id"));
        }

        var choices = requested.ToDictionary(r => r.Id, r => r.Configuration, StringComparer.Ordinal);
        ImmutableArray<AcceptedTerm> accepted = [.. offered.Where(t => choices.ContainsKey(t.Id) || t.IsImplied()).Select(t => new AcceptedTerm(t, choices.GetValueOrDefault(t.Id)))];
        if (Missing(offered, accepted) is { } missing) return missing;
        if (Incompatible(accepted) is { } incompatible) return incompatible;
        foreach (var (place, named) in requested.Index())
        {
            if (Choices.Check(terms[named.Id], named.Configuration, Member(place, "configuration")) is { } wrong) return wrong;
        }

        return accepted;
    }

    /// <summary>The shape of the list itself, for whoever has no offer to check it by: 1 to 30 terms, none twice.</summary>
    public static Problem? Shape(ImmutableArray<RequestedTerm> requested) =>
        requested.Length is < 1 or > Most ? AgreementProblems.Invalid("INVALID_REQUESTED_TERMS", $"requestedTerms must have 1 to {Most} items.", "requestedTerms")
        : requested.GroupBy(r => r.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice ? AgreementProblems.Invalid("INVALID_REQUESTED_TERMS", $"requestedTerms names {twice.Key} twice.", "requestedTerms")
        : null;

    private static Problem? Missing(ImmutableArray<Term> offered, ImmutableArray<AcceptedTerm> accepted)
    {
        if (offered.Any(t => t is LegalTerm) && !accepted.Any(a => a.Term is LegalTerm))
            return AgreementProblems.Invalid("MISSING_MANDATORY_TERMS", "A LegalTerm of the proposal must be among requestedTerms.", "requestedTerms");
        var priced = offered.Any(TermKinds.IsPricing) ? accepted.Any(a => a.Term.IsPricing()) : accepted.Any(a => a.Term.IsPayment());
        return priced ? null : AgreementProblems.Invalid("MISSING_MANDATORY_TERMS", "A pricing term of the proposal must be among requestedTerms.", "requestedTerms");
    }

    private static Problem? Incompatible(ImmutableArray<AcceptedTerm> accepted)
    {
        var both = from one in accepted.Index() from other in accepted.Index() where one.Index < other.Index && TermKinds.Exclude(one.Item.Term, other.Item.Term) select (One: one.Item.Term.Id, Other: other.Item.Term.Id);
        foreach (var pair in both) return AgreementProblems.Invalid("INCOMPATIBLE_TERMS", $"Terms {pair.One} and {pair.Other} exclude each other.", "requestedTerms");
        return accepted.Select(a => TermKinds.CurrencyOf(a.Term)).OfType<string>().Distinct(StringComparer.Ordinal).Count() > 1
            ? AgreementProblems.Invalid("INCOMPATIBLE_TERMS", "The terms are not all of one currency.", "requestedTerms")
            : null;
    }

    private static string Member(int place, string name) => $"requestedTerms[{place}].{name}";
}
