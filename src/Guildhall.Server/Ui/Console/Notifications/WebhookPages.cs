using Guildhall.App;
using Guildhall.App.Events;
using Guildhall.App.Store.Rows;
using Guildhall.App.Webhooks;
using Guildhall.Domain.Experiences;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Notifications;

/// <summary><c>/console/notifications</c>: the servers that get events; list, one with its deliveries, a new one.</summary>
internal sealed class WebhookPages(Installation guildhall)
{
    private readonly OncePerForm<WebhookWithSecret> _made = new(guildhall.Options.Clock);

    public void Map(PageRoutes pages)
    {
        pages.Get(WebhookAddresses.List, NotificationReach.Read, WebhookDoor.Within(guildhall, ListAsync));
        pages.Get(WebhookAddresses.New, NotificationReach.Manage, WebhookDoor.Within(guildhall, (call, _, _) => ValueTask.FromResult<PageAnswer>(Form(call, new TypedWebhook("", "https://", "", "")))));
        pages.Post(WebhookAddresses.New, NotificationReach.Manage, WebhookDoor.Within(guildhall, AddAsync));
        pages.Get(WebhookAddresses.One, NotificationReach.Read, WebhookDoor.On(guildhall, ShowAsync));
        new EditWebhookPages(guildhall).Map(pages);
        new WebhookActPages(guildhall).Map(pages);
    }

    private async ValueTask<PageAnswer> ListAsync(PageCall call, NotificationReach reach, CancellationToken cancellation)
    {
        var query = ListQuery.Of(call, "name");
        var found = (await guildhall.WebhookQueries.ListAsync(reach, cancellation)).Where(w => query.Matches([w.Name, w.Url, .. w.Choice.Types]));
        IReadOnlyList<WebhookView> sorted = [.. query.Sorted(found, w => query.Sort switch { "url" => w.Url, "status" => WebhookWords.Of(w), "delivered" => (w.DeliveredAt ?? default).UtcTicks.ToString("D19"), _ => w.Name })];
        return PageAnswer.Console<WebhookListView>("Notifications", new WebhookList(query, sorted.Take(query), sorted.Count, call.May(NotificationReach.Manage)));
    }

    private async ValueTask<PageAnswer> AddAsync(PageCall call, NotificationReach reach, CancellationToken cancellation)
    {
        var typed = TypedWebhook.Read(call);
        if (call.RequireProof() is { } first) return first;
        var made = await _made.RunAsync(call, going => guildhall.Webhooks.AddAsync(reach.Tenant!, typed.Form, call.Origin, going));
        return made.Refused
            ? Form(call, typed with { Problems = made.Problems })
            : PageAnswer.Console<WebhookSecretView>("The new webhook", new WebhookSecretShown(made.Value, Former: false), WebhookAddresses.Above);
    }

    private async ValueTask<PageAnswer> ShowAsync(PageCall call, WebhookView webhook, CancellationToken cancellation)
    {
        var query = ListQuery.Of(call, kept: ["state"]);
        var state = ListQuery.Named<DeliveryState>(query.Value("state"));
        var deliveries = await guildhall.WebhookQueries.DeliveriesAsync(webhook.Id, state, query.Skip, ListQuery.PageSize, cancellation);
        var experience = webhook.Choice.Experience is { } id ? Experiences(call).FirstOrDefault(e => e.Id == id).Name ?? id : null;
        return PageAnswer.Console<WebhookDetailView>(webhook.Name, new WebhookPage(webhook, experience, query, deliveries, call.May(NotificationReach.Manage)), WebhookAddresses.Above);
    }

    private static PageAnswer.View Form(PageCall call, TypedWebhook typed) =>
        PageAnswer.Console<NewWebhookView>("Add a webhook", typed with { Experiences = Experiences(call) }, WebhookAddresses.Above) with { Status = UiProblems.StatusOf(typed.Problems) };

    internal static IReadOnlyList<(string Id, string Name)> Experiences(PageCall call) =>
        [.. (call.Tenant?.Marketplace.Experiences.Values ?? Enumerable.Empty<Experience>()).Select(e => (e.Id.Value, e.Name)).OrderBy(e => e.Name, StringComparer.OrdinalIgnoreCase)];
}
