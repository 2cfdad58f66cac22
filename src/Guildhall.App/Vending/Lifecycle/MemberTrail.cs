using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.App.Effects;
using Guildhall.App.Events;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Wire.Protocols;

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
        if (turn.Link.TenantId is { } tenant) scope.Add(Event(tenant, turn.Entry, name, told, scope.Now));
        OrderAudit.Stage(scope, name, turn.Link.TenantId, turn.Entry.Id, told);
    }

    private static EventRow Event(string tenant, EffectRow entry, string name, JsonObject about, DateTimeOffset now)
    {
        var id = EventIds.Of($"{tenant}/{entry.Id}-{name}");
        var body = new JsonObject
        {
            ["version"] = "0",
            ["id"] = id,
            ["detail-type"] = string.Concat(name.Select((letter, place) => place > 0 && char.IsUpper(letter) ? $" {letter}" : $"{letter}")),
            ["source"] = "guildhall.accounts",
            ["account"] = entry.Subject,
            ["time"] = WireTime.Text(now),
            ["region"] = "us-east-1",
            ["resources"] = new JsonArray(),
            ["detail"] = about.DeepClone(),
        };
        return new EventRow { TenantId = tenant, Account = entry.Subject, Id = id, Time = now, Body = body.ToJsonString(JsonSerializerOptions.Default) };
    }
}
