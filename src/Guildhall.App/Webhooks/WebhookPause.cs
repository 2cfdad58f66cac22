using System.Globalization;
using System.Text.Json.Nodes;
using Guildhall.App.Audit;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.App.Vending;
using Guildhall.Domain;

namespace Guildhall.App.Webhooks;

/// <summary>That Guildhall paused a webhook whose receiver has long taken nothing, as audit record and as event for everybody else.</summary>
internal static class WebhookPause
{
    public static void Tell(WriteScope scope, WebhookRow webhook, string problem)
    {
        if (webhook.State != WebhookState.Active || scope.State(new TenantId(webhook.TenantId)) is not { } state) return;
        var about = new JsonObject { ["webhookId"] = webhook.Id, ["name"] = webhook.Name, ["problem"] = problem };
        var key = $"{webhook.Id}-{scope.Now.UtcTicks.ToString(CultureInfo.InvariantCulture)}";
        scope.Add(AccountEvents.Row(webhook.TenantId, state.Marketplace.Organization.ManagementAccount.Value, key, "WebhookPaused", about, scope.Now));
        Webhooks.Audit(scope, "PauseWebhook", new ActOrigin("guildhall", "", AuditSources.Itself, key), webhook);
    }
}
