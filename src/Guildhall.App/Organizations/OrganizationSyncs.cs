using Guildhall.App.Changes;
using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Identity;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Governance;
using Guildhall.App.Linking;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;

namespace Guildhall.App.Organizations;

/// <summary>What one sync did, as one sentence, and whether anything is different now.</summary>
public sealed record SyncReport(bool Changed, string Message);

/// <summary>How a link is to be read.</summary>
/// <param name="Afresh">From the beginning: what an earlier reading that stopped has found does not count.</param>
/// <param name="AcceptLoss">Afresh, and the loss of more than half of the accounts is believed once each of them was asked for (security.md 6.4).</param>
public readonly record struct SyncWish(bool Afresh = false, bool AcceptLoss = false);

/// <summary>Reads linked organizations and makes complete readings count. A reading that stops half-way changes nothing and is taken up again.</summary>
public sealed partial class OrganizationSyncs(
    Database database, Marketplaces marketplaces, Writer writer, AwsConnections connections, RunSettings settings, ReadingOptions options, TimeProvider clock)
{
    private const string DueLinks = """
        SELECT "Id" FROM "Links" WHERE ("State" = @active OR ("State" IN (@degraded, @paused) AND "TenantId" IS NOT NULL)) AND ("LeaseUntil" < @now OR "LeaseUntil" > @impossible)
        AND ("LastSync" IS NULL OR "LastSync" <= @before OR "LastSync" > @future)
        """;

    /// <summary>The code of a sync that is refused because there is one.</summary>
    public const string RunningCode = "SYNC_RUNNING";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(250);

    /// <summary>As far as the clocks of two servers may differ.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromSeconds(10);

    private static readonly Problem Running = Problem.Conflict(RunningCode, "There is no such link, or it is being synced by somebody else right now.");

    internal LinkLeases Leases { get; } = new(database, clock);

    /// <summary>
    /// Syncs one link now. Refused: the link does not exist, another process is syncing it (<c>SYNC_RUNNING</c>), AWS did not let the reading end, the
    /// picture cannot be right.
    /// </summary>
    public async Task<Result<SyncReport>> SyncAsync(string linkId, CancellationToken cancellation) =>
        await Leases.ClaimAsync(linkId, cancellation) is { } lease ? await SyncAsync(lease, default, cancellation) : Running;

    /// <summary>
    /// Syncs one link, after the sync that is running if there is one: waits at most as long as a process that died may hold the link. Refused as
    /// <see cref="SyncAsync(string, CancellationToken)"/>.
    /// </summary>
    public async Task<Result<SyncReport>> SyncInTurnAsync(string linkId, SyncWish wish, CancellationToken cancellation) =>
        await ClaimInTurnAsync(linkId, LinkLeases.Length + Patience, cancellation) is { } lease ? await SyncAsync(lease, wish, cancellation) : Running;

    /// <summary>
    /// Syncs one link now from the beginning, because something was changed on AWS that a reading begun earlier may have missed; waits some seconds for a
    /// sync that is running, and then takes its place. Refused as <see cref="SyncAsync(string, CancellationToken)"/>.
    /// </summary>
    public async Task<Result<SyncReport>> SyncAfreshAsync(string linkId, CancellationToken cancellation)
    {
        var lease = await ClaimInTurnAsync(linkId, Patience, cancellation) ?? await Leases.TakeOverAsync(linkId, cancellation);
        return lease is null ? Running : await SyncAsync(lease, new SyncWish(Afresh: true), cancellation);
    }

    /// <summary>The links whose last sync is longer ago than <paramref name="interval"/>, or in a future that was not yet when the clock was set back (F-31).</summary>
    public IReadOnlyList<string> Due(TimeSpan interval)
    {
        using var reading = new PlainReading(database);
        var now = clock.GetUtcNow();
        return
        [
            .. reading.Rows(
                DueLinks,
                ("active", LinkStates.Active),
                ("degraded", LinkStates.Degraded),
                ("paused", LinkStates.Paused),
                ("now", now.UtcTicks),
                ("impossible", (now + (2 * LinkLeases.Length)).UtcTicks),
                ("before", (now - interval).UtcTicks),
                ("future", (now + ClockDifference).UtcTicks)).Select(row => row.GetString(0)),
        ];
    }

    /// <summary>Takes all links from processes that are gone: for the only server of a database, at its start.</summary>
    public void DropLeases() => Leases.DropAll();

    /// <summary>Syncs under a lease, and gives it back however that ends.</summary>
    internal async Task<Result<SyncReport>> SyncAsync(LinkLease lease, SyncWish wish, CancellationToken cancellation)
    {
        await using var held = lease;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lease.Lost);
        try
        {
            var synced = await RunAsync(lease, wish, either.Token);
            await EndAsync(lease, synced);
            if (lease.Lost.IsCancellationRequested) return Running;
            return synced.Refused ? synced.Problems : synced.Value.Report;
        }
        catch (OperationCanceledException) when (lease.Lost.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return Running;
        }
    }

    private async Task<LinkLease?> ClaimInTurnAsync(string linkId, TimeSpan patience, CancellationToken cancellation)
    {
        for (var began = clock.GetTimestamp(); ; await Task.Delay(Wait, clock, cancellation))
        {
            var lease = await Leases.ClaimAsync(linkId, cancellation);
            if (lease is not null || clock.GetElapsedTime(began) > patience) return lease;
        }
    }

    private async Task<Result<Synced>> RunAsync(LinkLease lease, SyncWish wish, CancellationToken cancellation)
    {
        var connection = connections.Of(lease.Link);
        if (connection.Refused) return connection.Problems;
        return lease.Link.TenantId is { } tenant && marketplaces.Find(new TenantId(tenant)) is { Marketplace.Organization.IsStandalone: true }
            ? await StandaloneAsync(lease.Link, connection.Value, cancellation)
            : await ReadAsync(lease, connection.Value, wish, cancellation);
    }

    private async Task<Result<Synced>> ReadAsync(LinkLease lease, AwsConnection connection, SyncWish wish, CancellationToken cancellation)
    {
        var reader = new OrganizationReader(new OrganizationsClient(connection), new IamClient(connection), options);
        var known = lease.Link.TenantId is { } tenant ? marketplaces.Find(new TenantId(tenant))?.Marketplace.Organization : null;
        var progress = Progress(lease.Link, known, wish);
        var outcome = await reader.ReadAsync(progress, known, lease.SaveAsync, cancellation);
        if (outcome is ReadingOutcome.Stopped stopped)
        {
            if (!stopped.Resumable) await lease.SaveAsync(null, cancellation);
            return stopped.Problem.ToProblem();
        }

        var complete = (ReadingOutcome.Complete)outcome;
        await lease.SaveAsync(null, cancellation);
        var picture = new ApplyPicture(complete.Picture, progress.Started, settings) { AcceptLoss = progress.AcceptLoss };
        var request = settings.Ids.Uuid().ToString();
        var applied = await writer.WriteAsync(scope => lease.CountsIn(scope) ? Apply(scope, lease.Link, picture, request) : new Reconciliation.Fault(Running), cancellation);
        if (applied is Reconciliation.Fault fault) return fault.Problem;
        var changed = applied is Reconciliation.Changed;
        var message = changed ? "The organization has changed and Guildhall follows." : "The organization is as it was.";
        return new Synced(new SyncReport(changed, string.Join(' ', [message, .. complete.NeedsReview])), complete.Picture.OrganizationId.Value, complete.Walked)
        {
            NeedsReview = complete.NeedsReview,
        };
    }

    private static Reconciliation Apply(WriteScope scope, LinkRow link, ApplyPicture picture, string request)
    {
        var result = picture.Decide(scope);
        if (result is not Reconciliation.Fault) MemberReconciliation.Stage(scope, link, picture.Picture, picture.Started, request);
        return result;
    }

    /// <summary>A stand-alone account has no tree to read: it is enough that its key still belongs to it.</summary>
    private static async Task<Result<Synced>> StandaloneAsync(LinkRow link, AwsConnection connection, CancellationToken cancellation)
    {
        var identity = await new StsClient(connection).GetCallerIdentityAsync(cancellation);
        if (!identity.Gave(out var caller, out var problem)) return problem.ToProblem();
        if (caller.Account.Value != link.AccountId) return Problem.Conflict("ACCOUNT_DIFFERS", $"The key belongs to account {caller.Account}, not {link.AccountId}.");
        return new Synced(new SyncReport(false, "The account is as it was."), link.AccountId, Walked: false);
    }

    private ReadingProgress Progress(LinkRow link, Organization? known, SyncWish wish)
    {
        var now = clock.GetUtcNow();
        var saved = wish.Afresh || wish.AcceptLoss || link.SyncProgress is null ? null : ReadingJson.Read(link.SyncProgress);
        if (saved is not null && saved.IsFresh(now, options)) return saved;
        var begun = ReadingProgress.Begin(known, link.LastFullSync, now, options);
        begun.AcceptLoss = wish.AcceptLoss;
        return begun;
    }

    private Task EndAsync(LinkLease lease, Result<Synced> result)
    {
        var (now, problem) = (clock.GetUtcNow(), result.Refused ? result.Problems[0].Message : result.Value.Review);
        return lease.EndAsync(link =>
        {
            link.SetProperty(l => l.LastProblem, problem);
            if (result.Refused) return;
            link.SetProperty(l => l.LastSync, now).SetProperty(l => l.TenantId, result.Value.Tenant);
            if (result.Value.Walked) link.SetProperty(l => l.LastFullSync, now);
        });
    }

    private sealed record Synced(SyncReport Report, string Tenant, bool Walked)
    {
        public IReadOnlyList<string> NeedsReview { get; init; } = [];

        /// <summary>What a person has to look at; null when there is nothing.</summary>
        public string? Review => NeedsReview.Count == 0 ? null : string.Join(' ', NeedsReview);
    }
}
