using Guildhall.App;
using Guildhall.App.Events;
using Guildhall.App.People;
using Guildhall.App.Webhooks;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Notifications;

/// <summary>What is done to a webhook: pause, resume, another secret, a test, sending again, removing.</summary>
internal sealed class WebhookActPages(Installation guildhall)
{
    private readonly OncePerForm<WebhookWithSecret> _rotated = new(guildhall.Options.Clock);

    public void Map(PageRoutes pages)
    {
        pages.Post(WebhookAddresses.One + "/pause", NotificationReach.Manage, Act("gets nothing until it is resumed; what happens meanwhile waits.", (reach, id, origin, c) => guildhall.Webhooks.PauseAsync(reach, id, origin, c)));
        pages.Post(WebhookAddresses.One + "/resume", NotificationReach.Manage, Act("gets events again.", (reach, id, origin, c) => guildhall.Webhooks.ResumeAsync(reach, id, origin, c)));
        pages.Post(WebhookAddresses.One + "/test", NotificationReach.Manage, WebhookDoor.On(guildhall, TestAsync));
        pages.Post(WebhookAddresses.One + "/replay", NotificationReach.Manage, WebhookDoor.On(guildhall, ReplayAsync));
        pages.Post(WebhookAddresses.One + "/rotate", NotificationReach.Manage, WebhookDoor.On(guildhall, RotateAsync));
        pages.Get(WebhookAddresses.One + "/remove", NotificationReach.Manage, WebhookDoor.On(guildhall, (_, webhook, _) => ValueTask.FromResult<PageAnswer>(
            PageAnswer.Console<RemoveWebhookView>("Remove webhook", webhook, WebhookAddresses.Above, new Crumb(webhook.Name, WebhookAddresses.Of(webhook.Id))))));
        pages.Post(WebhookAddresses.One + "/remove", NotificationReach.Manage, WebhookDoor.On(guildhall, RemoveAsync));
    }

    private PageHandler Act(string words, Func<NotificationReach, string, ActOrigin, CancellationToken, Task<Result<WebhookView>>> act) => WebhookDoor.On(guildhall, async (call, webhook, cancellation) =>
    {
        var changed = await act(ReachTo(webhook), webhook.Id, call.Origin, cancellation);
        return changed.Refused ? new PageAnswer.Refused(changed.Problems) : new PageAnswer.SeeOther(WebhookAddresses.Of(webhook.Id), Flash.Done($"{webhook.Name} {words}"));
    });

    private async ValueTask<PageAnswer> TestAsync(PageCall call, WebhookView webhook, CancellationToken cancellation)
    {
        var sent = await guildhall.WebhookTrial.SendAsync(ReachTo(webhook), webhook.Id, cancellation);
        if (sent.Refused) return new PageAnswer.Refused(sent.Problems);
        var told = sent.Value.Problem is { } problem ? Flash.Problem($"The test was not taken: {problem}") : Flash.Done($"The receiver took the test and answered {sent.Value.Answer}.");
        return new PageAnswer.SeeOther(WebhookAddresses.Of(webhook.Id), told);
    }

    private async ValueTask<PageAnswer> ReplayAsync(PageCall call, WebhookView webhook, CancellationToken cancellation)
    {
        var replayed = call.Given("delivery") is { } delivery
            ? await guildhall.WebhookReplays.ReplayAsync(ReachTo(webhook), webhook.Id, delivery, call.Origin, cancellation)
            : await guildhall.WebhookReplays.ReplayDeadAsync(ReachTo(webhook), webhook.Id, call.Origin, cancellation);
        return replayed.Refused
            ? new PageAnswer.Refused(replayed.Problems)
            : new PageAnswer.SeeOther(WebhookAddresses.Of(webhook.Id), Flash.Done(replayed.Value == 1 ? "One delivery is sent again." : $"{replayed.Value:N0} deliveries are sent again."));
    }

    private async ValueTask<PageAnswer> RotateAsync(PageCall call, WebhookView webhook, CancellationToken cancellation)
    {
        if (call.RequireProof() is { } first) return first;
        var made = await _rotated.RunAsync(call, going => guildhall.Webhooks.RotateAsync(ReachTo(webhook), webhook.Id, call.Origin, going));
        return made.Refused
            ? new PageAnswer.Refused(made.Problems)
            : PageAnswer.Console<WebhookSecretView>("The new secret", new WebhookSecretShown(made.Value, Former: true), WebhookAddresses.Above, new Crumb(webhook.Name, WebhookAddresses.Of(webhook.Id)));
    }

    private async ValueTask<PageAnswer> RemoveAsync(PageCall call, WebhookView webhook, CancellationToken cancellation)
    {
        if (call.RequireProof() is { } first) return first;
        var removed = await guildhall.Webhooks.RemoveAsync(ReachTo(webhook), webhook.Id, call.Origin, cancellation);
        return removed.Refused ? new PageAnswer.Refused(removed.Problems) : new PageAnswer.SeeOther(WebhookAddresses.List, Flash.Done($"{webhook.Name} is removed."));
    }

    /// <summary>The door has let the caller reach it.</summary>
    private static NotificationReach ReachTo(WebhookView webhook) => new(webhook.Tenant);
}
