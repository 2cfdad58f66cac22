using System.Text.Json.Nodes;
using Guildhall.App.Billing.Budgets;
using Guildhall.App.Effects;
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
            MemberRows.Change(scope, order.AccountId!, order.LinkId, row => Fill(row, order));
            AccountBudgets.Set(scope, turn.Link, order.AccountId!, labels.Budget, order.OrderedBy, ids);
            AccountBudgets.Moved(scope, turn.Link.TenantId!, null, labels.Company);
            OrderSteps.Change(scope, order.Id, o => (o.State, o.Problem, o.ManagerProblem, o.EndedAt) = (nameof(OrderState.Active), null, null, scope.Now));
            OrderedFacts.Stage(scope, order, ids);
            OrderAudit.Stage(scope, "AccountActive", turn.Link.TenantId, turn.Entry.Id, new JsonObject { ["orderId"] = order.Id, ["accountId"] = order.AccountId });
        },
    });

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
