using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.App.Events;
using Guildhall.App.Store.Rows;
using Guildhall.Wire.Protocols;

namespace Guildhall.App.Vending;

/// <summary>Events of accounts in EventBridge's envelope. vendor-integration.md 16.</summary>
internal static class AccountEvents
{
    /// <param name="account">Whose event it is: the member account, or the management account for one that is none.</param>
    /// <param name="key">What makes it one: the same key gives the same id.</param>
    /// <param name="name">Of the audit record, <c>AccountSuspended</c>; the event is called the same in words.</param>
    /// <param name="about">Its detail; copied.</param>
    public static EventRow Row(string tenant, string account, string key, string name, JsonObject about, DateTimeOffset now)
    {
        var id = EventIds.Of($"{tenant}/{key}-{name}");
        var type = string.Concat(name.Select((letter, place) => place > 0 && char.IsUpper(letter) ? $" {letter}" : $"{letter}"));
        var body = new JsonObject
        {
            ["version"] = "0",
            ["id"] = id,
            ["detail-type"] = type,
            ["source"] = "guildhall.accounts",
            ["account"] = account,
            ["time"] = WireTime.Text(now),
            ["region"] = "us-east-1",
            ["resources"] = new JsonArray(),
            ["detail"] = about.DeepClone(),
        };
        return new EventRow { TenantId = tenant, Account = account, Id = id, Time = now, Type = type, Body = body.ToJsonString(JsonSerializerOptions.Default) };
    }
}
