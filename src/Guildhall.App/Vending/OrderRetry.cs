using System.Text.Json.Nodes;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending;

/// <summary>Has the step tried at once that keeps an order from its end. What is known of AWS stays known: the address does not change by it.</summary>
internal static class OrderRetry
{
    private static readonly Problem Nothing = Problem.Conflict("nothing_to_retry", "No step of this order failed or waits.");

    public static Problem? Decide(WriteScope scope, OrderReach reach, OrderRow order)
    {
        var entry = scope.Db.Effects.Where(e => e.Subject == order.Id && e.State != EffectState.Done).OrderBy(e => e.Position).FirstOrDefault();
        // AWS is being asked at this moment.
        if (entry is { Kind: OrderSteps.Join, State: EffectState.Calling }) return null;
        if (entry is null || entry.State is EffectState.Calling or EffectState.Cancelled) return Nothing;

        // An invitation that has ended is sent again, not asked after again.
        if (order.State is nameof(OrderState.Cancelled) or nameof(OrderState.Expired)) return Nothing;
        OrderAudit.Stage(scope, "RetryOrder", reach.Origin, scope.Db.Links.Find(order.LinkId)?.TenantId, new JsonObject { ["orderId"] = order.Id, ["step"] = entry.Kind });
        OrderSteps.Change(scope, order.Id, o =>
        {
            if (o.State == nameof(OrderState.Failed)) o.State = o.Invites ? nameof(OrderState.Inviting) : nameof(OrderState.Creating);
            (o.Problem, o.ManagerProblem, o.EndedAt) = (null, null, null);
        });
        scope.Stage(_ => Reset(entry, scope.Now));
        return null;
    }

    private static void Reset(EffectRow entry, DateTimeOffset now)
    {
        if (entry.Kind == OrderSteps.Create) entry.Progress = OrderForms.Write(Again(entry, now));
        (entry.State, entry.Due, entry.EndedAt, entry.Fence) = (EffectState.Waiting, now, null, entry.Fence + 1);
        (entry.ProblemCode, entry.Problem, entry.AwsRequestId) = (null, null, null);
    }

    /// <summary>
    /// After a refusal of AWS, and after a review, the order takes its turn again. After a review a person has looked: the address is looked for once more, and
    /// then called with once more. An attempt that was cut off leaves its unknown outcome.
    /// </summary>
    private static CreationProgress Again(EffectRow entry, DateTimeOffset now)
    {
        var progress = OrderForms.ReadProgress(entry.Progress).Begun(entry.Attempts + 1, now) with { Ended = entry.Attempts, AsksFrom = null };
        return entry.State switch
        {
            EffectState.Failed => progress with { MayCall = false },
            EffectState.NeedsReview => progress with { MayCall = false, UnknownAt = now, EverUnknown = true, AddressTaken = false, Joined = false },
            _ => progress,
        };
    }
}
