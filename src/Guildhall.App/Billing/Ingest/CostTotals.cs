using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Ingest;

/// <summary>Costs added up; throws <see cref="OverflowException"/> beyond what an amount holds.</summary>
internal sealed class CostTotals
{
    public long Unblended { get; private set; }

    public long Net { get; private set; }

    public long Amortised { get; private set; }

    public void Add(Cost cost) => Add(cost.Unblended.Units, cost.Net.Units, cost.Amortised.Units);

    public void Add(CostTotals other) => Add(other.Unblended, other.Net, other.Amortised);

    private void Add(long unblended, long net, long amortised) => (Unblended, Net, Amortised) = checked((Unblended + unblended, Net + net, Amortised + amortised));
}

/// <summary>What a product cost in a month and on each of its days, and which accounts.</summary>
/// <param name="Name">One of the names that the report has for it.</param>
internal sealed record ProductTotals(string Name)
{
    private readonly CostTotals?[] _days = new CostTotals?[32];

    public CostTotals Month { get; } = new();

    public HashSet<string> Accounts { get; } = new(StringComparer.Ordinal);

    /// <summary>The days that have a cost, in their order.</summary>
    public IEnumerable<(int Day, CostTotals Totals)> Days => _days.Index().Where(d => d.Item is not null).Select(d => (d.Index, d.Item!));

    public void Add(Cost cost)
    {
        Month.Add(cost);
        (_days[cost.Day.Day] ??= new CostTotals()).Add(cost);
    }
}
