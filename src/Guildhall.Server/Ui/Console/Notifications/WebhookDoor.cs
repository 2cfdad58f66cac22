using Guildhall.App;
using Guildhall.App.Events;
using Guildhall.App.Webhooks;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Notifications;

/// <summary>Lets pages about webhooks act on those within the caller's reach alone (S-24).</summary>
internal static class WebhookDoor
{
    public static PageHandler Within(Installation guildhall, Func<PageCall, NotificationReach, CancellationToken, ValueTask<PageAnswer>> handler) => async (call, cancellation) =>
    {
        var reach = NotificationReach.Of(call.Caller, guildhall.Marketplaces);
        return reach.Refused ? new PageAnswer.Refused(reach.Problems) : await handler(call, reach.Value, cancellation);
    };

    public static PageHandler On(Installation guildhall, Func<PageCall, WebhookView, CancellationToken, ValueTask<PageAnswer>> handler) => Within(guildhall, async (call, reach, cancellation) =>
    {
        var found = await guildhall.WebhookQueries.FindAsync(reach, call.Route("id"), cancellation);
        return found.Refused ? new PageAnswer.Refused(found.Problems) : await handler(call, found.Value, cancellation);
    });
}
