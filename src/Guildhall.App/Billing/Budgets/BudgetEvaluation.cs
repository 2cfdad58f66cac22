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
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing.Budgets;

/// <summary>
/// Looks at budgets whose month has another load in force than they were looked at with, or that were changed since: after each load, and by a loop for what a crash left. What is reached
/// is told in the transaction that remembers it. vendor-integration.md 15.6.
/// </summary>
public sealed class BudgetEvaluation
{
    /// <summary>Budgets of one transaction.</summary>
    private const int AtOnce = 500;

    private const string Due = """
        SELECT b."TenantId", b."Id" FROM "Budgets" b
        LEFT JOIN "BillingMonths" m ON m."TenantId" = b."TenantId" AND m."Month" = @month LEFT JOIN "BillingMonths" e ON e."TenantId" = b."TenantId" AND e."Month" = @earlier
        WHERE b."Month" <> @month OR b."Load" <> COALESCE(m."Load", 0) OR b."EarlierLoad" <> COALESCE(e."Load", 0) ORDER BY b."TenantId", b."Id" LIMIT 500
        """;

    private readonly Database _database;
    private readonly Writer _writer;
    private readonly Marketplaces _marketplaces;
    private readonly BudgetSuspensions _suspensions;
    private readonly IdSource _ids;
    private readonly TimeProvider _clock;

    internal BudgetEvaluation(Database database, Writer writer, Marketplaces marketplaces, BudgetSuspensions suspensions, IdSource ids, TimeProvider clock)
    {
        (_database, _writer, _marketplaces) = (database, writer, marketplaces);
        (_suspensions, _ids, _clock) = (suspensions, ids, clock);
    }

    /// <summary>Looks at all that are due, and suspends what is to be suspended.</summary>
    public async Task RunDueAsync(CancellationToken cancellation)
    {
        var origin = new ActOrigin(Preflights.Itself, "", AuditSources.Itself, _ids.Uuid().ToString());
        while (await RunOnceAsync(origin, cancellation) == AtOnce)
        {
        }

        await _suspensions.RunAsync(origin.RequestId, cancellation);
    }

    private async Task<int> RunOnceAsync(ActOrigin origin, CancellationToken cancellation)
    {
        var now = BillingMonth.Of(_clock.GetUtcNow());
        var looks = await Task.Run(() => Look(now), cancellation);
        if (looks.IsEmpty) return 0;
        var done = await _writer.WriteAsync(scope => looks.Count(look => Apply(scope, look, origin)), cancellation);
        Fault.Point("budgets.looked-at");

        // What somebody else was quicker with is theirs.
        return done == 0 ? 0 : looks.Length;
    }

    private ImmutableArray<BudgetLook> Look(BillingMonth now)
    {
        using var moment = new PlainReading(_database);
        var due = moment.Rows(Due, ("month", now.Number), ("earlier", now.Plus(-1).Number)).Select(row => row.GetString(1)).ToList();
        if (due.Count == 0) return [];
        using var db = moment.Context();
        var looks = ImmutableArray.CreateBuilder<BudgetLook>();
        foreach (var group in db.Budgets.AsNoTracking().Where(b => due.Contains(b.Id)).AsEnumerable().GroupBy(b => b.TenantId, StringComparer.Ordinal))
        {
            var (load, earlier) = (LoadOf(db, group.Key, now), LoadOf(db, group.Key, now.Plus(-1)));
            var (present, past) = (new BudgetCosts(moment, now, load), new BudgetCosts(moment, now.Plus(-1), earlier));
            foreach (var row in group)
            {
                var accounts = BudgetTargets.AccountsOf(db, row.TenantId, KeptBudgets.Of(row).Target);
                var began = BillingMonth.Of(row.MadeAt) < now;
                looks.Add(new BudgetLook(row.Id, row.Version, now, load, earlier, accounts, present.Of(accounts, row.Currency, over: false), began ? past.Of(accounts, row.Currency, over: true) : BudgetSpend.None));
            }
        }

        return looks.ToImmutable();
    }

