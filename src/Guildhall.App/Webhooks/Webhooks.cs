using System.Text.Json.Nodes;
using Guildhall.App.Calls;
using Guildhall.App.Cloud.Outbound;
using Guildhall.App.Events;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Webhooks;

/// <summary>A webhook with its secret, which is shown this once.</summary>
/// <param name="Secret">Null when another is in force by now.</param>
public sealed record WebhookWithSecret(WebhookView Webhook, Secret? Secret);

/// <summary>Making, editing, pausing and removing webhooks, and changing their secrets. private-marketplace.md 9.3.</summary>
public sealed class Webhooks
{
    private const int MostOfOne = 50;
    /// <summary>So long the secret before the last change signs too.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    private static readonly Problem Stale = Problem.Conflict(LinkRows.StaleCode, "Somebody else has changed the webhook meanwhile. Look at it again, then repeat your change.");

    private readonly Writer _writer;
    private readonly WebhookQueries _queries;
    private readonly WebhookSecrets _secrets;
    private readonly OutboundSettings _ways;
    private readonly IdSource _ids;

    internal Webhooks(Writer writer, WebhookQueries queries, WebhookSecrets secrets, OutboundSettings ways, IdSource ids) =>
        (_writer, _queries, _secrets, _ways, _ids) = (writer, queries, secrets, ways, ids);

    /// <summary>
    /// A new webhook of an organization: it gets what happens from now on. Refused: everything wrong with the form, an experience that the organization does
    /// not have, a name that another has, more than 50.
    /// </summary>
    public async Task<Result<WebhookWithSecret>> AddAsync(string tenant, WebhookForm form, ActOrigin origin, CancellationToken cancellation)
    {
        if (form.Faults(_ways) is { IsEmpty: false } problems) return problems;
        var id = _ids.Named("webhook-");
        var secret = _secrets.Make();
        return await _writer.WriteAsync<Result<WebhookWithSecret>>(
            scope =>
            {
                if (ClientKeys.Refusal(scope, origin) is { } used) return used;
                if (Refusal(scope, tenant, form, null) is { } refusal) return refusal;
                if (scope.Db.Webhooks.Count(w => w.TenantId == tenant) >= MostOfOne) return Problem.Limit($"An organization has at most {MostOfOne} webhooks.");
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
                ClientKeys.Stage(scope, origin, id);
                Audit(scope, "CreateWebhook", origin, row);
                return new WebhookWithSecret(WebhookViews.Of(row), secret);
            },
            cancellation);
    }

    /// <summary>The webhook that a call made which is sent again, with the secret it was made with: the answer that told it was lost. Not found when it is out of reach.</summary>
    public async Task<Result<WebhookWithSecret>> AgainAsync(NotificationReach reach, string id, CancellationToken cancellation)
    {
        var found = await _queries.FindAsync(reach, id, cancellation);
        if (found.Refused) return found.Problems;
        return await _queries.RowAsync(reach, id, cancellation) is { } row ? new WebhookWithSecret(found.Value, _secrets.First(row)) : WebhookQueries.Missing;
    }

    /// <summary>
    /// Another name, address or choice of events; what waits goes to the new address, beginning at once. The secret stays. Refused: not found, <c>STALE</c>,
    /// and what <see cref="AddAsync"/> refuses.
    /// </summary>
    /// <param name="change">The webhook as it is to be, from what it is.</param>
    /// <param name="version">The <see cref="WebhookView.Version"/> that was seen; null for whoever does not mind.</param>
    public Task<Result<WebhookView>> EditAsync(NotificationReach reach, string id, Func<WebhookForm, WebhookForm> change, long? version, ActOrigin origin, CancellationToken cancellation) =>
        WriteAsync(reach, id, (scope, row) => Edit(scope, row, change, version, origin), cancellation);

    /// <summary>Forgets the webhook and everything on its way to it.</summary>
    public Task<Result<WebhookView>> RemoveAsync(NotificationReach reach, string id, ActOrigin origin, CancellationToken cancellation) => ChangeAsync(reach, id, "DeleteWebhook", origin, (db, _, row) =>
    {
        db.DeliveryLanes.Where(l => l.WebhookId == id).ExecuteDelete();
        db.Deliveries.Where(d => d.WebhookId == id).ExecuteDelete();
        db.Remove(row);
    }, cancellation);

    /// <summary>Nothing is sent until <see cref="ResumeAsync"/>; what happens meanwhile waits.</summary>
    public Task<Result<WebhookView>> PauseAsync(NotificationReach reach, string id, ActOrigin origin, CancellationToken cancellation) => ChangeAsync(reach, id, "PauseWebhook", origin, (_, _, row) =>
        (row.State, row.PausedBecause) = (WebhookState.Paused, null), cancellation);

    /// <summary>Sends what waits, beginning at once.</summary>
    public Task<Result<WebhookView>> ResumeAsync(NotificationReach reach, string id, ActOrigin origin, CancellationToken cancellation) => ChangeAsync(reach, id, "ResumeWebhook", origin, (db, scope, row) =>
    {
        (row.State, row.PausedBecause, row.FailingSince) = (WebhookState.Active, null, null);
        BeginAnew(db, id, scope.Now);
    }, cancellation);

