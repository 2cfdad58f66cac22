using System.Text.Json.Nodes;
using Guildhall.App.Events;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.App.Store;

namespace Guildhall.App.Billing.Ingest;

/// <summary>What happens to reports, and what their costs reach: an audit record and an event of each. vendor-integration.md 16.</summary>
internal static class ReportEvents
{
    /// <param name="key">What makes it one: the same key and name are told once.</param>
    /// <param name="account">The account it is about; null for the organization's own.</param>
    public static void Tell(WriteScope scope, string tenant, string key, string name, ActOrigin origin, JsonObject about, string? account = null)
    {
        LinkAudit.Stage(scope, name, origin, tenant, (JsonObject)about.DeepClone());
        account ??= scope.Db.Links.Where(l => l.TenantId == tenant).OrderByDescending(l => l.CreatedAt).Select(l => l.AccountId).FirstOrDefault() ?? "";
        scope.Add(OwnEvents.Row(OwnEvents.Billing, new OwnEvent(tenant, account, key, name, about), scope.Now));
    }
}
