using Guildhall.App.Billing.Prices;
using Guildhall.Domain.Billing;

namespace Guildhall.Server.Api.V1.Billing;

/// <summary>Price rules, their effects and rates as commands print them and the API answers them.</summary>
internal static class PriceAnswers
{
    /// <param name="today">UTC.</param>
    public static object Of(PriceRuleView view, DateOnly today) => new
    {
        id = view.Rule.Id,
        version = view.Rule.Version,
        name = view.Rule.Name,
        kind = PriceWords.Of(view.Rule.Kind),
        percent = view.Rule.Kind is PriceKind.FixedFee or PriceKind.Tiered ? (decimal?)null : Number(view.Rule.Percent),
        tiers = view.Rule.Kind == PriceKind.Tiered ? view.Rule.Tiers.Select(t => new { upTo = t.UpTo?.ToDecimal(), percent = Number(t.Percent) }) : null,
        fee = view.Rule.Kind == PriceKind.FixedFee ? view.Rule.Fee.ToDecimal() : (decimal?)null,
        currency = view.Rule.Currency,
        scope = PriceWords.Of(view.Rule.Scope.Kind),
        scopeValue = Given(view.Rule.Scope.Value),
        target = PriceWords.Of(view.Rule.Target.Kind),
        targetValue = Given(view.Rule.Target.Value),
        organizationId = view.Rule.Tenant,
        from = view.Rule.From,
        until = view.TakenOut ? null : view.Rule.Until,
        priority = view.Rule.Priority,
        state = view.State(today),
        usedUntil = view.UsedUntil,
        madeAt = view.Rule.Made,
        madeBy = view.MadeBy,
        endedAt = view.EndedAt,
        endedBy = view.EndedBy,
    };

    public static object Of(PriceEffect effect) => new
    {
        organizationId = effect.Tenant,
        period = $"{effect.Month}",
        company = effect.Company,
        currency = effect.Currency,
        before = MinorUnits.ToDecimal(effect.Before, effect.Currency),
        after = MinorUnits.ToDecimal(effect.After, effect.Currency),
        difference = MinorUnits.ToDecimal(effect.Difference, effect.Currency),
    };

    public static object Of(MonthRate rate) => new { period = $"{rate.Month}", from = rate.Rate.From, to = rate.Rate.To, rate = rate.Rate.Rate, updatedAt = rate.UpdatedAt, updatedBy = rate.UpdatedBy };

    private static decimal Number(Percent percent) => percent.TenThousandths / 10_000m;

    private static string? Given(string value) => value.Length == 0 ? null : value;
}
