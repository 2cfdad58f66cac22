using System.Collections.Immutable;
using Guildhall.Domain.Offers;

namespace Guildhall.Domain.Agreements;

/// <summary>The same terms for the time that follows an agreement's end. storefront-and-procurement.md B.8.</summary>
public static class Renewing
{
    /// <summary>Terms with their dates moved on by as long as the agreement lasted; what names no date stays. A free trial is over, and not among them.</summary>
    public static ImmutableArray<AcceptedTerm> Terms(ImmutableArray<AcceptedTerm> terms, DateTimeOffset start, DateTimeOffset end) =>
        [.. terms.Where(t => t.Term is not FreeTrialPricingTerm).Select(t => t with { Term = Later(t.Term, end - start) })];

    private static Term Later(Term term, TimeSpan by) => term switch
    {
        PaymentScheduleTerm schedule => schedule with { Schedule = [.. schedule.Schedule.Select(i => i with { ChargeDate = i.ChargeDate + by })] },
        ValidityTerm validity => validity with { AgreementStartDate = validity.AgreementStartDate + by, AgreementEndDate = validity.AgreementEndDate + by },
        _ => term,
    };
}
