using Guildhall.App.Governance;
using Guildhall.App.Store.Plain;
using Guildhall.Domain;
using Microsoft.Extensions.Logging;

namespace Guildhall.App.Store;

/// <summary>Decides a batch of writes in one transaction and commits it; the only place that opens a transaction for tenants' state.</summary>
internal sealed class CommitBatch(Database database, Marketplaces marketplaces, TimeProvider clock, ILogger log) : IDisposable
{
    private readonly WriterConnection _connection = new(database);

    public long Commits { get; private set; }

    public long Versions { get; private set; }

    /// <summary>Ends every write, with its answer or its exception. Returns the outage when that is why they ended; null otherwise.</summary>
    public StoreUnavailableException? Commit(IReadOnlyList<Write> writes)
    {
        try
        {
            CommitOrRetry(writes);
            return null;
        }
        catch (Exception exception) when (StoreUnavailableException.Of(exception) is { } unavailable)
        {
            log.LogError(exception, "The database did not take {Count} writes", writes.Count);
            foreach (var write in writes) write.Fail(unavailable);
            return unavailable;
        }
        catch (Exception exception) when (writes.Count == 1)
        {
            log.LogError(exception, "A write could not be staged");
            writes[0].Fail(exception);
            return null;
        }
        catch (Exception exception)
        {
            // One of them staged what cannot be written: alone, only that one fails.
            log.LogWarning(exception, "Deciding {Count} writes again, one by one", writes.Count);
            StoreUnavailableException? outage = null;
            foreach (var write in writes) outage = Commit([write]) ?? outage;
            return outage;
        }
    }

    public void Dispose() => _connection.Dispose();

    private void CommitOrRetry(IReadOnlyList<Write> writes)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                CommitOnce(writes);
                return;
            }
            catch (Exception exception) when (tried < Race.Tries && DatabaseFailure.IsRace(exception))
            {
                log.LogInformation("Another process was faster ({Reason}); deciding again", exception.Message);
                StateLoader.CatchUp(database, marketplaces);
            }
        }
    }

    private void CommitOnce(IReadOnlyList<Write> writes)
    {
        using var transaction = _connection.Begin();
        var committed = new CommittedStates(marketplaces);
        var states = new Dictionary<TenantId, TenantState>();
        var decided = new List<Write>(writes.Count);
        var changed = false;
        foreach (var write in writes)
        {
            if (Decide(write, new WriteScope(transaction, committed, states, clock.GetUtcNow()), out var staged)) decided.Add(write);
            changed |= staged;
        }

        if (changed) Save(transaction, committed, states);
        else transaction.Leave();
        foreach (var state in states.Values) marketplaces.Publish(state);
        foreach (var write in decided) write.Done();
    }

    private void Save(WriteTransaction transaction, CommittedStates committed, Dictionary<TenantId, TenantState> states)
    {
        // Always in the same order, or two processes would wait for each other.
        foreach (var tenant in states.Keys.Union(committed.Held).OrderBy(t => t.Value, StringComparer.Ordinal))
        {
            if (states.TryGetValue(tenant, out var state)) transaction.MoveVersion(tenant, state.Version);
            else transaction.HoldVersion(tenant, committed.Of(tenant)!.Version);
        }

        Fault.Point("writer.before-save");
        transaction.Save();
        Fault.Point("writer.before-commit");
        transaction.Commit();
        Fault.Point("writer.after-commit");
        Commits++;
        Versions += states.Count;
    }

    /// <summary>A deciding function that throws is a bug of that write alone: the others go on.</summary>
    private static bool Decide(Write write, WriteScope scope, out bool staged)
    {
        staged = false;
        try
        {
            write.Decide(scope);
        }
        catch (Exception exception) when (!DatabaseFailure.IsIn(exception))
        {
            write.Fail(exception);
            return false;
        }

        staged = !scope.IsEmpty;
        scope.Accept();
        return true;
    }
}
