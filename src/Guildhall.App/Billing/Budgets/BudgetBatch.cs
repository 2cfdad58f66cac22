using System.Collections.Immutable;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Billing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing.Budgets;

/// <summary>The budgets of one write with what was told and done of them, read at once: the writer waits for no query of each.</summary>
internal sealed class BudgetBatch
{
    private readonly Dictionary<string, BudgetRow> _rows;
    private readonly Dictionary<(string Tenant, int Month), long> _loads;
    private readonly HashSet<(string Budget, int Month, string Step)> _told;
    private readonly ILookup<string, string> _suspended;

    public BudgetBatch(WriteScope scope, ImmutableArray<BudgetLook> looks)
    {
        var db = scope.Db;
        var (ids, tenants) = (looks.Select(l => l.Id).ToList(), looks.Select(l => l.Tenant).Distinct().ToList());
        var (month, earlier) = (looks[0].Month.Number, looks[0].Month.Plus(-1).Number);

        // What an earlier write of the same transaction began is tracked, and not in the tables yet.
        db.Budgets.Where(b => ids.Contains(b.Id)).Load();
        db.BudgetAlerts.Where(a => ids.Contains(a.BudgetId) && (a.Month == month || a.Month == earlier)).Load();
        db.BillingMonths.Where(m => tenants.Contains(m.TenantId) && (m.Month == month || m.Month == earlier)).Load();
        db.BudgetSuspensions.Where(s => ids.Contains(s.BudgetId) && s.Month == month).Load();
        _rows = db.Budgets.Local.ToDictionary(b => b.Id, StringComparer.Ordinal);
        _told = db.BudgetAlerts.Local.Select(a => (a.BudgetId, a.Month, a.Step)).ToHashSet();
        _loads = db.BillingMonths.Local.ToDictionary(m => (m.TenantId, m.Month), m => m.Load ?? 0);
        _suspended = db.BudgetSuspensions.Local.Where(s => s.Month == month).ToLookup(s => s.BudgetId, s => s.Account, StringComparer.Ordinal);
    }

    /// <summary>The budget of a look; null when it was removed, changed or marked since, or what was read is not in force any more: then it is looked at again.</summary>
    public BudgetRow? Find(BudgetLook look) =>
        _rows.TryGetValue(look.Id, out var row) && row.Version == look.Version && row.Marks == look.Marks && LoadOf(look, 0) == look.Load && LoadOf(look, -1) == look.EarlierLoad ? row : null;

    public bool IsTold(BudgetRow row, BillingMonth month, string step) => _told.Contains((row.Id, month.Number, step));

    /// <summary>The accounts that the budget suspends, or has suspended, in the month of the look.</summary>
    public IEnumerable<string> Suspended(BudgetRow row) => _suspended[row.Id];

    private long LoadOf(BudgetLook look, int months) => _loads.GetValueOrDefault((look.Tenant, look.Month.Plus(months).Number));
}
