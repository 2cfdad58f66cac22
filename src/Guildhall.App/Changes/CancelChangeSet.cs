using Guildhall.App.Access;
using Guildhall.App.Events;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Store.Plain;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;

namespace Guildhall.App.Changes;

/// <summary>Cancels a set before it is applied: whoever commits first wins (security.md 6.2).</summary>
internal sealed record CancelChangeSet(Caller Caller, Marketplaces Marketplaces, string Id)
{
    public Result<StartedChangeSet> Decide(WriteScope scope)
    {
        var found = scope.FindChangeSet(Id);
        var state = found is null ? null : scope.State(new TenantId(found.TenantId));
        var set = found is not null && state is not null && ChangeSetQueries.Sees(Caller, state.Marketplace, found) ? found : null;
        if (ChangeSetQueries.Refused(Caller, "aws-marketplace:CancelChangeSet", Id, set, state) is { } refusal) return refusal;
        if (set is null) return ChangeSetQueries.Missing;
        if (set.Status != ChangeSetStatus.Preparing)
            return new Problem(ProblemKind.InUse, "ENTITY_IN_USE", $"Change set {Id} is {set.Status.ToString().ToUpperInvariant()}; only PREPARING ones can be cancelled.");

        scope.Write(rows =>
        {
            (set.Status, set.EndTime) = (ChangeSetStatus.Cancelled, scope.Now);
            ChangeSetTable.End(rows, set);
            ChangeSetLocks.Release(rows, set);
            rows.InsertAll(EventRows.OfChangeSet(set, StoredChanges.EntitiesIn(set.Changes)));
            rows.Insert(Audit.AuditRecords.OfCancel(set, Caller, scope.Now));
        });
        var started = new StartedChangeSet(new ChangeSetId(Id), new AccountId(set.Owner), New: false);
        scope.Put(ChangeSetLocks.Released(state!, started.Id));
        return started;
    }
}
