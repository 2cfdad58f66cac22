using Guildhall.App;
using Guildhall.App.Events;
using Guildhall.App.Webhooks;
using Guildhall.Server.Ui.Console.Vendors;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Notifications;

/// <summary><c>/console/notifications/webhooks/ID/edit</c>: another name, address or choice of events.</summary>
internal sealed class EditWebhookPages(Installation guildhall)
{
    private const string Edit = WebhookAddresses.One + "/edit";

    public void Map(PageRoutes pages)
    {
        pages.Get(Edit, NotificationReach.Manage, WebhookDoor.On(guildhall, (call, webhook, _) => ValueTask.FromResult<PageAnswer>(Form(call, new EditWebhook(webhook, TypedWebhook.Of(webhook))))));
        pages.Post(Edit, NotificationReach.Manage, WebhookDoor.On(guildhall, SaveAsync));
    }

    private async ValueTask<PageAnswer> SaveAsync(PageCall call, WebhookView webhook, CancellationToken cancellation)
    {
        if (call.RequireProof() is { } first) return first;
        var typed = TypedWebhook.Read(call);
        var changed = await guildhall.Webhooks.EditAsync(new NotificationReach(webhook.Tenant), webhook.Id, _ => typed.Form, LinkDoor.VersionIn(call), call.Origin, cancellation);
        return changed.Refused
            ? Form(call, new EditWebhook(webhook, typed with { Problems = changed.Problems }) { Changes = LinkChanges.Since(call, webhook.Version, webhook.UpdatedBy, webhook.UpdatedAt, EditWebhook.Told(webhook)) })
            : new PageAnswer.SeeOther(WebhookAddresses.Of(webhook.Id), Flash.Done("Saved."));
    }

    private static PageAnswer.View Form(PageCall call, EditWebhook model) =>
        PageAnswer.Console<EditWebhookView>("Edit", model with { Typed = model.Typed with { Experiences = WebhookPages.Experiences(call) } }, WebhookAddresses.Above, new Crumb(model.Webhook.Name, WebhookAddresses.Of(model.Webhook.Id))) with
        {
            Status = UiProblems.StatusOf(model.Typed.Problems),
        };
}

/// <summary>The form of a webhook that is there.</summary>
/// <param name="Typed">What is in the fields.</param>
public sealed record EditWebhook(WebhookView Webhook, TypedWebhook Typed)
{
    public LinkChanges? Changes { get; init; }

    internal static IReadOnlyList<(string Title, string Text)> Told(WebhookView webhook) =>
        [("Name", webhook.Name), ("Address", webhook.Url), ("Event types", string.Join(", ", webhook.Choice.Types)), ("Experience", webhook.Choice.Experience ?? "")];
}
