using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Reading;

/// <summary>The amounts of one row, or of all rows of a group.</summary>
internal readonly record struct CostSums(Amount Unblended, Amount Net, Amount Amortised, long Rows)
{
    /// <summary>False when one of the sums is more than an amount holds.</summary>
    public bool TryAdd(in CostSums other, out CostSums sums)
    {
        var fits = Amount.TryAdd(Unblended, other.Unblended, out var unblended) & Amount.TryAdd(Net, other.Net, out var net) & Amount.TryAdd(Amortised, other.Amortised, out var amortised);
        sums = new CostSums(unblended, net, amortised, Rows + other.Rows);
        return fits;
    }
}
