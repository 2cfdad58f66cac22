using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Budgets;

namespace Guildhall.App.Store.Rows;

/// <summary>What an organization, a company or an account may cost in a month, and how the present month stands. vendor-integration.md 15.6.</summary>
public sealed class BudgetRow
{
    /// <summary><c>budget-…</c>.</summary>
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public PriceTargetKind TargetKind { get; init; }

    /// <summary>The tenant's id, a company's name, or 12 digits.</summary>
    public required string TargetValue { get; init; }

    public required string Name { get; set; }

    /// <summary>Ten-thousand-millionths.</summary>
    public long Amount { get; set; }

    public required string Currency { get; set; }

    public BudgetAction Action { get; set; }

    public DateTimeOffset MadeAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public required string UpdatedBy { get; set; }

    /// <summary>One more with each change by somebody: the ETag.</summary>
    public long Version { get; set; }

    /// <summary>The month in which purchases are allowed although it is spent: year times 100 and month; 0 for none.</summary>
    public int AllowedMonth { get; set; }

    public string? AllowedBy { get; set; }

    /// <summary>The month that was looked at last: year times 100 and month; 0 before the first look.</summary>
    public int Month { get; set; }

    /// <summary>The load of that month that was looked at; 0 when nothing was in force, -1 when it is to be looked at anew.</summary>
    public long Load { get; set; }

    /// <summary>One more each time that it is to be looked at anew: a look that was taken before then does not count as one.</summary>
    public long Marks { get; set; }

    /// <summary>The same of the month before, which AWS goes on delivering for some days.</summary>
    public long EarlierLoad { get; set; }

    /// <summary>Ten-thousand-millionths of the budget's currency, as a decimal number: sums may leave 64 bits.</summary>
    public required string Actual { get; set; }

    public string? Forecast { get; set; }

    /// <summary>The last day with costs; 0 for none.</summary>
    public int LastDay { get; set; }

    /// <summary>Currencies of the report that have no rate, with spaces between: their costs are not counted.</summary>
    public required string Uncounted { get; set; }

    /// <summary>The accounts whose purchases wait, with spaces between, nothing for all; null when it holds none.</summary>
    public string? Held { get; set; }
}

/// <summary>What was told or done of a budget in a month: each once. vendor-integration.md 15.6.</summary>
public sealed class BudgetAlertRow
{
    /// <summary>The step of a suspension; the others are <see cref="BudgetStep"/>'s names.</summary>
    public const string Suspension = "Suspend";

    public required string BudgetId { get; init; }

    /// <summary>Year times 100 and month.</summary>
    public int Month { get; init; }

    public required string Step { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>As <see cref="BudgetRow.Actual"/>, at that time.</summary>
    public required string Actual { get; init; }

    public string? Forecast { get; init; }

    public long Amount { get; init; }

    public required string Currency { get; init; }
}

/// <summary>An account that a budget suspends in a month, once. vendor-integration.md 15.6.</summary>
public sealed class BudgetSuspensionRow
{
    public required string BudgetId { get; init; }

    /// <summary>Year times 100 and month.</summary>
    public int Month { get; init; }

    /// <summary>12 digits.</summary>
    public required string Account { get; init; }

    /// <summary>Whether it is still to be suspended.</summary>
    public bool Waiting { get; set; }
}
