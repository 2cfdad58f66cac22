using System.Text.Json.Nodes;
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
    /// <summary>Amounts are kept in ten-thousand-millionths (decisions.md 12).</summary>
    private const decimal StoredUnits = 10_000_000_000m;

    public override string Kind => OrderSteps.Finish;

    protected override Task<EffectOutcome> RunAsync(EffectTurn turn, OrderRow order, CancellationToken cancellation) => Task.FromResult<EffectOutcome>(new EffectOutcome.Done
    {
        Also = scope =>
        {
            if (scope.Db.MemberAccounts.Find(order.AccountId) is null) scope.Stage(db => db.Add(Account(order, scope.Now)));
            OrderSteps.Change(scope, order.Id, o => (o.State, o.Problem, o.ManagerProblem, o.EndedAt) = (nameof(OrderState.Active), null, null, scope.Now));
            OrderedFacts.Stage(scope, order, ids);
            OrderAudit.Stage(scope, "AccountActive", turn.Link.TenantId, turn.Entry.Id, new JsonObject { ["orderId"] = order.Id, ["accountId"] = order.AccountId });
        },
    });

    private static MemberAccountRow Account(OrderRow order, DateTimeOffset now)
    {
        var form = OrderForms.Read(order.Form);
        return new MemberAccountRow
        {
            AccountId = order.AccountId!,
            LinkId = order.LinkId,
            OrderId = order.Id,
            Source = order.Invites ? "Invited" : "Created",
            State = "Active",
            DisplayName = form is { Existing: not null, Name.Length: 0 } ? null : order.Name,
            Company = form.Company,
            CostCentre = form.CostCentre,
            Purpose = form.Purpose,
            Budget = form.Budget is { } budget ? (long)(budget * StoredUnits) : null,
            Version = 1,
            UpdatedAt = now,
        };
    }
}
