using System.Text.Json.Nodes;
using Guildhall.App.Audit;
using Guildhall.App.Billing.Budgets;
using Guildhall.App.Effects;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending;

/// <summary>The last step: the account is kept with what was ordered for it, and the order is Active.</summary>
internal sealed class AccountFinishing(Database database, IdSource ids) : FollowUp(database)
{
    public override string Kind => OrderSteps.Finish;

    protected override Task<EffectOutcome> RunAsync(EffectTurn turn, OrderRow order, CancellationToken cancellation) => Task.FromResult<EffectOutcome>(new EffectOutcome.Done
    {
        Also = scope =>
        {
            var labels = OrderForms.Read(order.Form).Labels();
            Move(scope, order, turn.Link.TenantId!, labels.Company);
            MemberRows.Change(scope, order.AccountId!, order.LinkId, row => Fill(row, order));
            AccountBudgets.Set(scope, turn.Link, order.AccountId!, labels.Budget, new ActOrigin(order.OrderedBy, "", AuditSources.Itself, turn.Entry.Id), ids);
            OrderSteps.Change(scope, order.Id, o => (o.State, o.Problem, o.ManagerProblem, o.EndedAt) = (nameof(OrderState.Active), null, null, scope.Now));
            OrderedFacts.Stage(scope, order, ids);
            OrderAudit.Stage(scope, "AccountActive", turn.Link.TenantId, turn.Entry.Id, new JsonObject { ["orderId"] = order.Id, ["accountId"] = order.AccountId });
        },
    });

    /// <summary>Its costs go to the budget of the company that was ordered for it, from that of the company, perhaps of another organization, that it had when it was here before.</summary>
    private static void Move(WriteScope scope, OrderRow order, string tenant, string? company)
    {
        var kept = scope.Db.MemberAccounts.Find(order.AccountId!);
        var (from, before) = kept is null ? (tenant, null) : (scope.Db.Links.Find(kept.LinkId)?.TenantId ?? tenant, kept.Company);
        if (from != tenant) AccountBudgets.Moved(scope, from, before, null);
        AccountBudgets.Moved(scope, tenant, from == tenant ? before : null, company);
    }

    /// <summary>What was kept of it before, because somebody acted on it meanwhile or it was here once, gives way to the order.</summary>
    private static void Fill(MemberAccountRow row, OrderRow order)
    {
        var form = OrderForms.Read(order.Form);
        (row.LinkId, row.OrderId, row.Source, row.RoleName) = (order.LinkId, order.Id, order.Invites ? "Invited" : "Created", form.RoleName);
        if (row.State is MemberStates.Left or MemberStates.Closed) row.State = MemberStates.Active;

        // An account that exists has a name of its own; the order's is a label.
        row.DisplayName ??= order.Invites ? null : order.Name;
        KeptLabels.Write(row, form.Labels());
    }
}
