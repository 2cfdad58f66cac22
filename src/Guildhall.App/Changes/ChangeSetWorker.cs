using System.Collections.Concurrent;
using Guildhall.App.Access;
using Guildhall.App.Audit;
using Guildhall.App.Events;
using Guildhall.App.Experiences.Logos;
using Guildhall.App.Store;
using Guildhall.App.Store.Plain;
using Guildhall.App.Store.Rows;
using Guildhall.App.Upkeep;
using Guildhall.Domain;
using Guildhall.Domain.Changes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Guildhall.App.Changes;

/// <summary>
/// Takes accepted sets to their end: those of this process at once, those that a process left behind after their lease. security.md 6.2.
/// Running a set twice is harmless: the second finds it ended.
/// </summary>
/// <param name="findCaller">The caller behind a credential (access key or person) for an account, with the rights of now; null when there is none.</param>
public sealed class ChangeSetWorker(Database database, Writer writer, Func<string, AccountId, Caller?> findCaller, LogoCopies logos, RunSettings settings, TimeProvider clock, ILogger<ChangeSetWorker> log)
    : IDisposable
{
    private const string LeftBehindSets = """SELECT "Id" FROM "ChangeSets" WHERE "Status" = @preparing AND ("LeaseUntil" < @before OR "StartTime" > @future)""";

    /// <summary>A set of a time further ahead was started before the clock was set back: its lease says nothing (F-30, F-31).</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LookAround = TimeSpan.FromSeconds(5);

    private readonly WorkUnderWay<ChangeSetId> _running = new();

    /// <summary>Sets of this process that the database did not let end.</summary>
    private readonly ConcurrentQueue<ChangeSetId> _waiting = new();

    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Runs a set in the background, unless this process does so already.</summary>
    public void Take(ChangeSetId id) => Take(id, stored: null);

    /// <param name="stored">The set as it was just stored; null when it must be read.</param>
    internal void Take(ChangeSetId id, ChangeSetRow? stored) => _running.Begin(id, () => RunToEndAsync(id, stored));

    /// <summary>
    /// Takes the sets that nobody works on: with <paramref name="everything"/> all that have not ended (at the start of the only process),
    /// otherwise those whose lease is over. Returns how many.
    /// </summary>
    public int TakeLeftBehind(bool everything)
    {
        var left = LeftBehind(everything ? DateTimeOffset.MaxValue : clock.GetUtcNow());
        if (left.Count > 0) Fault.Point("changeset.left-behind");
        foreach (var id in left) Take(id);
        return left.Count;
    }

    /// <summary>Looks every few seconds for sets that another process left behind, until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var turns = new Turns(LookAround, clock, log);
        await turns.PauseAsync(cancellation);
        await turns.RunAsync(TakeAll, "Sets left behind cannot be looked for right now", cancellation);

        void TakeAll()
        {
            TakeLeftBehind(everything: false);
            while (_waiting.TryDequeue(out var id)) Take(id);
        }
    }

    /// <summary>Waits until the sets taken so far have ended.</summary>
    public Task DrainAsync() => _running.EndedAsync();

    /// <summary>
    /// Ends what is being applied and leaves alone what still waits in PREPARING: a stop takes seconds, whatever the configured delay (contract.md 1),
    /// and such a set is taken up at the next start or by another process.
    /// </summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await DrainAsync();
    }

    /// <summary>After <see cref="StopAsync"/>.</summary>
    public void Dispose() => _stopping.Dispose();

    private async Task RunToEndAsync(ChangeSetId id, ChangeSetRow? stored)
    {
        try
        {
            await RunOrFaultAsync(id, stored);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // It stays PREPARING and is taken up at the next start.
        }
        catch (Exception exception)
        {
            // It stays PREPARING and is taken up again.
            _waiting.Enqueue(id);
            log.LogWarning(exception, "Change set {Id} waits for the database", id);
        }
    }

    private async Task RunOrFaultAsync(ChangeSetId id, ChangeSetRow? stored)
    {
        try
        {
            await RunAsync(id, stored ?? await ReadAsync(id));
        }
        catch (Exception exception) when (!_stopping.IsCancellationRequested && StoreUnavailableException.Of(exception) is null)
        {
            // What the database refuses for good is a bug like any other: only an outage is worth waiting for.
            log.LogError(exception, "Change set {Id} could not be run", id);
            await writer.WriteAsync(new FaultedChangeSet(id).Decide, CancellationToken.None);
        }
    }

    private async Task RunAsync(ChangeSetId id, ChangeSetRow set)
    {
        if (set.NotBefore - clock.GetUtcNow() is { Ticks: > 0 } wait)
        {
            // Never longer than it was to wait at first, though the clock was set back (F-31).
            var most = set.NotBefore - set.StartTime;
            await Task.Delay(wait < most ? wait : most, clock, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_stopping.IsCancellationRequested) return;
        }

        var changes = StoredChanges.Read(set.Changes).Select(c => ChangeDetails.Read(ChangeTypes.Find(c.ChangeType)!, c.Details).Value);
        var copies = await logos.CopyAsync(changes, _stopping.Token);
        Fault.Point("changeset.before-apply");
        var caller = set.AccessKeyId is { } credential ? findCaller(credential, new AccountId(set.Account)) : null;
        await writer.WriteAsync(new ApplyChangeSet(id, caller, settings, copies).Decide, CancellationToken.None);
        Fault.Point("changeset.applied");
    }

    private List<ChangeSetId> LeftBehind(DateTimeOffset before)
    {
        using var reading = new PlainReading(database);
        return [.. reading.Rows(LeftBehindSets, ("preparing", (short)ChangeSetStatus.Preparing), ("before", before.UtcTicks), ("future", (clock.GetUtcNow() + ClockDifference).UtcTicks)).Select(row => new ChangeSetId(row.GetString(0)))];
    }

    private async Task<ChangeSetRow> ReadAsync(ChangeSetId id)
    {
        await using var db = database.Open();
        return await db.ChangeSets.AsNoTracking().SingleAsync(s => s.Id == id.Value);
    }
}

/// <summary>Ends a set that a bug of ours stopped: FAILED with <c>SERVER_FAULT</c>, nothing applied.</summary>
internal sealed record FaultedChangeSet(ChangeSetId Id)
{
    public bool Decide(WriteScope scope)
    {
        if (scope.FindChangeSet(Id.Value) is not { Status: ChangeSetStatus.Preparing } set) return false;
        if (scope.State(new TenantId(set.TenantId)) is not { } state) return false;
        scope.Write(rows =>
        {
            (set.Status, set.EndTime, set.FailureCode) = (ChangeSetStatus.Failed, scope.Now, "SERVER_FAULT");
            set.FailureDescription = "An internal error stopped this change set; nothing of it was applied. Start it again.";
            ChangeSetTable.End(rows, set);
            ChangeSetLocks.Release(rows, set);
            rows.InsertAll(EventRows.OfChangeSet(set, StoredChanges.EntitiesIn(set.Changes)));
            rows.Insert(AuditRecords.OfChangeSet(set, state.Marketplace, applied: null));
        });
        scope.Put(ChangeSetLocks.Released(state, Id));
        return true;
    }
}
