using System.Text.Json;
using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.Domain;

namespace Guildhall.App.Changes;

/// <summary>
/// Starting and cancelling change sets: the one door through which every change of a private marketplace goes, whoever knocks (API, page, CLI, job).
/// </summary>
public sealed class ChangeSets(Marketplaces marketplaces, Writer writer, ChangeSetWorker worker, IdSource ids, ChangeSetSettings settings)
{
    /// <summary>
    /// Checks, stores and starts a set; answers when it is durable, usually before it has run (private-marketplace.md 2.1). Refusals, in this order:
    /// <c>ACCESS_DENIED</c>, malformed, stale revision or token, not found, in use, too many open; then nothing is stored.
    /// </summary>
    public Task<Result<StartedChangeSet>> StartAsync(Caller caller, ChangeSetDraft draft, string requestId, CancellationToken cancellation) =>
        StartAsync(caller, draft, requestId, static (accept, scope) => accept.Decide(scope), cancellation);

    /// <summary>The same for whoever has something to decide and to write with the acceptance, in its transaction.</summary>
    internal async Task<Result<StartedChangeSet>> StartAsync(
        Caller caller, ChangeSetDraft draft, string requestId, Func<AcceptChangeSet, WriteScope, Result<StartedChangeSet>> decide, CancellationToken cancellation)
    {
        var shape = ChangeSetShape.Check(draft);
        var view = marketplaces.FindTenantOf(caller.Account);
        if (shape.Refused) return shape.Problems;
        var tags = (draft.Tags ?? []).ToDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal);
        var refused = ChangeSetRights.Check(caller, view?.State, shape.Value, draft.Intent ?? "APPLY", tags);
        if (!refused.IsEmpty) return refused.Values.First();
        if (view is null) return Problem.Forbidden($"Account {caller.Account} belongs to no organization or account linked to this marketplace.");

        var accept = new AcceptChangeSet(caller, view.State.Tenant, ids.ChangeSet(), shape.Value, draft, Hash(draft), requestId, settings.Delay);
        Fault.Point("changeset.before-accept");
        var started = await writer.WriteAsync(scope => decide(accept, scope), cancellation);
        Fault.Point("changeset.accepted");
        if (!started.Refused && started.Value.New) worker.Take(started.Value.Id, started.Value.Row);
        return started;
    }

    /// <summary>Cancels a set that is still PREPARING; otherwise <c>in use</c>, or <c>not found</c> when the caller may not see it. private-marketplace.md 2.4.</summary>
    public async Task<Result<StartedChangeSet>> CancelAsync(Caller caller, string changeSetId, CancellationToken cancellation)
    {
        var cancelled = await writer.WriteAsync(new CancelChangeSet(caller, marketplaces, changeSetId).Decide, cancellation);
        Fault.Point("changeset.cancelled");
        return cancelled;
    }

    /// <summary>SHA-256 of the canonical request without its token. private-marketplace.md 2.1.1.</summary>
    private static string Hash(ChangeSetDraft draft) => CanonicalJson.Hash(JsonSerializer.SerializeToElement(draft with { ClientRequestToken = null }));
}

/// <summary>Settings of change sets.</summary>
/// <param name="Delay">How long each set stays PREPARING at least (<c>GUILDHALL_CHANGESET_DELAY</c>), to try cancelling and conflicts.</param>
public sealed record ChangeSetSettings(TimeSpan Delay);
