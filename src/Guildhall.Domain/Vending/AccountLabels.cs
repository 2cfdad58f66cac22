using System.Globalization;

namespace Guildhall.Domain.Vending;

/// <summary>What a company keeps of an account for its own books: given with the order, changed at any time. vendor-integration.md 12.3, 14.</summary>
public sealed record AccountLabels
{
    /// <summary>Characters of a text.</summary>
    public const int Longest = 256;

    /// <summary>An optional label for statements (decisions.md 8).</summary>
    public string? Company { get; init; }

    public string? CostCentre { get; init; }

    public string? Purpose { get; init; }

    /// <summary>The amount of the account's own budget, in that one's currency; a new one is in the link's. Limits as <see cref="Billing.Budgets.Budget.Amount"/>.</summary>
    public decimal? Budget { get; init; }

    /// <summary>A budget as it is typed; null for nothing. Refused: what is no amount, whatever the language of who types.</summary>
    public static Result<decimal?> ReadBudget(string? typed) =>
        string.IsNullOrEmpty(typed) ? (decimal?)null
        : decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount
        : Problem.Malformed("A budget is a number such as 250 or 99.50.", nameof(Budget));

    /// <summary>The same with no text for an empty one.</summary>
    public AccountLabels Tidied => this with { Company = Given(Company), CostCentre = Given(CostCentre), Purpose = Given(Purpose) };

    /// <summary>Everything that is wrong, by the member's name; empty when nothing is.</summary>
    public IEnumerable<Problem> Faults()
    {
        foreach (var (text, member) in new[] { (Company, nameof(Company)), (Purpose, nameof(Purpose)), (CostCentre, nameof(CostCentre)) })
        {
            if (text is { Length: > Longest }) yield return Problem.Malformed("At most 256 characters.", member);
            if (text is not null && text.Any(Texts.Forbidden)) yield return Problem.Malformed("No control characters and no marks that cannot be seen.", member);
        }

        if (Budget is { } budget && Billing.Budgets.Budget.AmountFault(budget) is { } fault) yield return Problem.Malformed(fault, nameof(Budget));
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
