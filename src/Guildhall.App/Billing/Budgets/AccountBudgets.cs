using Guildhall.App.Linking;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Budgets;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing.Budgets;

/// <summary>The monthly budget among an account's labels is its budget: there is one amount, and who changes either changes both.</summary>
internal static class AccountBudgets
{
    /// <summary>The amounts of the accounts that have a budget.</summary>
    public static async Task<Dictionary<string, decimal>> OfAsync(GuildhallDb db, IReadOnlyCollection<string> accounts, CancellationToken cancellation) =>
        (await db.Budgets.AsNoTracking().Where(b => b.TargetKind == PriceTargetKind.Account && accounts.Contains(b.TargetValue)).OrderBy(b => b.UpdatedAt).Select(b => new { b.TargetValue, b.Amount }).ToListAsync(cancellation))
        .GroupBy(b => b.TargetValue, StringComparer.Ordinal).ToDictionary(g => g.Key, g => (decimal)g.Last().Amount / Amount.One, StringComparer.Ordinal);

    /// <summary>Null when it has none.</summary>
    public static decimal? Of(WriteScope scope, string tenant, string account) => Find(scope, tenant, account) is { } row ? (decimal)row.Amount / Amount.One : null;

    /// <summary>Makes, changes or takes away the account's budget. What there is to tell of it is found at the next look.</summary>
    /// <param name="amount">Null: it has none any more.</param>
    public static void Set(WriteScope scope, LinkRow link, string account, decimal? amount, string who, IdSource ids)
    {
        var row = Find(scope, link.TenantId!, account);
        if (amount is null)
        {
            if (row is null) return;
            BudgetHolds.Set(scope, row, null);
            scope.Stage(db => db.Remove(row));
            return;
        }

        if (row is not null && KeptBudgets.Of(row).Amount == amount) return;
        var currency = StoredSettings.Read(link.Settings).Currency;
        var budget = row is null
            ? new Budget { Name = $"Account {account}", Target = new PriceTarget(PriceTargetKind.Account, account), Amount = amount.Value, Currency = Currencies.All.Contains(currency) ? currency : "USD" }
            : KeptBudgets.Of(row) with { Amount = amount.Value };
        var id = row?.Id ?? ids.Named("budget-");
        scope.Stage(db =>
        {
            row ??= db.Add(BudgetMaking.Row(id, link.TenantId!, budget, scope.Now, who)).Entity;
            KeptBudgets.Write(row, budget);
            (row.UpdatedAt, row.UpdatedBy) = (scope.Now, who);
        });
    }

    /// <summary>An account has another company: the budgets of both are looked at anew.</summary>
    public static void Moved(WriteScope scope, string tenant, string? before, string? after)
    {
        if (before == after) return;
        foreach (var row in scope.Db.Budgets.Where(b => b.TenantId == tenant && b.TargetKind == PriceTargetKind.Company && (b.TargetValue == before || b.TargetValue == after)).ToList()) scope.Stage(_ => row.Load = -1);
    }

    private static BudgetRow? Find(WriteScope scope, string tenant, string account)
    {
        // What an earlier write of the same transaction began is tracked, and not in the tables yet.
        return scope.Db.Budgets.Local.FirstOrDefault(Is) ?? scope.Db.Budgets.FirstOrDefault(b => b.TenantId == tenant && b.TargetKind == PriceTargetKind.Account && b.TargetValue == account);

        bool Is(BudgetRow row) => row.TenantId == tenant && row.TargetKind == PriceTargetKind.Account && row.TargetValue == account;
    }
}
