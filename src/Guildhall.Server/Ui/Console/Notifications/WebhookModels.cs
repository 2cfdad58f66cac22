using System.Collections.Immutable;
using Guildhall.App.Store.Rows;
using Guildhall.App.Webhooks;
using Guildhall.Domain;
using Guildhall.Domain.Delivery;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Notifications;

/// <summary>The webhooks of the organization.</summary>
/// <param name="Manages">Whether the reader may change them.</param>
public sealed record WebhookList(ListQuery Query, IReadOnlyList<WebhookView> Shown, int Count, bool Manages);

/// <summary>A webhook with a part of its deliveries.</summary>
public sealed record WebhookPage(WebhookView Webhook, string? ExperienceName, ListQuery Query, DeliveryPage Deliveries, bool Manages)
{
    public static ImmutableArray<DeliveryState> States { get; } = [DeliveryState.Waiting, DeliveryState.Sending, DeliveryState.Delivered, DeliveryState.Dead];
}

/// <summary>The fields of a webhook, with what was typed.</summary>
/// <param name="Events">Types, one a line.</param>
/// <param name="Experience">Empty for the whole organization.</param>
public sealed record TypedWebhook(string Name, string Url, string Events, string Experience)
{
    public ImmutableArray<Problem> Problems { get; init; } = [];

    /// <summary>The experiences to choose from: id and name.</summary>
    public IReadOnlyList<(string Id, string Name)> Experiences { get; init; } = [];

    internal WebhookForm Form => new(Name, Url, EventChoice.Typed([Events], Experience));

    internal static TypedWebhook Read(PageCall call) => new(call.Text("name"), call.Text("url"), call.Text("events"), call.Text("experience"));

    internal static TypedWebhook Of(WebhookView webhook) => new(webhook.Name, webhook.Url, string.Join('\n', webhook.Choice.Types), webhook.Choice.Experience ?? "");
}

/// <summary>A secret that is shown this once.</summary>
/// <param name="Former">Whether another one signs too for a while.</param>
public sealed record WebhookSecretShown(WebhookWithSecret Made, bool Former);

/// <summary>What states are called, and what they mean for the reader.</summary>
internal static class WebhookWords
{
    public static StatusKind KindOf(WebhookView webhook) =>
        webhook.State == WebhookState.Paused ? StatusKind.Inactive : webhook.FailingSince is not null ? StatusKind.Warning : StatusKind.Good;

    public static string Of(WebhookView webhook) => webhook.State == WebhookState.Paused ? "Paused" : webhook.FailingSince is not null ? "Failing" : "Active";

    public static StatusKind KindOf(DeliveryState state) => state switch
    {
        DeliveryState.Delivered => StatusKind.Good,
        DeliveryState.Dead => StatusKind.Bad,
        _ => StatusKind.Waiting,
    };

    public static string Of(DeliveryState state) => state == DeliveryState.Dead ? "Given up" : state.ToString();
}