    private static long LoadOf(GuildhallDb db, string tenant, BillingMonth month) => db.BillingMonths.Where(m => m.TenantId == tenant && m.Month == month.Number).Select(m => m.Load).FirstOrDefault() ?? 0;

    private bool Apply(WriteScope scope, BudgetLook look, ActOrigin origin)
    {
        if (scope.Db.Budgets.Find(look.Id) is not { } row || row.Version != look.Version || IsNewer(scope, row, look)) return false;
        var budget = KeptBudgets.Of(row);
        Tell(scope, row, look.Month, look.Present, origin);
        Tell(scope, row, look.Month.Plus(-1), look.Past, origin);
        var over = look.Load != 0 && look.Present.Actual >= budget.Units;
        if (over && budget.Action == BudgetAction.Suspend) Suspend(scope, row, look);
        scope.Stage(_ =>
        {
            (row.Month, row.Load, row.EarlierLoad) = (look.Month.Number, look.Load, look.EarlierLoad);
            (row.Actual, row.Forecast) = (KeptBudgets.Text(look.Present.Actual), look.Present.Forecast is { } forecast ? KeptBudgets.Text(forecast) : null);
            (row.LastDay, row.Uncounted, row.LookedAt) = (look.Present.LastDay, string.Join(' ', look.Present.Uncounted), scope.Now);
        });
        var holds = over && budget.Action == BudgetAction.RequireApproval && row.AllowedMonth != look.Month.Number;
        BudgetHolds.Set(scope, row, !holds ? null : look.Accounts is { } accounts ? accounts.IsEmpty ? null : string.Join(' ', accounts) : "");
        return true;
    }

    /// <summary>Whether what was read is not in force any more: it is looked at again.</summary>
    private static bool IsNewer(WriteScope scope, BudgetRow row, BudgetLook look) =>
        (scope.Db.BillingMonths.Find(row.TenantId, look.Month.Number)?.Load ?? 0) != look.Load || (scope.Db.BillingMonths.Find(row.TenantId, look.Month.Plus(-1).Number)?.Load ?? 0) != look.EarlierLoad;

    /// <summary>What was told once is not told again, whatever became of the costs meanwhile.</summary>
    private static void Tell(WriteScope scope, BudgetRow row, BillingMonth month, BudgetSpend spend, ActOrigin origin)
    {
        foreach (var step in BudgetSteps.Reached(row.Amount, spend.Actual, spend.Forecast).Where(step => scope.Db.BudgetAlerts.Find(row.Id, month.Number, step.ToString()) is null))
        {
            var alert = AlertOf(scope, row, month, step.ToString(), spend);
            scope.Stage(db => db.Add(alert));
            BudgetTrail.Reached(scope, row, month, step, spend, origin);
        }
    }

    private void Suspend(WriteScope scope, BudgetRow row, BudgetLook look)
    {
        if (look.Accounts is not { } accounts || scope.Db.BudgetAlerts.Find(row.Id, look.Month.Number, BudgetAlertRow.Suspension) is not null) return;
        var management = BudgetTargets.ManagementOf(_marketplaces, row.TenantId);
        var alert = AlertOf(scope, row, look.Month, BudgetAlertRow.Suspension, look.Present);
        alert.Waiting = accounts.Where(a => a != management).ToList() is { Count: > 0 } waiting ? string.Join(' ', waiting) : null;
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

    /// <summary>What was read of a budget.</summary>
    /// <param name="Version">The budget's, that it was read with.</param>
    /// <param name="Past">The month before; nothing when the budget is younger.</param>
    private sealed record BudgetLook(string Id, long Version, BillingMonth Month, long Load, long EarlierLoad, ImmutableArray<string>? Accounts, BudgetSpend Present, BudgetSpend Past);
}
