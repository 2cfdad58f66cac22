using System.Text.Json.Nodes;
using Guildhall.App.Cloud.Outbound;
using Guildhall.App.Events;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Webhooks;

/// <summary>A webhook with its secret, which is shown this once.</summary>
public sealed record WebhookWithSecret(WebhookView Webhook, Secret Secret);

/// <summary>Making, pausing and removing webhooks, and changing their secrets. private-marketplace.md 9.3.</summary>
public sealed class Webhooks
{
    private const int MostOfOne = 50;
    private const string Base32 = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>So long the secret before the last change signs too.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    private readonly Writer _writer;
    private readonly WebhookSecrets _secrets;
    private readonly OutboundSettings _ways;
    private readonly IdSource _ids;

    internal Webhooks(Writer writer, WebhookSecrets secrets, OutboundSettings ways, IdSource ids) => (_writer, _secrets, _ways, _ids) = (writer, secrets, ways, ids);

    /// <summary>
    /// A new webhook of an organization: it gets what happens from now on. Refused: everything wrong with the form, an experience that the organization does
    /// not have, a name that another has, more than 50.
    /// </summary>
    public async Task<Result<WebhookWithSecret>> AddAsync(string tenant, WebhookForm form, ActOrigin origin, CancellationToken cancellation)
    {
        if (form.Faults(_ways) is { IsEmpty: false } problems) return problems;
        var id = "webhook-" + _ids.Text(Base32, 13);
        var secret = _secrets.Make();
        return await _writer.WriteAsync<Result<WebhookWithSecret>>(
            scope =>
            {
                if (Refusal(scope, tenant, form) is { } refusal) return refusal;
                var row = new WebhookRow
                {
                    Id = id,
                    TenantId = tenant,
                    Name = form.Name,
                    Url = form.Url,
                    Types = string.Join('\n', form.Choice.Types),
                    ExperienceId = form.Choice.Experience,
                    EncryptedSecret = _secrets.Seal(id, secret),
                    StartsAfter = scope.Db.Events.Max(e => (long?)e.Sequence) ?? 0,
                    CreatedAt = scope.Now,
                    CreatedBy = origin.Who,
                };
                scope.Stage(db => db.Add(row));
                Audit(scope, "CreateWebhook", origin, row);
                return new WebhookWithSecret(WebhookViews.Of(row), secret);
            },
            cancellation);
    }

    /// <summary>Forgets the webhook and everything on its way to it.</summary>
    public Task<Result<WebhookView>> RemoveAsync(NotificationReach reach, string id, ActOrigin origin, CancellationToken cancellation) => ChangeAsync(reach, id, "DeleteWebhook", origin, (scope, row) =>
        scope.Stage(db =>
        {
            db.DeliveryLanes.Where(l => l.WebhookId == id).ExecuteDelete();
            db.Deliveries.Where(d => d.WebhookId == id).ExecuteDelete();
            db.Remove(row);
        }), cancellation);

    /// <summary>Nothing is sent until <see cref="ResumeAsync"/>; what happens meanwhile waits.</summary>
    public Task<Result<WebhookView>> PauseAsync(NotificationReach reach, string id, ActOrigin origin, CancellationToken cancellation) => ChangeAsync(reach, id, "PauseWebhook", origin, (scope, row) =>
        scope.Stage(_ => (row.State, row.PausedBecause) = (WebhookState.Paused, null)), cancellation);

    /// <summary>Sends what waits, beginning at once.</summary>
    public Task<Result<WebhookView>> ResumeAsync(NotificationReach reach, string id, ActOrigin origin, CancellationToken cancellation) => ChangeAsync(reach, id, "ResumeWebhook", origin, (scope, row) =>
        scope.Stage(db =>
        {
            (row.State, row.PausedBecause, row.FailingSince) = (WebhookState.Active, null, null);
            var now = scope.Now;
            db.Deliveries.Where(d => d.WebhookId == id && d.State == DeliveryState.Waiting).ExecuteUpdate(d => d
                .SetProperty(x => x.Due, now).SetProperty(x => x.Attempts, 0).SetProperty(x => x.FirstAt, (DateTimeOffset?)null).SetProperty(x => x.Fence, x => x.Fence + 1));
        }), cancellation);

    /// <summary>Another secret; the one before it signs too for a day.</summary>
    public async Task<Result<WebhookWithSecret>> RotateAsync(NotificationReach reach, string id, ActOrigin origin, CancellationToken cancellation)
    {
        var secret = _secrets.Make();
        var changed = await ChangeAsync(reach, id, "RotateWebhookSecret", origin, (scope, row) => scope.Stage(_ =>
        {
            (row.FormerEncryptedSecret, row.FormerUntil) = (row.EncryptedSecret, scope.Now + Overlap);
            row.EncryptedSecret = _secrets.Seal(id, secret);
        }), cancellation);
        return changed.Refused ? changed.Problems : new WebhookWithSecret(changed.Value, secret);
    }

    internal static void Audit(WriteScope scope, string name, ActOrigin origin, WebhookRow row) => scope.Add(PersonAudit.Of(name, origin with { Tenant = row.TenantId }, scope.Now, new JsonObject
    {
        ["webhookId"] = row.Id,
        ["name"] = row.Name,
        ["url"] = row.Url,
        ["events"] = new JsonArray([.. WebhookViews.ChoiceOf(row).Types.Select(t => (JsonNode)t)]),
        ["experienceId"] = row.ExperienceId,
    }));

    private static Problem? Refusal(WriteScope scope, string tenant, WebhookForm form)
    {
        if (scope.State(new TenantId(tenant)) is not { } state) return Problem.NotFound("There is no such organization.");
        if (form.Choice.Unknown(state.Marketplace) is { } unknown) return unknown;
        if (scope.Db.Webhooks.Any(w => w.TenantId == tenant && w.Name == form.Name)) return Problem.Malformed($"Another webhook is called \"{form.Name}\".", "name");
        return scope.Db.Webhooks.Count(w => w.TenantId == tenant) >= MostOfOne ? Problem.Limit($"An organization has at most {MostOfOne} webhooks.") : null;
    }

    /// <summary>Answers the webhook as it is afterwards; not found when it is out of reach.</summary>
    private async Task<Result<WebhookView>> ChangeAsync(NotificationReach reach, string id, string name, ActOrigin origin, Action<WriteScope, WebhookRow> change, CancellationToken cancellation)
    {
        var changed = await _writer.WriteAsync<Result<WebhookRow>>(
            scope =>
            {
                if (scope.Db.Webhooks.Find(id) is not { } row || !reach.Covers(row.TenantId)) return WebhookQueries.Missing;
                change(scope, row);
                Audit(scope, name, origin, row);
                return row;
            },
            cancellation);
        return changed.Refused ? changed.Problems : WebhookViews.Of(changed.Value);
    }
}
