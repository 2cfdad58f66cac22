using System.Data.Common;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Guildhall.App.Store;

/// <summary>Decides a batch of writes on one context and commits it; the only place that opens a transaction for tenants' state.</summary>
internal sealed class CommitBatch(Database database, Marketplaces marketplaces, TimeProvider clock, ILogger log)
{
    private const int Tries = 5;

    public long Commits { get; private set; }

    /// <summary>Ends every write, with its answer or its exception.</summary>
    public void Commit(IReadOnlyList<Write> writes)
    {
        try
        {
            CommitOrRetry(writes);
        }
        catch (Exception exception) when (exception is DbException or DbUpdateException)
        {
            log.LogError(exception, "The database did not take {Count} writes", writes.Count);
            var unavailable = new StoreUnavailableException("The database is not available; try again.", exception);
            foreach (var write in writes) write.Fail(unavailable);
        }
    }

    private void CommitOrRetry(IReadOnlyList<Write> writes)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                CommitOnce(writes);
                return;
            }
            catch (Exception exception) when (tried < Tries && IsRace(exception))
            {
                log.LogInformation("Another process was faster ({Reason}); deciding again", exception.Message);
                StateLoader.CatchUp(database, marketplaces);
            }
        }
    }

    private void CommitOnce(IReadOnlyList<Write> writes)
    {
        using var db = database.Open();
        using var transaction = db.Database.BeginTransaction();
        var states = new Dictionary<TenantId, TenantState>();
        var decided = new List<Write>(writes.Count);
        var changed = false;
        foreach (var write in writes)
        {
            if (Decide(write, new WriteScope(db, marketplaces, states, clock.GetUtcNow()), out var staged)) decided.Add(write);
            changed |= staged;
        }

        if (changed)
        {
            foreach (var state in states.Values) MoveVersion(db, state);
            db.SaveChanges();
            Fault.Point("writer.before-commit");
            transaction.Commit();
            Fault.Point("writer.after-commit");
            Commits++;
        }

        foreach (var state in states.Values) marketplaces.Publish(state);
        foreach (var write in decided) write.Done();
    }

    /// <summary>A deciding function that throws is a bug of that write alone: the others go on.</summary>
    private static bool Decide(Write write, WriteScope scope, out bool staged)
    {
        staged = false;
        try
        {
            write.Decide(scope);
        }
        catch (Exception exception) when (exception is not DbException)
        {
            write.Fail(exception);
            return false;
        }

        staged = !scope.IsEmpty;
        scope.Accept();
        return true;
    }

    private static void MoveVersion(GuildhallDb db, TenantState state)
    {
        // The row of a new tenant is inserted with version 1; its key settles the race.
        if (state.Version == 1) return;
        var (id, version) = (state.Tenant.Value, state.Version);
        var moved = db.Tenants.Where(t => t.Id == id && t.Version == version - 1).ExecuteUpdate(t => t.SetProperty(x => x.Version, version));
        if (moved == 0) throw new DbUpdateConcurrencyException($"tenant {id} is no longer at version {version - 1}");
    }

    private static bool IsRace(Exception exception) =>
        exception is DbUpdateConcurrencyException || SqlState(exception) is "40001" or "40P01" or "23505";

    private static string? SqlState(Exception? exception) => (exception as DbException ?? exception?.InnerException as DbException)?.SqlState;
}
