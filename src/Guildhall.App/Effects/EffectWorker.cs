using Guildhall.App.Cloud;
using Guildhall.App.Linking;
using Guildhall.App.Organizations;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.App.Upkeep;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Guildhall.App.Effects;

/// <summary>
/// Brings intended effects about: several at once, those of one subject one after another, each by one process at a time. What fails on the way is tried
/// again by the outcome of its kind; a stop or a crash loses nothing.
/// </summary>
public sealed class EffectWorker : IDisposable
{
    /// <summary>Entries worked on at the same time; the pace of each link is kept by its connection.</summary>
    private const int AtOnce = 8;

    /// <summary>Entries of other processes are seen so soon at least.</summary>
    private static readonly TimeSpan LookAround = TimeSpan.FromSeconds(1);

    /// <summary>Until somebody who waits looks again at what another process does.</summary>
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    /// <summary>Until an entry of a paused link is looked at again; resuming wakes it sooner.</summary>
    private static readonly TimeSpan WhilePaused = TimeSpan.FromMinutes(5);

    private static readonly CloudProblem Paused =
        new(CloudTrouble.Busy, LinkStates.PausedCode, "The organization is paused.", "It goes on when the organization is resumed.");

    private readonly WorkUnderWay<string> _running = new();
    private readonly Turns _turns;
    private readonly Dictionary<string, Effect> _effects;
    private readonly EffectLedger _ledger;
    private readonly Database _database;
    private readonly AwsConnections _connections;
    private readonly TimeProvider _clock;
    private readonly ILogger<EffectWorker> _log;

    public EffectWorker(Database database, Writer writer, AwsConnections connections, IEnumerable<Effect> effects, TimeProvider clock, ILogger<EffectWorker> log)
    {
        (_database, _connections, _clock, _log) = (database, connections, clock, log);
        _ledger = new EffectLedger(database, writer, clock);
        _turns = new Turns(LookAround, clock, log);
        _effects = effects.ToDictionary(e => e.Kind, StringComparer.Ordinal);
    }

    /// <summary>How many entries this process is working on right now.</summary>
    internal int UnderWay => _running.Count;

    /// <summary>Looks at once instead of within a second: after entries were written.</summary>
    public void Wake() => _turns.Wake();

    /// <summary>Takes all entries from processes that are gone: for the only server of a database, at its start.</summary>
    public void DropLeases() => _ledger.DropLeases();

