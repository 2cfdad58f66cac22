using System.Collections.Immutable;
using Guildhall.App.Audit;
using Guildhall.App.Governance;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Budgets;

namespace Guildhall.App.Billing.Budgets;

/// <summary>
/// Looks at budgets whose month has another load in force than they were looked at with, or that were changed since: after each load, and by a loop for what a crash left. What is reached
/// is told in the transaction that remembers it. vendor-integration.md 15.6.
/// </summary>
public sealed class BudgetEvaluation
{
    private readonly BudgetLooking _looking;
    private readonly Writer _writer;
    private readonly Marketplaces _marketplaces;
    private readonly BudgetSuspensions _suspensions;
    private readonly IdSource _ids;
    private readonly TimeProvider _clock;

    internal BudgetEvaluation(Database database, Writer writer, Marketplaces marketplaces, BudgetSuspensions suspensions, IdSource ids, TimeProvider clock)
    {
        (_looking, _writer, _marketplaces) = (new BudgetLooking(database), writer, marketplaces);
        (_suspensions, _ids, _clock) = (suspensions, ids, clock);
    }

    /// <summary>Looks at all that are due, and suspends what is to be suspended.</summary>
    public async Task RunDueAsync(CancellationToken cancellation)
    {
        var origin = Itself();
        while (await ApplyAsync(await Task.Run(() => _looking.AtDue(Now), cancellation), origin, cancellation) == BudgetLooking.AtOnce)
        {
        }

        await _suspensions.RunAsync(origin.RequestId, cancellation);
    }

    /// <summary>Looks at these alone, and suspends nothing yet.</summary>
    internal async Task RunAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation) => await ApplyAsync(await Task.Run(() => _looking.At(Now, ids), cancellation), Itself(), cancellation);

    private BillingMonth Now => BillingMonth.Of(_clock.GetUtcNow());

    private ActOrigin Itself() => new(Preflights.Itself, "", AuditSources.Itself, _ids.Uuid().ToString());

    private async Task<int> ApplyAsync(ImmutableArray<BudgetLook> looks, ActOrigin origin, CancellationToken cancellation)
    {
        if (looks.IsEmpty) return 0;
        var done = await _writer.WriteAsync(
            scope =>
            {
                var batch = new BudgetBatch(scope, looks);
                return looks.Count(look => Apply(scope, batch, look, origin));
            },
            cancellation);
        Fault.Point("budgets.looked-at");

        // What somebody else was quicker with is theirs.
        return done == 0 ? 0 : looks.Length;
    }

    private bool Apply(WriteScope scope, BudgetBatch batch, BudgetLook look, ActOrigin origin)
    {
        if (batch.Find(look) is not { } row) return false;
        var budget = KeptBudgets.Of(row);
        Tell(scope, batch, row, look.Month, look.Present, origin);
        if (look.Past is { } past) Tell(scope, batch, row, look.Month.Plus(-1), past, origin);
        var over = look.Load != 0 && look.Present.Actual >= budget.Units;
        if (over && budget.Action == BudgetAction.Suspend) Suspend(scope, batch, row, look);
        scope.Stage(_ =>
        {
            (row.Month, row.Load, row.EarlierLoad) = (look.Month.Number, look.Load, look.EarlierLoad);
            (row.Actual, row.Forecast) = (KeptBudgets.Text(look.Present.Actual), look.Present.Forecast is { } forecast ? KeptBudgets.Text(forecast) : null);
            (row.LastDay, row.Uncounted) = (look.Present.LastDay, string.Join(' ', look.Present.Uncounted));
        });
        var holds = over && budget.Action == BudgetAction.RequireApproval && row.AllowedMonth != look.Month.Number;
        BudgetHolds.Set(scope, row, look.Month, !holds ? null : look.Accounts is { } accounts ? accounts.IsEmpty ? null : string.Join(' ', accounts) : "");
        return true;
    }

    /// <summary>What was told once is not told again, whatever became of the costs meanwhile.</summary>
    private static void Tell(WriteScope scope, BudgetBatch batch, BudgetRow row, BillingMonth month, BudgetSpend spend, ActOrigin origin)
    {
        foreach (var step in BudgetSteps.Reached(row.Amount, spend.Actual, spend.Forecast).Where(step => !batch.IsTold(row, month, step.ToString())))
        {
            var alert = AlertOf(scope, row, month, step.ToString(), spend);
            scope.Stage(db => db.Add(alert));
            BudgetTrail.Reached(scope, row, month, step, spend, origin);
        }
    }

    /// <summary>Each account once a month: whoever resumes one has the last word. One that comes to the company later is suspended then.</summary>
    private void Suspend(WriteScope scope, BudgetBatch batch, BudgetRow row, BudgetLook look)
    {
        if (look.Accounts is not { } accounts) return;
        var fresh = accounts.Except(batch.Suspended(row), StringComparer.Ordinal).Where(a => a != BudgetTargets.ManagementOf(_marketplaces, row.TenantId)).ToList();
        if (fresh.Count == 0) return;
        scope.Stage(db => db.AddRange(fresh.Select(a => new BudgetSuspensionRow { BudgetId = row.Id, Month = look.Month.Number, Account = a, Waiting = true })));
        if (batch.IsTold(row, look.Month, BudgetAlertRow.Suspension)) return;
        var alert = AlertOf(scope, row, look.Month, BudgetAlertRow.Suspension, look.Present);
        scope.Stage(db => db.Add(alert));
    }

    private static BudgetAlertRow AlertOf(WriteScope scope, BudgetRow row, BillingMonth month, string step, BudgetSpend spend) => new()
    {
        BudgetId = row.Id,
        Month = month.Number,
        Step = step,
        At = scope.Now,
        Actual = KeptBudgets.Text(spend.Actual),
        Forecast = spend.Forecast is { } forecast ? KeptBudgets.Text(forecast) : null,
        Amount = row.Amount,
        Currency = row.Currency,
    };
}
