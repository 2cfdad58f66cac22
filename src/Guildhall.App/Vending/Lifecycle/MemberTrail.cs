using System.Text.Json.Nodes;
using Guildhall.App.Effects;
using Guildhall.App.Store;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>That something has become of a member account, as audit record and as event. vendor-integration.md 16.</summary>
internal static class MemberTrail
{
    /// <param name="name">Of the audit record: <c>AccountSuspended</c>; the event is called the same in words.</param>
    public static void Stage(WriteScope scope, EffectTurn turn, string name, JsonObject about)
    {
        // What is decided again after a race must find it unused.
        var told = (JsonObject)about.DeepClone();
        told["accountId"] = turn.Entry.Subject;
        told["requestedBy"] = MemberWish.Read(turn.Entry.Progress).By;
        if (turn.Link.TenantId is { } tenant) scope.Add(AccountEvents.Row(tenant, turn.Entry.Subject, turn.Entry.Id, name, told, scope.Now));
        OrderAudit.Stage(scope, name, turn.Link.TenantId, turn.Entry.Id, told);
    }
}
