using System.Collections.Immutable;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.App.Vending;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Budgets;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing.Budgets;

/// <summary>Which budgets a list shows.</summary>
public sealed record BudgetFilter
{
    /// <summary>Part of the name or of whom it is for, whatever the case; null for all.</summary>
    public string? Text { get; init; }

    /// <summary>The organization's id; null for all within reach.</summary>
    public string? Tenant { get; init; }

    /// <summary>Null for all.</summary>
    public BudgetState? State { get; init; }

    /// <summary>Null for all.</summary>
    public PriceTargetKind? Target { get; init; }
}

/// <summary>Budgets as they are shown. vendor-integration.md 15.6.</summary>
public sealed class BudgetQueries(Database database, TimeProvider clock)
{
    internal static Problem Missing { get; } = Problem.NotFound("There is no such budget.");

    /// <summary>All that the filter finds, by name.</summary>
    public async Task<ImmutableArray<BudgetView>> ListAsync(BillingReach reach, BudgetFilter filter, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var rows = await db.Budgets.AsNoTracking().Where(b => (reach.Tenant == null || b.TenantId == reach.Tenant) && (filter.Tenant == null || b.TenantId == filter.Tenant)).ToListAsync(cancellation);
        var now = clock.GetUtcNow();
        return
        [
            .. rows.Select(r => BudgetView.Of(r, now)).Where(v => Matches(v, filter))
                .OrderBy(v => v.Budget.Name, StringComparer.OrdinalIgnoreCase).ThenBy(v => v.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>Not found when it is beyond reach.</summary>
    public async Task<Result<BudgetView>> FindAsync(BillingReach reach, string id, CancellationToken cancellation)
    {
        await using var db = database.Open();
        return await db.Budgets.AsNoTracking().FirstOrDefaultAsync(b => b.Id == id, cancellation) is { } row && reach.Covers(row.TenantId) ? BudgetView.Of(row, clock.GetUtcNow()) : Missing;
    }

    /// <summary>The budget of an account in the organization that has it, or had it last; null when there is none within reach.</summary>
    public async Task<BudgetView?> OfAccountAsync(BillingReach reach, AccountView account, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var row = await db.Budgets.AsNoTracking()
            .FirstOrDefaultAsync(b => b.TargetKind == PriceTargetKind.Account && b.TargetValue == account.Id && db.Links.Any(l => l.Id == account.LinkId && l.TenantId == b.TenantId), cancellation);
        return row is not null && reach.Covers(row.TenantId) ? BudgetView.Of(row, clock.GetUtcNow()) : null;
    }

    /// <summary>What was told or done of it, the newest first; at most 100.</summary>
    public async Task<ImmutableArray<BudgetAlert>> AlertsAsync(string id, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var waiting = await db.BudgetSuspensions.Where(s => s.BudgetId == id && s.Waiting).GroupBy(s => s.Month).Select(g => new { Month = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Month, g => g.Count, cancellation);
        var rows = await db.BudgetAlerts.AsNoTracking().Where(a => a.BudgetId == id).OrderByDescending(a => a.At).ThenByDescending(a => a.Step).Take(100).ToListAsync(cancellation);
        return [.. rows.OrderByDescending(row => row.At).ThenByDescending(StepOf).Select(row => KeptBudgets.Of(row, row.Step == BudgetAlertRow.Suspension ? waiting.GetValueOrDefault(row.Month) : 0))];
    }

    /// <summary>Its place among what was told at one time; what was done comes after all that was told.</summary>
    private static int StepOf(BudgetAlertRow row) => Enum.TryParse<BudgetStep>(row.Step, out var step) ? (int)step : int.MaxValue;

    private static bool Matches(BudgetView view, BudgetFilter filter) =>
        (filter.State is null || view.State == filter.State) && (filter.Target is null || view.Budget.Target.Kind == filter.Target)
        && (filter.Text is null || view.Budget.Name.Contains(filter.Text, StringComparison.OrdinalIgnoreCase) || view.Budget.Target.Value.Contains(filter.Text, StringComparison.OrdinalIgnoreCase));
}
