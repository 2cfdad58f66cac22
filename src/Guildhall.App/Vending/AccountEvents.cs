using System.Text.Json.Nodes;
using Guildhall.App.Events;
using Guildhall.App.Store.Rows;

namespace Guildhall.App.Vending;

/// <summary>Events of accounts. vendor-integration.md 16.</summary>
internal static class AccountEvents
{
    /// <summary>As <see cref="OwnEvent"/>.</summary>
    public static EventRow Row(string tenant, string account, string key, string name, JsonObject about, DateTimeOffset now) =>
        OwnEvents.Row(OwnEvents.Accounts, new OwnEvent(tenant, account, key, name, about), now);
}
