using Guildhall.App.Store.Rows;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending;

/// <summary>The labels of an account as they are stored, but for its budget (AccountBudgets).</summary>
internal static class KeptLabels
{
    public static AccountLabels Read(MemberAccountRow? row) => row is null ? new AccountLabels() : new AccountLabels
    {
        Company = row.Company,
        CostCentre = row.CostCentre,
        Purpose = row.Purpose,
    };

    public static void Write(MemberAccountRow row, AccountLabels labels) => (row.Company, row.CostCentre, row.Purpose) = (labels.Company, labels.CostCentre, labels.Purpose);
}
