using Guildhall.App.Billing.Spend;
using Guildhall.Domain.Billing.Spend;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Spend;

/// <summary>What the page of spend shows.</summary>
/// <param name="Rows">Those that are looked for, in the order asked for.</param>
public sealed record SpendOverview(ListQuery Query, SpendReport Report, IReadOnlyList<SpendRow> Rows)
{
    public SpendChoices Choices => Report.Choices;

    /// <summary>Of the rows.</summary>
    public SpendAmount Sum { get; } = Rows.Aggregate(SpendAmount.Zero, (sum, row) => sum + row.Amount);
}
