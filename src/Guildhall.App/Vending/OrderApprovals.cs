using System.Text.Json.Nodes;
using Guildhall.App.Effects;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending;

/// <summary>Agreeing to orders that wait for it, and declining them. vendor-integration.md 11, 13.1.</summary>
public sealed class OrderApprovals(Writer writer, EffectWorker effects, OrderQueries queries, IdSource ids)
{
    /// <summary>The policies' word for both.</summary>
    public const string Action = "guildhall:ApproveOrder";

    /// <summary>Characters of a reason.</summary>
    public const int LongestReason = 1_000;

    private static readonly Problem NotWaiting = Problem.Conflict("not_awaiting_approval", "The order does not wait for approval any more.");

    private static readonly Problem Own = Problem.Forbidden("Somebody else has to decide on your own order.");

    private static readonly Problem NotYours = Problem.Forbidden("Only administrators of the organization and marketplace managers decide on orders.");

    private readonly OrderActs _acts = new(writer, effects, queries);

    /// <summary>Whether the caller may decide on orders that wait.</summary>
    public static bool Allows(OrderReach reach) => reach.Manages && reach.Refusal(Action) is null;

    /// <summary>Whether the caller may decide on this order now: what is offered is what is allowed.</summary>
    public static bool MayDecide(OrderReach reach, OrderRow order) => Allows(reach) && Obstacle(reach, order) is null;

    /// <summary>Has all done that was ordered. Refused: no right, not found, the own order, <c>not_awaiting_approval</c>.</summary>
    public Task<Result<OrderView>> ApproveAsync(OrderReach reach, string id, CancellationToken cancellation) => DecideAsync(reach, id, (scope, order) => Approve(scope, reach, order), cancellation);

    /// <summary>Ends the order; nothing is done on AWS. Refused: as <see cref="ApproveAsync"/>, and a reason of no or more than <see cref="LongestReason"/> characters.</summary>
    public async Task<Result<OrderView>> RejectAsync(OrderReach reach, string id, string? reason, CancellationToken cancellation)
    {
        var given = reason?.Trim() ?? "";
        if (given.Length is 0 or > LongestReason) return Problem.Malformed($"Give a reason of 1 to {LongestReason:N0} characters: the buyer reads it.", "Reason");
        return await DecideAsync(reach, id, (scope, order) => Reject(scope, reach, order, given), cancellation);
    }

    private Task<Result<OrderView>> DecideAsync(OrderReach reach, string id, Action<WriteScope, OrderRow> decide, CancellationToken cancellation) => _acts.ActAsync(
        reach,
        Action,
        id,
        (scope, order) =>
        {
            if (Obstacle(reach, order) is { } obstacle) return obstacle;
            decide(scope, order);
            return null;
        },
        cancellation);

    private static Problem? Obstacle(OrderReach reach, OrderRow order) =>
        !reach.Manages ? NotYours
        : order.State != nameof(OrderState.AwaitingApproval) ? NotWaiting
        : reach.Origin.IsOf(order.OrderedBy) ? Own
        : null;

    private void Approve(WriteScope scope, OrderReach reach, OrderRow order)
    {
        OrderSteps.Change(scope, order.Id, o => o.State = OrderSteps.FirstState(o.Invites).ToString());
        OrderSteps.PlanOf(order).Stage(scope, ids);
        Audit(scope, reach, order, "ApproveOrder", null);
    }

    private static void Reject(WriteScope scope, OrderReach reach, OrderRow order, string reason)
    {
        OrderSteps.Change(scope, order.Id, o => (o.State, o.Problem, o.EndedAt) = (nameof(OrderState.Rejected), $"Rejected: {reason}", scope.Now));
        Audit(scope, reach, order, "RejectOrder", reason);
    }

    private static void Audit(WriteScope scope, OrderReach reach, OrderRow order, string name, string? reason)
    {
        var about = new JsonObject { ["orderId"] = order.Id, ["accountName"] = order.Name, ["orderedBy"] = order.OrderedBy };
        if (reason is not null) about["reason"] = reason;
        OrderAudit.Stage(scope, name, reach.Origin, scope.Db.Links.Find(order.LinkId)?.TenantId, about);
    }
}
