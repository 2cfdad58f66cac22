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
/// <param name="Actual">Rounded to cents, as <paramref name="Forecast"/> is; what is decided and counted in percent is not.</param>
/// <param name="Forecast">Null while no day is delivered whole.</param>
/// <param name="LastDay">With costs; null for none.</param>
/// <param name="Uncounted">Currencies of the report without a rate: their costs are not in it.</param>
public sealed record BudgetView(
    string Id, string Tenant, Budget Budget, BillingMonth Month, BudgetState State, decimal Actual, decimal? Forecast, DateOnly? LastDay, ImmutableArray<string> Uncounted,
    DateTimeOffset UpdatedAt, string UpdatedBy, long Version)
{
    /// <summary>Whether new purchases wait: by what they are decided on.</summary>
    public bool Holds { get; private init; }

    /// <summary>Who has allowed purchases this month although it is spent; null for nobody.</summary>
    public string? AllowedBy { get; private init; }

    public bool Allowed => AllowedBy is not null;

    /// <summary>What is spent of the amount, in percent, rounded down: what is under 100 is not spent.</summary>
    public int Percent { get; private init; }

    /// <summary>The same of the forecast; null where there is none.</summary>
    public int? ForecastPercent { get; private init; }

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
            [.. row.Uncounted.Split(' ', StringSplitOptions.RemoveEmptyEntries)], row.UpdatedAt, row.UpdatedBy, row.Version)
        {
            Holds = row.Held is not null && row.Month == month.Number,
            AllowedBy = row.AllowedMonth == month.Number ? row.AllowedBy ?? "" : null,
            Percent = PercentOf(actual, budget),
            ForecastPercent = forecast is { } coming ? PercentOf(coming, budget) : null,
        };
    }

    private static int PercentOf(Int128 units, Budget budget)
    {
        var (percent, rest) = Int128.DivRem(units * 100, budget.Units);
        return (int)Int128.Clamp(rest < 0 ? percent - 1 : percent, -999_999, 999_999);
    }
}

/// <summary>Budgets as they are stored.</summary>
internal static class KeptBudgets
{
    public static Budget Of(BudgetRow row) => new()
    {
        Name = row.Name,
        Target = new PriceTarget(row.TargetKind, row.TargetValue),
        Amount = new Amount(row.Amount).ToDecimal(),
        Currency = row.Currency,
        Action = row.Action,
    };

    public static BudgetRow Row(string id, string tenant, Budget budget, DateTimeOffset now, string who)
    {
        var row = new BudgetRow
        {
            Id = id,
            TenantId = tenant,
            TargetKind = budget.Target.Kind,
            TargetValue = budget.Target.Value,
            Name = budget.Name,
            Currency = budget.Currency,
            MadeAt = now,
            UpdatedAt = now,
            UpdatedBy = who,
            Actual = "0",
            Uncounted = "",
        };
        Write(row, budget);
        return row;
    }

    public static void Write(BudgetRow row, Budget budget)
    {
        (row.Name, row.Amount, row.Currency, row.Action) = (budget.Name, checked((long)budget.Units), budget.Currency, budget.Action);
        row.Version++;
        Due(row);
    }

    /// <summary>It is to be looked at anew: a look that somebody has taken already does not count.</summary>
    public static void Due(BudgetRow row) => (row.Load, row.Marks) = (-1, row.Marks + 1);

    /// <param name="waiting">Accounts that are still to be suspended.</param>
    public static BudgetAlert Of(BudgetAlertRow row, int waiting) => new(
        new BillingMonth(row.Month), row.Step, row.At, Decimal(Units(row.Actual)), row.Forecast is { } forecast ? Decimal(Units(forecast)) : null, new Amount(row.Amount).ToDecimal(), row.Currency, waiting);

    public static Int128 Units(string text) => Int128.Parse(text, CultureInfo.InvariantCulture);

    public static string Text(Int128 units) => units.ToString(CultureInfo.InvariantCulture);

    /// <summary>Rounded to whole cents, as people read it; half away from zero.</summary>
    public static decimal Decimal(Int128 units) => (decimal)Rounding.Divide(units, Amount.One / 100) / 100;
}
