using System.Text.Json.Nodes;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>What a person does about steps of a member account that are stuck or wait.</summary>
internal static class MemberRetry
{
    public static Problem? Again(WriteScope scope, OrderReach reach, MemberSeat seat)
    {
        if (MemberEntries.First(scope, seat.Account.Id.Value) is not { State: not EffectState.Calling } entry) return Problem.Conflict("NOTHING_TO_RETRY", "No step of this account failed or waits.");
        Tell(scope, reach, seat, "RetryAccountStep", entry);
        scope.Stage(_ =>
        {
            (entry.State, entry.Due, entry.EndedAt, entry.Fence) = (EffectState.Waiting, scope.Now, null, entry.Fence + 1);
            (entry.ProblemCode, entry.Problem, entry.AwsRequestId) = (null, null, null);
        });
        return null;
    }

    /// <summary>The step that waits or is stuck, and those after it.</summary>
    public static Problem? GiveUp(WriteScope scope, OrderReach reach, MemberSeat seat)
    {
        var account = seat.Account.Id.Value;
        if (MemberEntries.First(scope, account) is not { State: not EffectState.Calling } entry) return Problem.Conflict("NOTHING_TO_CANCEL", "Nothing waits, or AWS is at it already.");
        Tell(scope, reach, seat, "CancelAccountStep", entry);
        var left = scope.Db.Effects.Where(e => e.Subject == account && e.Position >= entry.Position && e.State != EffectState.Done).ToList();
        scope.Stage(_ => left.ForEach(e => MemberEntries.GiveUp(e, scope.Now)));
        return null;
    }

    private static void Tell(WriteScope scope, OrderReach reach, MemberSeat seat, string name, EffectRow entry) =>
        OrderAudit.Stage(scope, name, reach.Origin, seat.Link.TenantId, new JsonObject { ["accountId"] = seat.Account.Id.Value, ["step"] = entry.Kind });
}
