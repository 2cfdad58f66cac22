using Guildhall.App.Linking;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.App.Vending;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Budgets;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Billing.Budgets;

/// <summary>
/// Suspends the accounts of budgets that are spent and say so, each account once a month, by the act that a person would suspend them by. That it is done is remembered in the write that
/// begins the act: a crash in between suspends nobody again who was resumed. vendor-integration.md 14.1, 15.6.
/// </summary>
internal sealed class BudgetSuspensions(Database database, Writer writer, AccountActs acts, TimeProvider clock)
{
    private const string Open = """
        SELECT s."BudgetId", s."Month", s."Account", b."Name" FROM "BudgetSuspensions" s JOIN "Budgets" b ON b."Id" = s."BudgetId" WHERE s."Waiting" ORDER BY s."BudgetId", s."Account"
        """;

    /// <summary>Refusals that say that there is nothing to suspend. Any other is tried again.</summary>
    private static readonly string[] Settled = ["ALREADY_SUSPENDED", "ACCOUNT_CLOSED", "MANAGEMENT_ACCOUNT", "ENTITY_NOT_FOUND"];

    private static readonly Problem Unwanted = Problem.Conflict(LinkRows.StaleCode, "The budget does not suspend the account any more.");

    public async Task RunAsync(string requestId, CancellationToken cancellation)
    {
        foreach (var open in Waiting())
        {
            var suspension = new Suspension(SuspendReason.Budget, null) { Budget = $"{open.Name} ({open.Budget})", First = scope => Take(scope, open) };
            var suspended = await acts.CarryOutAsync(OrderReach.Itself(requestId), open.Account, suspension, cancellation);
            if (suspended.Refused) await writer.WriteAsync(scope => Settle(scope, open, Settled.Contains(suspended.Problems[0].Code)), cancellation);
        }
    }

    private List<OpenSuspension> Waiting()
    {
        using var reading = new PlainReading(database);
        return [.. reading.Rows(Open).Select(row => new OpenSuspension(row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetString(3)))];
    }

    /// <summary>Stages that it is done with; why it is not to be done after all, or null.</summary>
    private Problem? Take(WriteScope scope, OpenSuspension open)
    {
        if (Find(scope, open) is not { } row || !IsWanted(scope, open)) return Unwanted;
        scope.Stage(_ => row.Waiting = false);
        return null;
    }

    /// <summary>Forgets what is wanted no more, so that a budget that suspends again later begins with it; marks as done what needs nothing done.</summary>
    private bool Settle(WriteScope scope, OpenSuspension open, bool settled)
    {
        if (Find(scope, open) is not { } row) return false;
        if (!IsWanted(scope, open)) scope.Stage(db => db.Remove(row));
        else if (settled) scope.Stage(_ => row.Waiting = false);
        return true;
    }

    private static BudgetSuspensionRow? Find(WriteScope scope, OpenSuspension open) => scope.Db.BudgetSuspensions.Find(open.Budget, open.Month, open.Account) is { Waiting: true } row ? row : null;

    private bool IsWanted(WriteScope scope, OpenSuspension open) => open.Month == BillingMonth.Of(clock.GetUtcNow()).Number && scope.Db.Budgets.Find(open.Budget)?.Action == BudgetAction.Suspend;

    private sealed record OpenSuspension(string Budget, int Month, string Account, string Name);
}
