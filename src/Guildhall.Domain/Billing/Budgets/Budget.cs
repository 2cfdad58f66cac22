namespace Guildhall.Domain.Billing.Budgets;

/// <summary>What happens when a month has cost what its budget allows, beside telling. vendor-integration.md 15.6. The numbers are stored.</summary>
public enum BudgetAction
{
    Notify = 0,

    /// <summary>New purchases are refused until an administrator allows them, or the month is over.</summary>
    RequireApproval = 1,

    /// <summary>The accounts are suspended.</summary>
    Suspend = 2,
}

/// <summary>What an organization, a company or an account may cost in a month. vendor-integration.md 15.6.</summary>
public sealed record Budget
{
    /// <summary>Characters of a name.</summary>
    public const int LongestName = 100;

    /// <summary>An amount in ten-thousand-millionths must fit 64 bits (decisions.md 12): that ends at 922 millions.</summary>
    public const decimal Highest = 900_000_000;

    public required string Name { get; init; }

    /// <summary>Whose costs count; not <see cref="PriceTargetKind.All"/>.</summary>
    public required PriceTarget Target { get; init; }

    /// <summary>A month's: more than nothing, at most <see cref="Highest"/>, at most two decimals.</summary>
    public required decimal Amount { get; init; }

    /// <summary>One of <see cref="Currencies.All"/>.</summary>
    public required string Currency { get; init; }

    public BudgetAction Action { get; init; }

    /// <summary>The same in ten-thousand-millionths, as costs are.</summary>
    public Int128 Units => (Int128)(Amount * Billing.Amount.One);

    /// <summary>Whether it suspends accounts that the budget before it would not have, or not yet.</summary>
    /// <param name="before">Null where there was none.</param>
    public bool SuspendsSooner(Budget? before) =>
        Action == BudgetAction.Suspend && (before is null || before.Action != BudgetAction.Suspend || Amount < before.Amount || Currency != before.Currency);

    /// <summary>Everything that is wrong, by the member's name; empty when nothing is.</summary>
    public IEnumerable<Problem> Faults()
    {
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > LongestName) yield return Problem.Malformed($"A name of 1 to {LongestName} characters.", nameof(Name));
        else if (Name.Any(Texts.Forbidden)) yield return Problem.Malformed("No control characters and no marks that cannot be seen.", nameof(Name));
        if (Target.Kind == PriceTargetKind.All) yield return Problem.Malformed("One of organization, company, account.", nameof(Target));
        else if (Target.Value.Length is 0 or > 256) yield return Problem.Malformed("Say whose costs count.", "TargetValue");
        if (AmountFault(Amount) is { } fault) yield return Problem.Malformed(fault, nameof(Amount));
        if (!Currencies.All.Contains(Currency)) yield return Problem.Malformed("A currency such as USD.", nameof(Currency));
        if (Action == BudgetAction.Suspend && Target.Kind == PriceTargetKind.Organization) yield return Problem.Malformed("A budget of a whole organization suspends nothing.", nameof(Action));
    }

    /// <summary>What is wrong with a month's amount; null when nothing is.</summary>
    public static string? AmountFault(decimal amount) =>
        amount is <= 0 or > Highest ? "A budget is more than 0 and at most 900,000,000."
        : decimal.Round(amount, 2) != amount ? "A budget has at most two decimals."
        : null;
}
