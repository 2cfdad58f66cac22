using Guildhall.App.Changes;
using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Identity;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Organizations;

/// <summary>What one sync did, as one sentence, and whether anything is different now.</summary>
public sealed record SyncReport(bool Changed, string Message);

/// <summary>Reads linked organizations and makes complete readings count. A reading that stops half-way changes nothing and is taken up again.</summary>
public sealed class OrganizationSyncs(
    Database database, Marketplaces marketplaces, Writer writer, AwsConnections connections, RunSettings settings, ReadingOptions options, TimeProvider clock)
{
    private const string DueLinks = """
        SELECT "Id" FROM "Links" WHERE "State" = @active AND "LeaseUntil" < @now AND ("LastSync" IS NULL OR "LastSync" <= @before)
        """;

    private const string Running = "SYNC_RUNNING";
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Syncs one link now. Refused: the link does not exist, another process is syncing it, AWS did not let the reading end, the picture cannot be right.
    /// </summary>
    public async Task<Result<SyncReport>> SyncAsync(string linkId, CancellationToken cancellation)
    {
        if (await ClaimAsync(linkId, cancellation) is not { } link) return Problem.Conflict(Running, $"There is no link {linkId}, or it is being synced right now.");
        var connection = connections.Of(link);
        var report = connection.Refused ? connection.Problems
            : link.TenantId is not null && marketplaces.Find(new TenantId(link.TenantId)) is { Marketplace.Organization.IsStandalone: true }
                ? await StandaloneAsync(link, connection.Value, cancellation)
                : await ReadAsync(link, connection.Value, cancellation);
        await EndAsync(linkId, report, cancellation);
        return report.Refused ? report.Problems : report.Value.Report;
    }

    /// <summary>
    /// Syncs one link, after the sync that is running if there is one: waits at most as long as a process that died may hold the link. Refused as
    /// <see cref="SyncAsync"/>.
    /// </summary>
    public Task<Result<SyncReport>> SyncInTurnAsync(string linkId, CancellationToken cancellation) =>
        InTurnAsync(() => SyncAsync(linkId, cancellation), Lease + Patience, cancellation);

    /// <summary>
    /// Syncs one link now from the beginning, because something was changed on AWS that a reading begun earlier may have missed; waits some seconds for a
    /// sync that is running. Refused as <see cref="SyncAsync"/>.
    /// </summary>
    public Task<Result<SyncReport>> SyncAfreshAsync(string linkId, CancellationToken cancellation) => InTurnAsync(
        async () =>
        {
            await ForgetAsync(linkId, cancellation);
            return await SyncAsync(linkId, cancellation);
        },
        Patience,
        cancellation);

    /// <summary>The links whose last sync is longer ago than <paramref name="interval"/>.</summary>
    public IReadOnlyList<string> Due(TimeSpan interval)
    {
        using var reading = new PlainReading(database);
        var now = clock.GetUtcNow();
        return [.. reading.Rows(DueLinks, ("active", LinkStates.Active), ("now", now.UtcTicks), ("before", (now - interval).UtcTicks)).Select(row => row.GetString(0))];
    }

    private async Task<Result<SyncReport>> InTurnAsync(Func<Task<Result<SyncReport>>> sync, TimeSpan patience, CancellationToken cancellation)
    {
        for (var began = clock.GetTimestamp(); ; await Task.Delay(Wait, clock, cancellation))
        {
            var synced = await sync();
            if (!synced.Refused || synced.Problems[0].Code != Running || clock.GetElapsedTime(began) > patience) return synced;
        }
    }

    private async Task<Result<Synced>> ReadAsync(LinkRow link, AwsConnection connection, CancellationToken cancellation)
    {
        var reader = new OrganizationReader(new OrganizationsClient(connection), new IamClient(connection), options);
        var known = link.TenantId is null ? null : marketplaces.Find(new TenantId(link.TenantId))?.Marketplace.Organization;
        var outcome = await reader.ReadAsync(Progress(link, known), known, (progress, token) => SaveAsync(link.Id, progress, token), cancellation);
        if (outcome is ReadingOutcome.Stopped stopped)
        {
            if (!stopped.Resumable) await SaveAsync(link.Id, null, cancellation);
            return stopped.Problem.ToProblem();
        }

        var complete = (ReadingOutcome.Complete)outcome;
        await SaveAsync(link.Id, null, cancellation);
        var applied = await writer.WriteAsync(new ApplyPicture(complete.Picture, settings).Decide, cancellation);
        if (applied is Reconciliation.Fault fault) return fault.Problem;
        var changed = applied is Reconciliation.Changed;
        var message = changed ? "The organization has changed and Guildhall follows." : "The organization is as it was.";
        return new Synced(new SyncReport(changed, string.Join(' ', [message, .. complete.NeedsReview])), complete.Picture.OrganizationId.Value, complete.Walked)
        {
            NeedsReview = complete.NeedsReview,
        };
    }

    /// <summary>A stand-alone account has no tree to read: it is enough that its key still belongs to it.</summary>
    private static async Task<Result<Synced>> StandaloneAsync(LinkRow link, AwsConnection connection, CancellationToken cancellation)
    {
        var identity = await new StsClient(connection).GetCallerIdentityAsync(cancellation);
        if (!identity.Gave(out var caller, out var problem)) return problem.ToProblem();
        if (caller.Account.Value != link.AccountId) return Problem.Conflict("ACCOUNT_DIFFERS", $"The key belongs to account {caller.Account}, not {link.AccountId}.");
        return new Synced(new SyncReport(false, "The account is as it was."), link.AccountId, Walked: false);
    }

    private ReadingProgress Progress(LinkRow link, Organization? known)
    {
        var saved = link.SyncProgress is null ? null : ReadingJson.Read(link.SyncProgress);
        return saved is not null && saved.IsFresh(clock.GetUtcNow(), options) ? saved : ReadingProgress.Begin(known, link.LastFullSync, clock.GetUtcNow(), options);
    }

    /// <summary>Takes the link for this process, unless another has it.</summary>
    private async Task<LinkRow?> ClaimAsync(string linkId, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var (now, until) = (clock.GetUtcNow(), clock.GetUtcNow() + Lease);
        var claimed = await db.Links.Where(l => l.Id == linkId && l.LeaseUntil < now).ExecuteUpdateAsync(l => l.SetProperty(x => x.LeaseUntil, until), cancellation);
        return claimed == 0 ? null : await db.Links.AsNoTracking().SingleAsync(l => l.Id == linkId, cancellation);
    }

    /// <summary>Drops a reading that was begun and is not going on.</summary>
    private async Task ForgetAsync(string linkId, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var now = clock.GetUtcNow();
        await db.Links.Where(l => l.Id == linkId && l.LeaseUntil < now).ExecuteUpdateAsync(l => l.SetProperty(x => x.SyncProgress, (string?)null), cancellation);
    }

    private async Task SaveAsync(string linkId, ReadingProgress? progress, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var (json, until) = (progress is null ? null : ReadingJson.Write(progress), clock.GetUtcNow() + Lease);
        await db.Links.Where(l => l.Id == linkId).ExecuteUpdateAsync(l => l.SetProperty(x => x.SyncProgress, json).SetProperty(x => x.LeaseUntil, until), cancellation);
    }

    private async Task EndAsync(string linkId, Result<Synced> result, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var link = await db.Links.SingleAsync(l => l.Id == linkId, cancellation);
        (link.LeaseUntil, link.LastProblem) = (default, result.Refused ? result.Problems[0].Message : result.Value.Review);
        if (!result.Refused)
        {
            link.LastSync = clock.GetUtcNow();
            link.TenantId = result.Value.Tenant;
            if (result.Value.Walked) link.LastFullSync = link.LastSync;
        }

        await db.SaveChangesAsync(cancellation);
    }

    private sealed record Synced(SyncReport Report, string Tenant, bool Walked)
    {
        public IReadOnlyList<string> NeedsReview { get; init; } = [];

        /// <summary>What a person has to look at; null when there is nothing.</summary>
        public string? Review => NeedsReview.Count == 0 ? null : string.Join(' ', NeedsReview);
    }
}
