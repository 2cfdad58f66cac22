using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.App.Vending;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Budgets;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Billing.Budgets;

/// <summary>Suspends the accounts of budgets that are spent and say so, each account once a month, by the act that a person would suspend them by. vendor-integration.md 14.1, 15.6.</summary>
internal sealed class BudgetSuspensions(Database database, Writer writer, AccountActs acts, TimeProvider clock)
{
    private const string Open = """SELECT a."BudgetId", a."Month", a."Waiting", b."Name", b."Action" FROM "BudgetAlerts" a JOIN "Budgets" b ON b."Id" = a."BudgetId" WHERE a."Waiting" IS NOT NULL""";

    /// <summary>Refusals that say that there is nothing to suspend. Any other is tried again.</summary>
    private static readonly string[] Settled = ["ALREADY_SUSPENDED", "ACCOUNT_CLOSED", "MANAGEMENT_ACCOUNT", "ENTITY_NOT_FOUND"];

    public async Task RunAsync(string requestId, CancellationToken cancellation)
    {
        foreach (var open in Waiting())
        {
            var waiting = open.Wanted && open.Month == BillingMonth.Of(clock.GetUtcNow()).Number ? await SuspendAsync(open, requestId, cancellation) : null;
            if (waiting != open.Accounts) await KeepAsync(open, waiting, cancellation);
        }
    }

    private List<OpenSuspension> Waiting()
    {
        using var reading = new PlainReading(database);
        return [.. reading.Rows(Open).Select(row => new OpenSuspension(row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetInt32(4) == (int)BudgetAction.Suspend))];
    }

    /// <summary>The accounts that could not be suspended yet; null for none.</summary>
    private async Task<string?> SuspendAsync(OpenSuspension open, string requestId, CancellationToken cancellation)
    {
        var left = new List<string>();
        foreach (var account in open.Accounts.Split(' '))
        {
            var done = await acts.SuspendAsync(OrderReach.Itself(requestId), account, SuspendReason.Budget, null, cancellation, $"{open.Name} ({open.Budget})");
            if (done.Refused && !Settled.Contains(done.Problems[0].Code)) left.Add(account);
        }

        return left.Count == 0 ? null : string.Join(' ', left);
    }

    private Task KeepAsync(OpenSuspension open, string? waiting, CancellationToken cancellation) => writer.WriteAsync(
        scope =>
        {
            if (scope.Db.BudgetAlerts.Find(open.Budget, open.Month, BudgetAlertRow.Suspension) is { } row) scope.Stage(_ => row.Waiting = waiting);
            return true;
        },
        cancellation);

    /// <param name="Wanted">Whether the budget still suspends.</param>
    private sealed record OpenSuspension(string Budget, int Month, string Accounts, string Name, bool Wanted);
}
