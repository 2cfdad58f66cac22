using Guildhall.App.Store.Rows;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending;

/// <summary>The labels of an account as they are stored.</summary>
internal static class KeptLabels
{
    /// <summary>Amounts are kept in ten-thousand-millionths (decisions.md 12).</summary>
    private const decimal StoredUnits = 10_000_000_000m;

    public static AccountLabels Read(MemberAccountRow? row) => row is null ? new AccountLabels() : new AccountLabels
    {
        Company = row.Company,
        CostCentre = row.CostCentre,
        Purpose = row.Purpose,
        Budget = row.Budget / StoredUnits,
    };

    public static void Write(MemberAccountRow row, AccountLabels labels)
    {
        (row.Company, row.CostCentre, row.Purpose) = (labels.Company, labels.CostCentre, labels.Purpose);
        row.Budget = labels.Budget is { } budget ? (long)(budget * StoredUnits) : null;
    }
}
