using System.Collections.Immutable;
using Guildhall.App.Billing.Prices;
using Guildhall.Domain.Billing.Budgets;

namespace Guildhall.App.Billing.Budgets;

/// <summary>How a budget stands in a month.</summary>
public enum BudgetState
{
    /// <summary>AWS has delivered no report for the month.</summary>
    NoReport,
    Within,

    /// <summary>Not spent yet, but the month is going to come to it.</summary>
    ForecastOver,

    /// <summary>Spent: all of it, or more.</summary>
    Over,
}

/// <summary>The words of actions and states in documents and commands: <c>requireApproval</c>.</summary>
public static class BudgetWords
{
    public static ImmutableSortedDictionary<string, BudgetAction> Actions { get; } = PriceWords.Words<BudgetAction>();

    public static ImmutableSortedDictionary<string, BudgetState> States { get; } = PriceWords.Words<BudgetState>();
}
