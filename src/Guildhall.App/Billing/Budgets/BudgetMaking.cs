using System.Text.Json.Nodes;
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
    private readonly BudgetEvaluation _evaluation;
    private readonly IdSource _ids;

    internal BudgetMaking(Writer writer, Marketplaces marketplaces, BudgetEvaluation evaluation, IdSource ids) => (_writer, _marketplaces, _evaluation, _ids) = (writer, marketplaces, evaluation, ids);

    /// <summary>
    /// A new budget; answers its id. Refused: a target that is not there or beyond reach, one that has a budget (<c>BUDGET_EXISTS</c>), more than <see cref="Most"/>, and for
    /// <see cref="BudgetAction.Suspend"/> whoever may not suspend accounts or did not confirm it.
    /// </summary>
    /// <param name="accounts">What else the caller may do to accounts.</param>
    /// <param name="draft">As <see cref="BudgetText.Read"/> gives it.</param>
    public async Task<Result<string>> AddAsync(BillingReach reach, OrderReach accounts, BudgetDraft draft, ActOrigin origin, CancellationToken cancellation)
    {
        if (SuspensionRefused(accounts, draft, BudgetAction.Notify) is { } refused) return refused;
        var id = _ids.Named("budget-");
        return await LookedAtAsync(
            await _writer.WriteAsync<Result<string>>(
                scope =>
                {
                    if (ClientKeys.Refusal(scope, origin) is { } used) return used;
                    var tenant = BudgetTargets.TenantOf(scope.Db, _marketplaces, reach, draft);
                    if (tenant.Refused) return tenant.Problems;
                    scope.Db.SaveChanges();
                    var (of, kind, value) = (scope.Db.Budgets.Where(b => b.TenantId == tenant.Value), draft.Budget.Target.Kind, draft.Budget.Target.Value);
                    if (of.Any(b => b.TargetKind == kind && b.TargetValue == value)) return Problem.Conflict("BUDGET_EXISTS", "There is a budget for this already: change that one.") with { Member = "TargetValue" };
                    if (of.Count() >= Most) return Problem.Limit($"An organization has at most {Most:N0} budgets.");
                    var row = Row(id, tenant.Value, draft.Budget, scope.Now, origin.Who);
                    KeptBudgets.Write(row, draft.Budget);
                    scope.Stage(db => db.Add(row));
                    ClientKeys.Stage(scope, origin, id);
                    BudgetTrail.Record(scope, "CreateBudget", origin, row);
                    return id;
                },
                cancellation),
            cancellation);
    }

    /// <summary>Changes it; whom it is for stays. Refused: not found, <c>STALE</c>, and what <see cref="AddAsync"/> refuses of suspending.</summary>
    /// <param name="change">Gives the budget as it is to be, or why it cannot be.</param>
    /// <param name="seen">The version that was seen; null for whoever does not mind.</param>
    public Task<Result<string>> ChangeAsync(BillingReach reach, OrderReach accounts, string id, Func<Budget, Result<BudgetDraft>> change, long? seen, ActOrigin origin, CancellationToken cancellation) =>
        ActAsync(reach, id, seen, (scope, row) =>
        {
            var draft = change(KeptBudgets.Of(row));
            if (draft.Refused) return draft.Problems[0];
            if (SuspensionRefused(accounts, draft.Value, row.Action) is { } refused) return refused;
            var before = BudgetTrail.About(row);
            scope.Stage(_ =>
            {
                KeptBudgets.Write(row, draft.Value.Budget);
                (row.UpdatedAt, row.UpdatedBy) = (scope.Now, origin.Who);
            });
            LinkAudit.Stage(scope, "UpdateBudget", origin, row.TenantId, new JsonObject { ["budgetId"] = id, ["before"] = before, ["after"] = Told(row, draft.Value.Budget) });
            return null;
        }, cancellation);

    /// <summary>Purchases are allowed until the end of this month although it is spent. Refused: not found, <c>STALE</c>, <c>NOTHING_HELD</c>.</summary>
    public Task<Result<string>> AllowAsync(BillingReach reach, string id, long? seen, ActOrigin origin, CancellationToken cancellation) => ActAsync(reach, id, seen, (scope, row) =>
    {
        if (!BudgetView.Of(row, scope.Now).Holds) return Problem.Conflict("NOTHING_HELD", "This budget holds no purchases.");
        scope.Stage(_ => (row.AllowedMonth, row.AllowedBy, row.Version) = (BillingMonth.Of(scope.Now).Number, origin.Who, row.Version + 1));
        BudgetHolds.Set(scope, row, null);
        BudgetTrail.Record(scope, "AllowPurchases", origin, row);
        return null;
    }, cancellation);

    /// <summary>Removes it with its alerts. Refused: not found, <c>STALE</c>.</summary>
    public Task<Result<string>> RemoveAsync(BillingReach reach, string id, long? seen, ActOrigin origin, CancellationToken cancellation) => ActAsync(reach, id, seen, (scope, row) =>
    {
        BudgetHolds.Set(scope, row, null);
        scope.Stage(db => db.Remove(row));
        BudgetTrail.Record(scope, "DeleteBudget", origin, row);
        return null;
    }, cancellation);

    internal static BudgetRow Row(string id, string tenant, Budget budget, DateTimeOffset now, string who) => new()
    {
        Id = id,
        TenantId = tenant,
        TargetKind = budget.Target.Kind,
        TargetValue = budget.Target.Value,
        Name = budget.Name,
        Currency = budget.Currency,
        MadeAt = now,
        UpdatedAt = now,
        UpdatedBy = who,
        Load = -1,
        Actual = "0",
        Uncounted = "",
    };

    private static Problem? SuspensionRefused(OrderReach accounts, BudgetDraft draft, BudgetAction before)
    {
        if (draft.Budget.Action != BudgetAction.Suspend || before == BudgetAction.Suspend) return null;
        if (!accounts.Manages || accounts.Refusal(AccountActs.Action) is not null) return Problem.Forbidden("Whoever may not suspend accounts makes no budget that does.");
        return draft.Confirmed ? null : Problem.Malformed("Accounts are suspended as soon as it is spent, and what runs in them goes on and costs money: confirm that.", "ConfirmSuspension");
    }

    private static JsonObject Told(BudgetRow row, Budget after)
    {
        var told = BudgetTrail.About(row);
        (told["name"], told["amount"], told["currency"], told["action"]) = (after.Name, after.Amount, after.Currency, Prices.PriceWords.Of(after.Action));
        return told;
    }

    /// <param name="act">Answers why it is not done.</param>
    private async Task<Result<string>> ActAsync(BillingReach reach, string id, long? seen, Func<WriteScope, BudgetRow, Problem?> act, CancellationToken cancellation) => await LookedAtAsync(
        await _writer.WriteAsync<Result<string>>(
            scope =>
            {
                if (scope.Db.Budgets.Find(id) is not { } row || !reach.Covers(row.TenantId)) return BudgetQueries.Missing;
                if (seen is { } version && version != row.Version) return Stale;
                return act(scope, row) is { } problem ? problem : id;
            },
            cancellation),
        cancellation);

    private async Task<Result<string>> LookedAtAsync(Result<string> done, CancellationToken cancellation)
    {
        if (!done.Refused) await _evaluation.RunDueAsync(cancellation);
        return done;
    }
}
