using Guildhall.App;
using Guildhall.App.Events;
using Guildhall.App.People;
using Guildhall.App.Store.Rows;
using Guildhall.App.Webhooks;
using Guildhall.Domain;
using Guildhall.Server.Api.V1.Vendors;
using Guildhall.Wire.Protocols;
using static Guildhall.Server.Api.V1.Webhooks.Notified;

namespace Guildhall.Server.Api.V1.Webhooks;

/// <summary><c>/api/v1/webhooks</c>: who gets events, and how they arrive. private-marketplace.md 9.3.</summary>
internal static class WebhookEndpoints
{
    private const string Path = "/api/v1/webhooks";

    public static void MapWebhooks(this OwnApi api, Installation guildhall)
    {
        api.Get(Path, NotificationReach.Read, Within(guildhall, async (_, reach, cancellation) => WebhookAnswers.Write(new { webhooks = (await guildhall.WebhookQueries.ListAsync(reach, cancellation)).Select(WebhookAnswers.Of) })));
        api.Post(Path, NotificationReach.Manage, Within(guildhall, (call, reach, cancellation) => AddAsync(guildhall, call, reach, cancellation)));
        api.Get(Path + "/{id}", NotificationReach.Read, Within(guildhall, async (call, reach, cancellation) => One(await guildhall.WebhookQueries.FindAsync(reach, Id(call), cancellation))));
        api.Patch(Path + "/{id}", NotificationReach.Manage, Within(guildhall, (call, reach, cancellation) => EditAsync(guildhall, call, reach, cancellation)));
        api.Delete(Path + "/{id}", NotificationReach.Manage, Act((call, reach, origin, cancellation) => guildhall.Webhooks.RemoveAsync(reach, Id(call), origin, cancellation)));
        api.Post(Path + "/{id}/pause", NotificationReach.Manage, Act((call, reach, origin, cancellation) => guildhall.Webhooks.PauseAsync(reach, Id(call), origin, cancellation)));
        api.Post(Path + "/{id}/resume", NotificationReach.Manage, Act((call, reach, origin, cancellation) => guildhall.Webhooks.ResumeAsync(reach, Id(call), origin, cancellation)));
        api.Post(Path + "/{id}/rotate", NotificationReach.Manage, Within(guildhall, async (call, reach, cancellation) => Answer(await guildhall.Webhooks.RotateAsync(reach, Id(call), call.Origin(reach.Tenant), cancellation), WebhookAnswers.Of)));
        api.Post(Path + "/{id}/test", NotificationReach.Manage, Within(guildhall, async (call, reach, cancellation) => Answer(await guildhall.WebhookTrial.SendAsync(reach, Id(call), cancellation), WebhookAnswers.Of)));
        api.Get(Path + "/{id}/deliveries", NotificationReach.Read, Within(guildhall, (call, reach, cancellation) => DeliveriesAsync(guildhall, call, reach, cancellation)));
        api.Post(Path + "/{id}/replay", NotificationReach.Manage, Within(guildhall, (call, reach, cancellation) => ReplayAsync(guildhall, call, reach, cancellation)));

        Func<ApiCall, CancellationToken, ValueTask<ApiAnswer>> Act(Func<ApiCall, NotificationReach, ActOrigin, CancellationToken, Task<Result<WebhookView>>> act) =>
            Within(guildhall, async (call, reach, cancellation) => Answer(await act(call, reach, call.Origin(reach.Tenant), cancellation), WebhookAnswers.Of));
    }

    private static async Task<ApiAnswer> AddAsync(Installation guildhall, ApiCall call, NotificationReach reach, CancellationToken cancellation)
    {
        var form = PostedWebhook.Read(call.Body);
        if (form.Refused) return Refuse(form.Problems[0]);
        var made = await guildhall.ClientKeys.OnceAsync(
            call, call.Origin(reach.Tenant), origin => guildhall.Webhooks.AddAsync(reach.Tenant!, form.Value, origin, cancellation), id => guildhall.Webhooks.AgainAsync(reach, id, cancellation), cancellation);
        return Answer(made, WebhookAnswers.Of) with { Status = made.Refused ? null : StatusCodes.Status201Created };
    }

    private static async Task<ApiAnswer> EditAsync(Installation guildhall, ApiCall call, NotificationReach reach, CancellationToken cancellation)
    {
        var change = PostedWebhookEdit.Read(call.Body);
        if (change.Refused) return Refuse(change.Problems[0]);
        var version = LinkAnswers.Version(call, "The webhook");
        if (version.Refused) return Refuse(version.Problems[0]);
        return One(await guildhall.Webhooks.EditAsync(reach, Id(call), change.Value, version.Value.Seen, call.Origin(reach.Tenant), cancellation));
    }

    /// <summary>One webhook, with the version that it is edited by.</summary>
    private static ApiAnswer One(Result<WebhookView> webhook) =>
        Answer(webhook, WebhookAnswers.Of) with { ETag = webhook.Refused ? null : LinkAnswers.ETag(webhook.Value.Version) };

    private static async Task<ApiAnswer> DeliveriesAsync(Installation guildhall, ApiCall call, NotificationReach reach, CancellationToken cancellation)
    {
        var place = Place(call);
        if (place.Refused) return Refuse(place.Problems[0]);
        var (skip, limit) = place.Value;
        var named = call.Query["state"].ToString();
        if (named.Length > 0 && !Enum.GetNames<DeliveryState>().Contains(named, StringComparer.OrdinalIgnoreCase)) return Refuse(Problem.Malformed("state must be waiting, sending, delivered or dead.", "state"));
        var webhook = await guildhall.WebhookQueries.FindAsync(reach, Id(call), cancellation);
        if (webhook.Refused) return Refuse(webhook.Problems[0]);
        var state = named.Length == 0 ? (DeliveryState?)null : Enum.Parse<DeliveryState>(named, ignoreCase: true);
        return WebhookAnswers.Write(WebhookAnswers.Of(await guildhall.WebhookQueries.DeliveriesAsync(webhook.Value.Id, state, skip, limit, cancellation), skip));
    }

    private static async Task<ApiAnswer> ReplayAsync(Installation guildhall, ApiCall call, NotificationReach reach, CancellationToken cancellation)
    {
        var posted = JsonBody.Read(call.Body.Span, PostedWebhookJson.Default.PostedReplay, "VALIDATION_ERROR");
        if (posted.Error is { } error) return Refuse(Problem.Malformed(error.Message));
        var replayed = posted.Value.Delivery is { } delivery
            ? await guildhall.WebhookReplays.ReplayAsync(reach, Id(call), delivery, call.Origin(reach.Tenant), cancellation)
            : await guildhall.WebhookReplays.ReplayDeadAsync(reach, Id(call), call.Origin(reach.Tenant), cancellation);
        return Answer(replayed, count => new { replayed = count });
    }

    private static string Id(ApiCall call) => call.RouteValue("id");
}
