using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App.Billing.Prices;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Budgets;

namespace Guildhall.App.Billing.Budgets;

/// <summary>A budget as somebody wants it.</summary>
/// <param name="Organization">Which of several organizations with accounts of the company; null where there is no choice.</param>
/// <param name="Confirmed">Whether it was said that accounts are to be suspended.</param>
public sealed record BudgetDraft(Budget Budget, string? Organization, bool Confirmed);

/// <summary>A budget as it is typed: on a page, in a command, in a document. What is null stays as it is when a budget is changed. vendor-integration.md 15.6.</summary>
public sealed record BudgetText
{
    public string? Name { get; init; }

    /// <summary><c>organization</c>, <c>company</c> or <c>account</c>.</summary>
    public string? Target { get; init; }

    public string? TargetValue { get; init; }

    public string? Organization { get; init; }

    public string? Amount { get; init; }

    public string? Currency { get; init; }

    /// <summary>One of <see cref="BudgetWords.Actions"/>.</summary>
    public string? Action { get; init; }

    public bool Confirmed { get; init; }

    /// <summary>The organization that is named; null for none.</summary>
    internal string? Of => string.IsNullOrWhiteSpace(Organization) ? null : Organization.Trim();

    /// <summary>Whom it is for. Refused: one that is none.</summary>
    internal Result<PriceTarget> For()
    {
        var wrong = new List<Problem>();
        var target = TargetOf(wrong);
        return wrong.Count == 0 ? target : wrong[0];
    }

    /// <summary>Refused: everything that is wrong, by the member's name.</summary>
    /// <param name="before">The budget that is changed; its target stays. Null for a new one.</param>
    public Result<BudgetDraft> Read(Budget? before = null)
    {
        var wrong = new List<Problem>();
        var target = before?.Target ?? TargetOf(wrong);
        var budget = new Budget
        {
            Name = Name?.Trim() ?? before?.Name ?? "",
            Target = target,
            Amount = Amount is null && before is not null ? before.Amount : AmountOf(wrong),
            Currency = Currency?.Trim().ToUpperInvariant() ?? before?.Currency ?? "USD",
            Action = Action is null ? before?.Action ?? BudgetAction.Notify : ActionOf(wrong),
        };
        wrong.AddRange(budget.Faults().Where(f => !wrong.Exists(w => w.Member == f.Member)));
        return wrong.Count == 0 ? new BudgetDraft(budget, Of, Confirmed) : wrong.ToImmutableArray();
    }

    private PriceTarget TargetOf(List<Problem> wrong)
    {
        if (PriceWords.Targets.TryGetValue(Target?.Trim() ?? "", out var kind) && kind != PriceTargetKind.All) return new PriceTarget(kind, TargetValue?.Trim() ?? "");
        wrong.Add(Problem.Malformed("One of organization, company, account.", nameof(Target)));
        return PriceTarget.All;
    }

    private decimal AmountOf(List<Problem> wrong)
    {
        if (decimal.TryParse(Amount?.Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount)) return amount;
        wrong.Add(Problem.Malformed("A budget is a number such as 250 or 99.50.", nameof(Amount)));
        return 0;
    }

    private BudgetAction ActionOf(List<Problem> wrong)
    {
        if (BudgetWords.Actions.TryGetValue(Action!.Trim(), out var action)) return action;
        wrong.Add(Problem.Malformed($"One of {string.Join(", ", BudgetWords.Actions.OrderBy(a => a.Value).Select(a => a.Key))}.", nameof(Action)));
        return BudgetAction.Notify;
    }
}