    /// <summary>Works until cancelled, then lets go: what was begun stays recorded and is taken up again.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await _turns.RunAsync(() => BeginDue(cancellation), "Effects on AWS cannot be looked for right now", cancellation);
        await _running.EndedAsync();
    }

    /// <summary>
    /// Works in a process without background loops until <paramref name="ended"/> says so; then begins nothing more and waits for what was begun, so that no
    /// call is cut off.
    /// </summary>
    public async Task RunUntilAsync(Func<CancellationToken, Task<bool>> ended, CancellationToken cancellation)
    {
        try
        {
            while (!await ended(cancellation))
            {
                BeginDue(CancellationToken.None);
                await Task.Delay(LookAround / 4, _clock, cancellation);
            }
        }
        finally
        {
            await _running.EndedAsync();
        }
    }

    /// <summary>
    /// Works on one subject until nothing of it is to be done now: all is done, something needs a person, waits for AWS longer than
    /// <paramref name="patience"/>, or another process has it so long. For whoever waits, with or without the loop.
    /// </summary>
    public async Task RunSubjectAsync(string subject, TimeSpan patience, CancellationToken cancellation)
    {
        for (var began = _clock.GetTimestamp(); ;)
        {
            if (_ledger.NextOf(subject) is not { } next) return;
            var pause = next.Due - _clock.GetUtcNow();
            if (pause <= TimeSpan.Zero && await _ledger.ClaimAsync(next.Id, cancellation) is { } entry)
            {
                began = _clock.GetTimestamp();
                await AttemptAsync(entry, cancellation);
                continue;
            }

            if (pause > patience || _clock.GetElapsedTime(began) > patience) return;
            await Task.Delay(pause > Glance ? pause : Glance, _clock, cancellation);
        }
    }

    public void Dispose() => _turns.Dispose();

    private void BeginDue(CancellationToken cancellation)
    {
        if (_running.Count >= AtOnce) return;
        var due = _ledger.Due().Where(id => !_running.Has(id)).Take(AtOnce - _running.Count).ToList();
        foreach (var id in due) _running.Begin(id, () => RunToEndAsync(id, cancellation), Wake);
    }

    private async Task RunToEndAsync(string id, CancellationToken cancellation)
    {
        try
        {
            if (await _ledger.ClaimAsync(id, cancellation) is { } entry) await AttemptAsync(entry, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // It stays CALLING and is taken up at the next start.
        }
        catch (Exception exception)
        {
            // The outermost frame of a task that nobody waits for: the entry keeps its lease and is taken up when that is over.
            _log.LogError(exception, "Effect {Id} waits for the database", id);
        }
    }

    private async Task AttemptAsync(EffectRow entry, CancellationToken cancellation)
    {
        Fault.Point($"{entry.Kind}.begun");
        await using var lease = new KeptLease(stopping => _ledger.RenewAsync(entry, stopping), EffectLedger.Lease / 4, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lease.Lost);
        try
        {
            var outcome = await OutcomeAsync(entry, either.Token);
            Fault.Point($"{entry.Kind}.called");
            if (await EndAsync(entry, outcome)) Fault.Point($"{entry.Kind}.ended");
        }
        catch (OperationCanceledException) when (lease.Lost.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            // Another process has it.
        }
    }

    /// <summary>An outcome that cannot be written is a bug as one that cannot be reached; a database that is away or raced is none.</summary>
    private async Task<bool> EndAsync(EffectRow entry, EffectOutcome outcome)
    {
        try
        {
            return await _ledger.EndAsync(entry, outcome);
        }
        catch (Exception exception) when (IsBug(exception))
        {
            return await _ledger.EndAsync(entry, Stopped(entry, exception));
        }
    }

    private async Task<EffectOutcome> OutcomeAsync(EffectRow entry, CancellationToken cancellation)
    {
        try
        {
            var link = await LinkAsync(entry.LinkId, cancellation);
            if (link is null or { State: LinkStates.Removed }) return new EffectOutcome.Failed(Problem.NotFound("The organization's link was removed.")) { Held = true };
            if (link.State == LinkStates.Paused) return new EffectOutcome.Later(WhilePaused) { Problem = Paused, Held = true };
            var connection = _connections.Of(link);
            if (connection.Refused) return CredentialsNeeded(connection.Problems[0]);
            return await _effects[entry.Kind].RunAsync(new EffectTurn(entry, link, connection.Value), cancellation);
        }
        catch (Exception exception) when (IsBug(exception))
        {
            return Stopped(entry, exception);
        }
    }

    private static bool IsBug(Exception exception) => exception is not OperationCanceledException && StoreUnavailableException.Of(exception) is null;

    /// <summary>A bug of ours must not be repeated on somebody's AWS.</summary>
    private EffectOutcome.NeedsReview Stopped(EffectRow entry, Exception exception)
    {
        _log.LogError(exception, "Effect {Id} ({Kind}) stopped", entry.Id, entry.Kind);
        return new EffectOutcome.NeedsReview(Problem.Conflict("SERVER_FAULT", "An internal error stopped this step. Look at AWS, then try it again."));
    }

    /// <summary>Goes on with the next key that is given (F-15, F-71).</summary>
    private static EffectOutcome.Later CredentialsNeeded(Problem problem) =>
        new(TimeSpan.FromMinutes(1)) { Problem = new CloudProblem(CloudTrouble.Credentials, problem.Code, problem.Message, "Enter the key of the link again."), Held = true };

    private async Task<LinkRow?> LinkAsync(string id, CancellationToken cancellation)
    {
        await using var db = _database.Open();
        return await db.Links.AsNoTracking().FirstOrDefaultAsync(l => l.Id == id, cancellation);
    }
}
