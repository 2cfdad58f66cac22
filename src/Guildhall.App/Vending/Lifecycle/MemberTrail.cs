using System.Text.Json.Nodes;
using Guildhall.App.Effects;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>That something has become of a member account, as audit record and as event. vendor-integration.md 16.</summary>
internal static class MemberTrail
{
    /// <param name="name">Of the audit record: <c>AccountSuspended</c>; the event is called the same in words.</param>
    public static void Stage(WriteScope scope, EffectTurn turn, string name, JsonObject about) =>
        Stage(scope, turn.Link, turn.Entry.Subject, turn.Entry.Id, name, about, MemberWish.Read(turn.Entry.Progress).By);

    /// <summary>The same for what was found and nobody here asked for.</summary>
    /// <param name="requestId">Of the step or the reading.</param>
    public static void Stage(WriteScope scope, LinkRow link, string account, string requestId, string name, JsonObject about, string? by = null)
    {
        // What is decided again after a race must find it unused.
        var told = (JsonObject)about.DeepClone();
        told["accountId"] = account;
        told["requestedBy"] = by;
        if (link.TenantId is { } tenant) scope.Add(AccountEvents.Row(tenant, account, $"{account}-{requestId}", name, told, scope.Now));
        OrderAudit.Stage(scope, name, link.TenantId, requestId, told);
    }
}
