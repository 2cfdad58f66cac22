using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.App.Store.Rows;
using Guildhall.Wire.Protocols;

namespace Guildhall.App.Events;

/// <summary>Events that AWS has none of, in EventBridge's envelope. vendor-integration.md 16.</summary>
internal static class OwnEvents
{
    public const string Accounts = "guildhall.accounts";
    public const string Organizations = "guildhall.organizations";
    public const string Billing = "guildhall.billing";

    public static EventRow Row(string source, OwnEvent happened, DateTimeOffset now)
    {
        var id = IdOf(happened.Tenant, happened.Key, happened.Name);
        var type = string.Concat(happened.Name.Select((letter, place) => place > 0 && char.IsUpper(letter) ? $" {letter}" : $"{letter}"));
        var body = new JsonObject
        {
            ["version"] = "0",
            ["id"] = id,
            ["detail-type"] = type,
            ["source"] = source,
            ["account"] = happened.Account,
            ["time"] = WireTime.Text(now),
            ["region"] = "us-east-1",
            ["resources"] = new JsonArray(),
            ["detail"] = happened.About.DeepClone(),
        };
        return new EventRow { TenantId = happened.Tenant, Account = happened.Account, Id = id, Time = now, Type = type, Body = body.ToJsonString(JsonSerializerOptions.Default) };
    }

    /// <summary>The same key and name give the same id.</summary>
    public static string IdOf(string tenant, string key, string name) => EventIds.Of($"{tenant}/{key}-{name}");
}

/// <summary>What happened.</summary>
/// <param name="Account">Whose event it is: the member account, or the management account for one that is none.</param>
/// <param name="Key">What makes it one: the same key gives the same id.</param>
/// <param name="Name">Of the audit record, <c>AccountSuspended</c>; the event is called the same in words.</param>
/// <param name="About">Its detail; copied.</param>
internal sealed record OwnEvent(string Tenant, string Account, string Key, string Name, JsonObject About);
