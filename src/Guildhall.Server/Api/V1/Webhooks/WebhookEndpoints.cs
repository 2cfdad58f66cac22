using System.Globalization;
using Guildhall.App;
using Guildhall.App.Audit;
using Guildhall.App.Events;
using Guildhall.App.People;
using Guildhall.App.Store.Rows;
using Guildhall.App.Webhooks;
using Guildhall.Domain;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.V1.Webhooks;

/// <summary><c>/api/v1/webhooks</c>: who gets events, and how they arrive. private-marketplace.md 9.3.</summary>
internal static class WebhookEndpoints
{
    private const string Path = "/api/v1/webhooks";
    private const int DefaultLimit = 100;
    private const int MostDeliveries = 1_000;

    public static void MapWebhooks(this OwnApi api, Installation guildhall)
    {
        api.Get(Path, NotificationReach.Read, Within(guildhall, async (_, reach, cancellation) => WebhookAnswers.Write(new { webhooks = (await guildhall.WebhookQueries.ListAsync(reach, cancellation)).Select(WebhookAnswers.Of) })));
        api.Post(Path, NotificationReach.Manage, Within(guildhall, (call, reach, cancellation) => AddAsync(guildhall, call, reach, cancellation)));
        api.Get(Path + "/{id}", NotificationReach.Read, Within(guildhall, async (call, reach, cancellation) => Answer(await guildhall.WebhookQueries.FindAsync(reach, Id(call), cancellation), WebhookAnswers.Of)));
        api.Delete(Path + "/{id}", NotificationReach.Manage, Act((call, reach, origin, cancellation) => guildhall.Webhooks.RemoveAsync(reach, Id(call), origin, cancellation)));
        api.Post(Path + "/{id}/pause", NotificationReach.Manage, Act((call, reach, origin, cancellation) => guildhall.Webhooks.PauseAsync(reach, Id(call), origin, cancellation)));
        api.Post(Path + "/{id}/resume", NotificationReach.Manage, Act((call, reach, origin, cancellation) => guildhall.Webhooks.ResumeAsync(reach, Id(call), origin, cancellation)));
        api.Post(Path + "/{id}/rotate", NotificationReach.Manage, Within(guildhall, async (call, reach, cancellation) => Answer(await guildhall.Webhooks.RotateAsync(reach, Id(call), Origin(call, reach), cancellation), WebhookAnswers.Of)));
        api.Post(Path + "/{id}/test", NotificationReach.Manage, Within(guildhall, async (call, reach, cancellation) => Answer(await guildhall.WebhookTrial.SendAsync(reach, Id(call), cancellation), WebhookAnswers.Of)));
        api.Get(Path + "/{id}/deliveries", NotificationReach.Read, Within(guildhall, (call, reach, cancellation) => DeliveriesAsync(guildhall, call, reach, cancellation)));
        api.Post(Path + "/{id}/replay", NotificationReach.Manage, Within(guildhall, (call, reach, cancellation) => ReplayAsync(guildhall, call, reach, cancellation)));

        Func<ApiCall, CancellationToken, ValueTask<ApiAnswer>> Act(Func<ApiCall, NotificationReach, ActOrigin, CancellationToken, Task<Result<WebhookView>>> act) =>
            Within(guildhall, async (call, reach, cancellation) => Answer(await act(call, reach, Origin(call, reach), cancellation), WebhookAnswers.Of));
    }

    /// <summary>Refused to whom has no organization to administer.</summary>
    private static Func<ApiCall, CancellationToken, ValueTask<ApiAnswer>> Within(Installation guildhall, Func<ApiCall, NotificationReach, CancellationToken, Task<ApiAnswer>> handler) => async (call, cancellation) =>
        NotificationReach.Of(call.Caller, guildhall.Marketplaces) is var reach && reach.Refused ? Refuse(reach.Problems[0]) : await handler(call, reach.Value, cancellation);

    private static async Task<ApiAnswer> AddAsync(Installation guildhall, ApiCall call, NotificationReach reach, CancellationToken cancellation)
    {
        var form = PostedWebhook.Read(call.Body);
        if (form.Refused) return Refuse(form.Problems[0]);
        var made = await guildhall.Webhooks.AddAsync(reach.Tenant!, form.Value, Origin(call, reach), cancellation);
        return Answer(made, WebhookAnswers.Of) with { Status = made.Refused ? null : StatusCodes.Status201Created };
    }

    private static async Task<ApiAnswer> DeliveriesAsync(Installation guildhall, ApiCall call, NotificationReach reach, CancellationToken cancellation)
    {
        if (Number(call, "limit", DefaultLimit, 1, MostDeliveries) is not { } limit) return Refuse(Problem.Malformed($"limit must be a number from 1 to {MostDeliveries:N0}.", "limit"));
        if (Number(call, "skip", 0, 0, int.MaxValue) is not { } skip) return Refuse(Problem.Malformed("skip must be a number.", "skip"));
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
            ? await guildhall.WebhookReplays.ReplayAsync(reach, Id(call), delivery, Origin(call, reach), cancellation)
            : await guildhall.WebhookReplays.ReplayDeadAsync(reach, Id(call), Origin(call, reach), cancellation);
        return Answer(replayed, count => new { replayed = count });
    }

    private static int? Number(ApiCall call, string name, int otherwise, int from, int to) => call.Query[name] switch
    {
        [] => otherwise,
        [{ } text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to => number,
        _ => null,
    };

    private static ApiAnswer Answer<T>(Result<T> result, Func<T, object> document) => result.Refused ? Refuse(result.Problems[0]) : WebhookAnswers.Write(document(result.Value));

    private static ApiAnswer Refuse(Problem problem) => new(null, problem);

    private static string Id(ApiCall call) => call.RouteValue("id");

    private static ActOrigin Origin(ApiCall call, NotificationReach reach) => new(call.Caller.Arn, call.Caller.Account.Value, AuditSources.OfOwn(call.Caller.AccessKeyId), call.RequestId, reach.Tenant);
}
