using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Budgets;
using Guildhall.App.Billing.Prices;
using Guildhall.Domain;

namespace Guildhall.Server.Api.V1.Billing;

/// <summary>Budgets as commands print them and the API answers them.</summary>
internal static class BudgetAnswers
{
    public static object Of(BudgetView view) => new
    {
        id = view.Id,
        organizationId = view.Tenant,
        name = view.Budget.Name,
        target = PriceWords.Of(view.Budget.Target.Kind),
        targetValue = view.Budget.Target.Value,
        amount = view.Budget.Amount,
        currency = view.Budget.Currency,
        action = PriceWords.Of(view.Budget.Action),
        period = $"{view.Month}",
        state = PriceWords.Of(view.State),
        actual = view.Actual,
        percent = view.Percent,
        forecast = view.Forecast,
        lastDay = view.LastDay,
        uncounted = view.Uncounted,
        holdsPurchases = view.Holds,
        purchasesAllowed = view.Allowed,
        updatedAt = view.UpdatedAt,
        updatedBy = view.UpdatedBy,
    };

    /// <summary>A budget with what was told of it, and its version.</summary>
    public static async Task<Result<ShownBudget>> ShowAsync(Installation guildhall, BillingReach reach, string id, CancellationToken cancellation)
    {
        var found = await guildhall.BudgetQueries.FindAsync(reach, id, cancellation);
        if (found.Refused) return found.Problems;
        return new ShownBudget(new { budget = Of(found.Value), alerts = Of(await guildhall.BudgetQueries.AlertsAsync(id, cancellation)) }, found.Value.Version);
    }

    private static IEnumerable<object> Of(ImmutableArray<BudgetAlert> alerts) => alerts.Select(a => new
    {
        period = $"{a.Month}",
        step = PriceWords.Of(a.Step),
        at = a.At,
        actual = a.Actual,
        forecast = a.Forecast,
        amount = a.Amount,
        currency = a.Currency,
        waiting = a.Waiting,
    });
}

/// <summary>A budget as a document, and the version of it that stands there.</summary>
internal sealed record ShownBudget(object Document, long Version);
