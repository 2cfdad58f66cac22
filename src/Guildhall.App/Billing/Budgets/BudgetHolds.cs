using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Budgets;

namespace Guildhall.App.Billing.Budgets;

/// <summary>Which budgets hold new purchases: in the budget's row, and in the tenant's state, which purchases are decided on and other processes follow.</summary>
internal static class BudgetHolds
{
    /// <summary>Purchases wait for it no more.</summary>
    public static void End(WriteScope scope, BudgetRow row) => Set(scope, row, default, null);

    /// <param name="month">The one that is spent.</param>
    /// <param name="accounts">Whose purchases wait, with spaces between, nothing for all; null for nobody's.</param>
    public static void Set(WriteScope scope, BudgetRow row, BillingMonth month, string? accounts)
    {
        var (tenant, before) = (new TenantId(row.TenantId), row.Held);
        scope.Stage(_ => row.Held = accounts);
        if (scope.State(tenant) is not { } state) return;
        var others = state.Holds.RemoveAll(h => h.Budget == row.Id);
        if (accounts is null && others.Length == state.Holds.Length) return;
        if (accounts is not null && before == accounts && state.Holds.Any(h => h.Budget == row.Id && h.Name == row.Name && h.Month == month)) return;
        scope.Put(state with { Holds = accounts is null ? others : others.Add(PurchaseHold.Read(row.Id, row.Name, month.Number, accounts)) });
    }
}
