using Guildhall.App.Calls;
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

namespace Guildhall.App.Billing.Budgets;

/// <summary>Making, changing and removing budgets, and allowing purchases for the rest of a month. Each is looked at as soon as it is stored. vendor-integration.md 15.6.</summary>
public sealed class BudgetMaking
{
    /// <summary>Budgets of an organization.</summary>
    public const int Most = 20_000;

    private static readonly Problem Stale = Problem.Conflict(LinkRows.StaleCode, "Somebody else has changed the budget meanwhile. Look at it again, then repeat your change.");

    private readonly Writer _writer;
    private readonly Marketplaces _marketplaces;
    private readonly BudgetWatch _watch;
    private readonly IdSource _ids;

    internal BudgetMaking(Writer writer, Marketplaces marketplaces, BudgetWatch watch, IdSource ids) => (_writer, _marketplaces, _watch, _ids) = (writer, marketplaces, watch, ids);

    /// <summary>
    /// A new budget; answers its id. Refused: a target that is not there or beyond reach, one that has a budget (<c>BUDGET_EXISTS</c>), more than <see cref="Most"/>, and for
    /// <see cref="BudgetAction.Suspend"/> whoever may not suspend accounts or did not confirm it.
    /// </summary>
    /// <param name="accounts">What else the caller may do to accounts.</param>
    /// <param name="draft">As <see cref="BudgetText.Read"/> gives it.</param>
    public Task<Result<string>> AddAsync(BillingReach reach, OrderReach accounts, BudgetDraft draft, ActOrigin origin, CancellationToken cancellation)
    {
        if (SuspensionRefused(accounts, draft, null) is { } refused) return Task.FromResult<Result<string>>(refused);
        var id = _ids.Named("budget-");
        return WriteAsync(scope =>
        {
            if (ClientKeys.Refusal(scope, origin) is { } used) return used;
            var tenant = BudgetTargets.TenantOf(scope.Db, _marketplaces, reach, draft.Budget.Target, draft.Organization);
            if (tenant.Refused) return tenant.Problems;
            if (Find(scope, tenant.Value, draft.Budget.Target) is not null) return Problem.Conflict("BUDGET_EXISTS", "There is a budget for this already: change that one.") with { Member = "TargetValue" };
            return Add(scope, id, tenant.Value, draft.Budget, origin);
        }, cancellation);
    }

    /// <summary>Makes the budget of a target, or changes it; answers its id. Refused as <see cref="AddAsync"/> and <see cref="ChangeAsync"/>, and with everything that is wrong in the text.</summary>
    /// <param name="text">What it does not say stays; a new one without a name is called after its target.</param>
    public Task<Result<string>> SetAsync(BillingReach reach, OrderReach accounts, BudgetText text, ActOrigin origin, CancellationToken cancellation)
    {
        var id = _ids.Named("budget-");
        return WriteAsync(scope =>
        {
            var target = text.For();
            if (target.Refused) return target.Problems;
            var tenant = BudgetTargets.TenantOf(scope.Db, _marketplaces, reach, target.Value, text.Of);
            if (tenant.Refused) return tenant.Problems;
            if (Find(scope, tenant.Value, target.Value) is { } row) return Change(scope, accounts, row, text.Read, origin) is { } problem ? problem : row.Id;
            var draft = (text with { Name = text.Name ?? $"{target.Value.Kind} {target.Value.Value}" }).Read();
            if (draft.Refused) return draft.Problems;
            return SuspensionRefused(accounts, draft.Value, null) is { } refused ? refused : Add(scope, id, tenant.Value, draft.Value.Budget, origin);
        }, cancellation);
    }

    /// <summary>Changes it; whom it is for stays. Refused: not found, <c>STALE</c>, and what <see cref="AddAsync"/> refuses of suspending, also when it has suspended before and is changed.</summary>
    /// <param name="change">Gives the budget as it is to be, or why it cannot be.</param>
    /// <param name="seen">The version that was seen; null for whoever does not mind.</param>
    public Task<Result<string>> ChangeAsync(BillingReach reach, OrderReach accounts, string id, Func<Budget, Result<BudgetDraft>> change, long? seen, ActOrigin origin, CancellationToken cancellation) =>
        ActAsync(reach, id, seen, (scope, row) => Change(scope, accounts, row, change, origin), cancellation);

    /// <summary>Purchases are allowed until the end of this month although it is spent. Refused: not found, <c>STALE</c>, <c>NOTHING_HELD</c>.</summary>
    public Task<Result<string>> AllowAsync(BillingReach reach, string id, long? seen, ActOrigin origin, CancellationToken cancellation) => ActAsync(reach, id, seen, (scope, row) =>
    {
        if (!BudgetView.Of(row, scope.Now).Holds) return Problem.Conflict("NOTHING_HELD", "This budget holds no purchases.");
        scope.Stage(_ => (row.AllowedMonth, row.AllowedBy, row.Version) = (BillingMonth.Of(scope.Now).Number, origin.Who, row.Version + 1));
        BudgetHolds.End(scope, row);
        BudgetTrail.Record(scope, "AllowPurchases", origin, row);
        return null;
    }, cancellation);

