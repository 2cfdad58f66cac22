using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Budgets;

namespace Guildhall.App.Billing.Budgets;

/// <summary>What was told or done of a budget.</summary>
/// <param name="Step">One of <see cref="BudgetStep"/>, or <c>Suspend</c>.</param>
/// <param name="Waiting">Accounts that are still to be suspended.</param>
public sealed record BudgetAlert(BillingMonth Month, string Step, DateTimeOffset At, decimal Actual, decimal? Forecast, decimal Amount, string Currency, int Waiting);

/// <summary>A budget and how the present month stands.</summary>
/// <param name="Tenant">The organization's id.</param>
/// <param name="Month">The present one.</param>
/// <param name="Forecast">Null while no day is delivered whole.</param>
/// <param name="LastDay">With costs; null for none.</param>
/// <param name="Uncounted">Currencies of the report without a rate: their costs are not in it.</param>
/// <param name="Allowed">Whether purchases are allowed this month although it is spent.</param>
public sealed record BudgetView(
    string Id, string Tenant, Budget Budget, BillingMonth Month, BudgetState State, decimal Actual, decimal? Forecast, DateOnly? LastDay, ImmutableArray<string> Uncounted, bool Allowed,
    DateTimeOffset UpdatedAt, string UpdatedBy, long Version)
{
    /// <summary>Whether new purchases wait.</summary>
    public bool Holds => State == BudgetState.Over && Budget.Action == BudgetAction.RequireApproval && !Allowed;

    /// <summary>Of the amount, in percent, rounded down: what is under 100 is not spent.</summary>
    public int Percent => (int)Math.Clamp(decimal.Floor(Actual / Budget.Amount * 100), -999_999, 999_999);

    internal static BudgetView Of(BudgetRow row, DateTimeOffset now)
    {
        var (month, budget) = (BillingMonth.Of(now), KeptBudgets.Of(row));
        var known = row.Month == month.Number && row.Load != 0;
        Int128? forecast = known && row.Forecast is { } text ? KeptBudgets.Units(text) : null;
        var actual = known ? KeptBudgets.Units(row.Actual) : 0;
        return new BudgetView(
            row.Id, row.TenantId, budget, month,
            !known ? BudgetState.NoReport : actual >= budget.Units ? BudgetState.Over : forecast >= budget.Units ? BudgetState.ForecastOver : BudgetState.Within,
            KeptBudgets.Decimal(actual), forecast is { } units ? KeptBudgets.Decimal(units) : null, known && row.LastDay > 0 ? month.First.AddDays(row.LastDay - 1) : null,
            [.. row.Uncounted.Split(' ', StringSplitOptions.RemoveEmptyEntries)], row.AllowedMonth == month.Number, row.UpdatedAt, row.UpdatedBy, row.Version);
    }
}

/// <summary>Budgets as they are stored.</summary>
internal static class KeptBudgets
{
    public static Budget Of(BudgetRow row) => new()
    {
        Name = row.Name,
        Target = new PriceTarget(row.TargetKind, row.TargetValue),
        Amount = (decimal)row.Amount / Amount.One,
        Currency = row.Currency,
        Action = row.Action,
    };

    public static void Write(BudgetRow row, Budget budget)
    {
        (row.Name, row.Amount, row.Currency, row.Action) = (budget.Name, checked((long)budget.Units), budget.Currency, budget.Action);
        row.Load = -1;
        row.Version++;
    }

    public static BudgetAlert Of(BudgetAlertRow row) => new(
        new BillingMonth(row.Month), row.Step, row.At, Decimal(Units(row.Actual)), row.Forecast is { } forecast ? Decimal(Units(forecast)) : null, (decimal)row.Amount / Amount.One, row.Currency,
        row.Waiting?.Split(' ').Length ?? 0);

    public static Int128 Units(string text) => Int128.Parse(text, CultureInfo.InvariantCulture);

    public static string Text(Int128 units) => units.ToString(CultureInfo.InvariantCulture);

    /// <summary>Rounded to whole cents, as people read it; half away from zero.</summary>
    public static decimal Decimal(Int128 units) => (decimal)Rounding.Divide(units, Amount.One / 100) / 100;
}
