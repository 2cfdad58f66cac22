using Guildhall.App.Governance;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.App.Vending;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Budgets;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing.Budgets;

/// <summary>The monthly budget among an account's labels is its budget: there is one amount, and who changes either changes both.</summary>
internal static class AccountBudgets
{
    /// <summary>The amounts of the accounts that have a budget, in the organizations where they sit.</summary>
    public static async Task<Dictionary<(string Tenant, string Account), decimal>> OfAsync(GuildhallDb db, IReadOnlyCollection<AccountSeat> seats, CancellationToken cancellation)
    {
        var (tenants, accounts) = (seats.Select(s => s.Link.TenantId!).Distinct().ToList(), seats.Select(s => s.Id).ToList());
        var kept = db.Budgets.AsNoTracking().Where(b => b.TargetKind == PriceTargetKind.Account && tenants.Contains(b.TenantId) && accounts.Contains(b.TargetValue));
        return await kept.Select(b => new { b.TenantId, b.TargetValue, b.Amount }).ToDictionaryAsync(b => (b.TenantId, b.TargetValue), b => new Amount(b.Amount).ToDecimal(), cancellation);
    }

    /// <summary>Null when it has none.</summary>
    public static decimal? Of(WriteScope scope, string tenant, string account) => Find(scope, tenant, account) is { } row ? new Amount(row.Amount).ToDecimal() : null;

    /// <summary>Why the account gets no budget, as <see cref="BudgetMaking.AddAsync"/> refuses it; null when it may have one.</summary>
    public static Problem? Refusal(WriteScope scope, string tenant, string account, decimal? amount) =>
        amount is null || Find(scope, tenant, account) is not null ? null : BudgetMaking.Full(scope, tenant);

    /// <summary>Makes, changes or takes away the account's budget. What there is to tell of it is found at the next look.</summary>
    /// <param name="amount">Null: it has none any more.</param>
    /// <returns>The budget that is to be looked at; null for none.</returns>
    public static string? Set(WriteScope scope, LinkRow link, string account, decimal? amount, ActOrigin origin, IdSource ids)
    {
        var row = Find(scope, link.TenantId!, account);
        if (amount is not { } wanted)
        {
            if (row is not null) BudgetMaking.Remove(scope, row, origin);
            return null;
        }

        if (row is null)
        {
            var currency = StoredSettings.Read(link.Settings).Currency;
            var budget = new Budget { Name = $"Account {account}", Target = new PriceTarget(PriceTargetKind.Account, account), Amount = wanted, Currency = Currencies.All.Contains(currency) ? currency : "USD" };
            return BudgetMaking.Make(scope, ids.Named("budget-"), link.TenantId!, budget, origin);
        }

        if (KeptBudgets.Of(row) is var before && before.Amount == wanted) return null;
        BudgetMaking.Change(scope, row, before with { Amount = wanted }, origin);
        return row.Id;
    }

    /// <summary>An account has another company: the budgets of both are looked at anew; answers which those are.</summary>
    public static IReadOnlyList<string> Moved(WriteScope scope, string tenant, string? before, string? after)
    {
        if (before == after) return [];
        var rows = scope.Db.Budgets.Where(b => b.TenantId == tenant && b.TargetKind == PriceTargetKind.Company && (b.TargetValue == before || b.TargetValue == after)).ToList();
        scope.Stage(_ => rows.ForEach(KeptBudgets.Due));
        return rows.ConvertAll(row => row.Id);
    }

    /// <summary>An account's budget is changed as a budget: whoever has the account's labels open has an older state of it.</summary>
    public static void Touch(WriteScope scope, Marketplaces marketplaces, string tenant, PriceTarget target)
    {
        if (target.Kind != PriceTargetKind.Account || scope.Db.Links.FirstOrDefault(l => l.TenantId == tenant && l.State != LinkStates.Removed) is not { } link) return;
        if (scope.Db.MemberAccounts.Find(target.Value) is null && MemberSeat.Find(marketplaces, link, target.Value) is null) return;
        MemberRows.Change(scope, target.Value, link.Id, _ => { });
    }

    private static BudgetRow? Find(WriteScope scope, string tenant, string account)
    {
        // What an earlier write of the same transaction began is tracked, and not in the tables yet.
        return scope.Db.Budgets.Local.FirstOrDefault(Is) ?? scope.Db.Budgets.FirstOrDefault(b => b.TenantId == tenant && b.TargetKind == PriceTargetKind.Account && b.TargetValue == account);

        bool Is(BudgetRow row) => row.TenantId == tenant && row.TargetKind == PriceTargetKind.Account && row.TargetValue == account;
    }
}