    /// <summary>Removes it with its alerts. Refused: not found, <c>STALE</c>.</summary>
    public Task<Result<string>> RemoveAsync(BillingReach reach, string id, long? seen, ActOrigin origin, CancellationToken cancellation) => ActAsync(reach, id, seen, (scope, row) =>
    {
        AccountBudgets.Touch(scope, _marketplaces, row.TenantId, KeptBudgets.Of(row).Target);
        Remove(scope, row, origin);
        return null;
    }, cancellation);

    /// <summary>Why the organization gets no other budget; null when it may have one.</summary>
    internal static Problem? Full(WriteScope scope, string tenant)
    {
        // What an earlier write of the same transaction began counts.
        scope.Db.SaveChanges();
        return scope.Db.Budgets.Count(b => b.TenantId == tenant) >= Most ? Problem.Limit($"An organization has at most {Most:N0} budgets.") : null;
    }

    internal static string Make(WriteScope scope, string id, string tenant, Budget budget, ActOrigin origin)
    {
        var row = KeptBudgets.Row(id, tenant, budget, scope.Now, origin.Who);
        scope.Stage(db => db.Add(row));
        BudgetTrail.Record(scope, "CreateBudget", origin, row);
        return id;
    }

    internal static void Change(WriteScope scope, BudgetRow row, Budget budget, ActOrigin origin)
    {
        BudgetTrail.Changed(scope, origin, row, budget);
        scope.Stage(_ =>
        {
            KeptBudgets.Write(row, budget);
            (row.UpdatedAt, row.UpdatedBy) = (scope.Now, origin.Who);
        });
    }

    internal static void Remove(WriteScope scope, BudgetRow row, ActOrigin origin)
    {
        BudgetHolds.End(scope, row);
        scope.Stage(db => db.Remove(row));
        BudgetTrail.Record(scope, "DeleteBudget", origin, row);
    }

    private Result<string> Add(WriteScope scope, string id, string tenant, Budget budget, ActOrigin origin)
    {
        if (Full(scope, tenant) is { } full) return full;
        ClientKeys.Stage(scope, origin, id);
        AccountBudgets.Touch(scope, _marketplaces, tenant, budget.Target);
        return Make(scope, id, tenant, budget, origin);
    }

    private Problem? Change(WriteScope scope, OrderReach accounts, BudgetRow row, Func<Budget, Result<BudgetDraft>> change, ActOrigin origin)
    {
        var before = KeptBudgets.Of(row);
        var draft = change(before);
        if (draft.Refused) return draft.Problems[0];
        if (SuspensionRefused(accounts, draft.Value, before) is { } refused) return refused;
        AccountBudgets.Touch(scope, _marketplaces, row.TenantId, before.Target);
        Change(scope, row, draft.Value.Budget, origin);
        return null;
    }

    private static BudgetRow? Find(WriteScope scope, string tenant, PriceTarget target)
    {
        scope.Db.SaveChanges();
        var (kind, value) = (target.Kind, target.Value);
        return scope.Db.Budgets.FirstOrDefault(b => b.TenantId == tenant && b.TargetKind == kind && b.TargetValue == value);
    }

    /// <param name="before">Null for a new one.</param>
    private static Problem? SuspensionRefused(OrderReach accounts, BudgetDraft draft, Budget? before)
    {
        if (draft.Budget.Action != BudgetAction.Suspend) return null;
        if (!accounts.Manages || accounts.Refusal(AccountActs.Action) is not null) return Problem.Forbidden("Whoever may not suspend accounts makes no budget that does, and changes none.");
        return draft.Confirmed || !draft.Budget.SuspendsSooner(before) ? null : Problem.Malformed("Accounts are suspended as soon as it is spent, and what runs in them goes on and costs money: confirm that.", "ConfirmSuspension");
    }

    /// <param name="act">Answers why it is not done.</param>
    private Task<Result<string>> ActAsync(BillingReach reach, string id, long? seen, Func<WriteScope, BudgetRow, Problem?> act, CancellationToken cancellation) => WriteAsync(scope =>
    {
        if (scope.Db.Budgets.Find(id) is not { } row || !reach.Covers(row.TenantId)) return BudgetQueries.Missing;
        if (seen is { } version && version != row.Version) return Stale;
        return act(scope, row) is { } problem ? problem : id;
    }, cancellation);

    /// <summary>Whoever wrote sees the budget as it stands.</summary>
    private async Task<Result<string>> WriteAsync(Func<WriteScope, Result<string>> decide, CancellationToken cancellation)
    {
        var done = await _writer.WriteAsync(decide, cancellation);
        if (!done.Refused) await _watch.LookAsync([done.Value], cancellation);
        return done;
    }
}
