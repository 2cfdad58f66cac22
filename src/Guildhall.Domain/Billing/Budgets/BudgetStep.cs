using System.Collections.Immutable;

namespace Guildhall.Domain.Billing.Budgets;

/// <summary>What is told of a budget, each once a month. vendor-integration.md 15.6. The names are stored.</summary>
public enum BudgetStep
{
    /// <summary>Half of it is spent.</summary>
    Actual50,
    Actual80,
    Actual100,

    /// <summary>The month is going to come to all of it.</summary>
    Forecast100,
}

/// <summary>When the steps are reached.</summary>
public static class BudgetSteps
{
    /// <summary>Those that these costs have reached; exactly at a border counts.</summary>
    /// <param name="amount">More than nothing.</param>
    /// <param name="forecast">Null when there is none.</param>
    public static ImmutableArray<BudgetStep> Reached(Int128 amount, Int128 actual, Int128? forecast) =>
        [.. Enum.GetValues<BudgetStep>().Where(step => step == BudgetStep.Forecast100 ? forecast >= amount : actual * 100 >= amount * PercentOf(step))];

    public static int PercentOf(BudgetStep step) => step switch
    {
        BudgetStep.Actual50 => 50,
        BudgetStep.Actual80 => 80,
        _ => 100,
    };

    /// <summary>As readers are told: <c>80 %</c>, <c>100 % forecast</c>.</summary>
    public static string Word(this BudgetStep step) => step == BudgetStep.Forecast100 ? "100 % forecast" : $"{PercentOf(step)} %";
}
