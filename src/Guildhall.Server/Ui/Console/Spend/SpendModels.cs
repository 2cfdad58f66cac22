using Guildhall.App.Billing.Spend;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Spend;

/// <summary>What the page of spend shows.</summary>
/// <param name="Rows">Those that are looked for, in the order asked for.</param>
public sealed record SpendOverview(ListQuery Query, SpendReport Report, IReadOnlyList<SpendRow> Rows)
{
    public SpendChoices Choices => Report.Choices;
}
