using System.Collections.Immutable;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;

namespace Guildhall.Server.Api.Agreement;

/// <summary>The terms that a request names, and the union of configurations, of which each has exactly one. storefront-and-procurement.md B.4.</summary>
internal static class RequestedTerms
{
    public static Result<ImmutableArray<RequestedTerm>> Read(IReadOnlyList<RequestedTermInput?> terms)
    {
        var read = ImmutableArray.CreateBuilder<RequestedTerm>(terms.Count);
        foreach (var (place, term) in terms.Index())
        {
            if (term?.Id is null) return AgreementProblems.Invalid("MISSING_REQUESTED_TERM_ID", "Each of requestedTerms needs an id.", $"requestedTerms[{place}].id");
            if (term.Configuration is null)
            {
                read.Add(new RequestedTerm(term.Id));
                continue;
            }

            if (Read(term.Configuration) is not { } choice)
                return AgreementProblems.Invalid("INVALID_REQUESTED_TERM_CONFIGURATION", "A configuration has exactly one of the three, with all of its members.", $"requestedTerms[{place}].configuration");
            read.Add(new RequestedTerm(term.Id, choice));
        }

        return read.MoveToImmutable();
    }

    /// <summary>Null when it is none, two, or one that lacks a member.</summary>
    private static TermConfiguration? Read(ConfigurationInput configuration) => configuration switch
    {
        { Upfront: { } upfront, Renewal: null, Payment: null } when upfront.SelectorValue is not null && upfront.Dimensions?.All(d => d is { DimensionKey: not null, DimensionValue: not null }) == true =>
            new UpfrontChoice(upfront.SelectorValue, [.. upfront.Dimensions.Select(d => new Quantity(d!.DimensionKey!, d.DimensionValue!.Value))]),
        { Upfront: null, Renewal.EnableAutoRenew: { } renew, Payment: null } => new RenewalChoice(renew),
        { Upfront: null, Renewal: null, Payment.PaymentRequestApprovalStrategy: { } strategy } => new PaymentChoice(strategy, configuration.Payment.ExpirationDuration),
        _ => null,
    };
}