    /// <summary>Another secret; the one before it signs too for a day.</summary>
    public async Task<Result<WebhookWithSecret>> RotateAsync(NotificationReach reach, string id, ActOrigin origin, CancellationToken cancellation)
    {
        var secret = _secrets.Make();
        var changed = await ChangeAsync(reach, id, "RotateWebhookSecret", origin, (_, scope, row) =>
        {
            (row.FormerEncryptedSecret, row.FormerUntil) = (row.EncryptedSecret, scope.Now + Overlap);
            row.EncryptedSecret = _secrets.Seal(id, secret);
        }, cancellation);
        return changed.Refused ? changed.Problems : new WebhookWithSecret(changed.Value, secret);
    }

    internal static void Audit(WriteScope scope, string name, ActOrigin origin, WebhookRow row)
    {
        var parameters = Told(WebhookForm.Of(row));
        parameters.Insert(0, "webhookId", row.Id);
        scope.Add(PersonAudit.Of(name, origin with { Tenant = row.TenantId }, scope.Now, parameters));
    }

    private static JsonObject Told(WebhookForm form) => new()
    {
        ["name"] = form.Name,
        ["url"] = form.Url,
        ["events"] = new JsonArray([.. form.Choice.Types.Select(t => (JsonNode)t)]),
        ["experienceId"] = form.Choice.Experience,
    };

    private Problem? Edit(WriteScope scope, WebhookRow row, Func<WebhookForm, WebhookForm> change, long? version, ActOrigin origin)
    {
        if (version is { } seen && seen != row.Version) return Stale;
        var before = WebhookForm.Of(row);
        var after = change(before);
        if (after.Faults(_ways) is [var fault, ..]) return fault;
        if (Refusal(scope, row.TenantId, after, row.Id) is { } refusal) return refusal;
        var (was, now) = (Told(before), Told(after));
        if (JsonNode.DeepEquals(was, now)) return null;
        scope.Add(PersonAudit.Of("EditWebhook", origin with { Tenant = row.TenantId }, scope.Now, new JsonObject { ["webhookId"] = row.Id, ["before"] = was, ["after"] = now }));
        Change(scope, row, origin, db =>
        {
            after.Write(row);
            if (before.Url == after.Url) return;
            // What the former receiver did not take says nothing of this one.
            (row.FailingSince, row.LastProblem) = (null, null);
            BeginAnew(db, row.Id, scope.Now);
        });
        return null;
    }

    /// <summary>Stages a change of a person's: the version moves.</summary>
    private static void Change(WriteScope scope, WebhookRow row, ActOrigin origin, Action<GuildhallDb> change) => scope.Stage(db =>
    {
        change(db);
        row.Version++;
        (row.UpdatedAt, row.UpdatedBy) = (scope.Now, origin.Who);
    });

    /// <summary>What waits is tried at once, and as long as something new.</summary>
    private static void BeginAnew(GuildhallDb db, string id, DateTimeOffset now) =>
        db.Deliveries.Where(d => d.WebhookId == id && d.State == DeliveryState.Waiting).ExecuteUpdate(d => d
            .SetProperty(x => x.Due, now).SetProperty(x => x.Attempts, 0).SetProperty(x => x.FirstAt, (DateTimeOffset?)null).SetProperty(x => x.Fence, x => x.Fence + 1));

    /// <param name="own">The webhook that is edited: its name is its own.</param>
    private static Problem? Refusal(WriteScope scope, string tenant, WebhookForm form, string? own)
    {
        if (scope.State(new TenantId(tenant)) is not { } state) return Problem.NotFound("There is no such organization.");
        if (form.Choice.Unknown(state.Marketplace) is { } unknown) return unknown;
        return scope.Db.Webhooks.Any(w => w.TenantId == tenant && w.Name == form.Name && w.Id != own) ? Problem.Malformed($"Another webhook is called \"{form.Name}\".", "name") : null;
    }

    private Task<Result<WebhookView>> ChangeAsync(NotificationReach reach, string id, string name, ActOrigin origin, Action<GuildhallDb, WriteScope, WebhookRow> change, CancellationToken cancellation) =>
        WriteAsync(reach, id, (scope, row) =>
        {
            Audit(scope, name, origin, row);
            Change(scope, row, origin, db => change(db, scope, row));
            return null;
        }, cancellation);

    /// <summary>Answers the webhook as it is afterwards, or as it was when it is gone; not found when it is out of reach.</summary>
    /// <param name="act">Answers why it is not done.</param>
    private async Task<Result<WebhookView>> WriteAsync(NotificationReach reach, string id, Func<WriteScope, WebhookRow, Problem?> act, CancellationToken cancellation)
    {
        var changed = await _writer.WriteAsync<Result<WebhookRow>>(
            scope =>
            {
                if (scope.Db.Webhooks.Find(id) is not { } row || !reach.Covers(row.TenantId)) return WebhookQueries.Missing;
                return act(scope, row) is { } problem ? problem : row;
            },
            cancellation);
        if (changed.Refused) return changed.Problems;
        var found = await _queries.FindAsync(reach, id, CancellationToken.None);
        return found.Refused ? WebhookViews.Of(changed.Value) : found;
    }
}
