using System.Collections.Immutable;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Spend;

namespace Guildhall.App.Billing.Spend;

/// <summary>What spend is told by.</summary>
public enum SpendBy
{
    Account,
    Company,
    CostCentre,
    Experience,

    /// <summary>Services of AWS and products of AWS Marketplace.</summary>
    Product,
    Organization,
}

/// <summary>Which spend is asked for. Null counts everything.</summary>
public sealed record SpendWish
{
    /// <summary>The first month; null for the last twelve there are.</summary>
    public BillingMonth? From { get; init; }

    /// <summary>The last month; null for the newest there is.</summary>
    public BillingMonth? To { get; init; }

    /// <summary>The organization's id.</summary>
    public string? Tenant { get; init; }

    /// <summary>A company's name; empty for accounts of none.</summary>
    public string? Company { get; init; }

    /// <summary>The cost centre's name; empty for accounts of none.</summary>
    public string? CostCentre { get; init; }

    /// <summary>12 digits.</summary>
    public string? Account { get; init; }

    /// <summary>The id of an experience: accounts that it governs today; empty for those that none governs.</summary>
    public string? Experience { get; init; }

    /// <summary>A product code of the report; empty for costs without one.</summary>
    public string? Product { get; init; }

    /// <summary>Three letters; null for the one that most services and products are billed in.</summary>
    public string? Currency { get; init; }

    public SpendCost Cost { get; init; }

    public SpendBy By { get; init; }
}

/// <summary>What somebody or something cost.</summary>
/// <param name="Key">12 digits, a company, a cost centre, an experience's id, a product code or an organization's id; empty for what has none.</param>
/// <param name="Name">Empty where there is none.</param>
/// <param name="Before">The total of as many months before; null where there is no report of them.</param>
public sealed record SpendRow(string Key, string Name, SpendAmount Amount, AmountSum? Before)
{
    public AmountSum Total => Amount.Total;
}

/// <summary>What a month or a day cost.</summary>
public sealed record SpendPoint(DateOnly Day, SpendAmount Amount);

/// <summary>Spend as asked for.</summary>
/// <param name="By">What the rows are.</param>
/// <param name="Currency">What all amounts are in; null while there is no report within reach.</param>
/// <param name="Currencies">All that the months have.</param>
/// <param name="Months">All months that have a report, the oldest first.</param>
/// <param name="From">The first month; without meaning while there is no report.</param>
/// <param name="Rows">The largest first; with what cost something before and nothing now.</param>
public sealed record SpendReport(SpendBy By, string? Currency, ImmutableArray<string> Currencies, ImmutableArray<BillingMonth> Months, BillingMonth From, BillingMonth To, ImmutableArray<SpendRow> Rows)
{
    /// <summary>More chosen accounts than these are not told by day: their costs are too many to add up while somebody waits.</summary>
    public const int MostAccountsByDay = 200;

    public SpendAmount Sum { get; } = Rows.Aggregate(SpendAmount.Zero, (sum, row) => sum + row.Amount);

    /// <summary>Of as many months before; null where there is no report of all of them.</summary>
    public AmountSum? Before { get; init; }

    /// <summary>By month, one point each, the oldest first.</summary>
    public ImmutableArray<SpendPoint> ByMonth { get; init; } = [];

    /// <summary>The days of the last month that have a cost; null where too many accounts are chosen to tell (<see cref="MostAccountsByDay"/>).</summary>
    public ImmutableArray<SpendPoint>? ByDay { get; init; } = ImmutableArray<SpendPoint>.Empty;

    public SpendChoices Choices { get; init; } = new([], [], [], null);

    /// <summary>Lines of the months' reports that were not understood, whatever is chosen of them: they are in no sum. security.md F-51.</summary>
    public long Quarantined { get; init; }
}

/// <summary>Something to choose.</summary>
public sealed record SpendChoiceItem(string Key, string Name);

/// <summary>What spend can be narrowed to: all organizations within reach, and what the chosen ones have.</summary>
/// <param name="Product">The one that is chosen; null when none is, or no report knows it.</param>
public sealed record SpendChoices(ImmutableArray<SpendChoiceItem> Organizations, ImmutableArray<SpendChoiceItem> Companies, ImmutableArray<SpendChoiceItem> Experiences, SpendProduct? Product);

/// <summary>Months that have a report, the oldest first, and the organizations that have any.</summary>
public sealed record ReportedPeriods(ImmutableArray<BillingMonth> Months, ImmutableArray<SpendChoiceItem> Organizations);

/// <summary>A product of AWS Marketplace of which is asked whether it cost anything after a month.</summary>
/// <param name="Code">The report's product code.</param>
/// <param name="Accounts">Whose costs count, 12 digits each; null for all.</param>
internal sealed record AskedCharge(BillingMonth After, string Code, IReadOnlySet<string>? Accounts)
{
    public SpendChoice Choice => new(Accounts is { } some ? some.Contains : null, s => s.Marketplace && s.ProductCode == Code);
}
