using Guildhall.App.Access;
using Guildhall.App.Events;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;

namespace Guildhall.App.Changes;

/// <summary>Cancels a set before it is applied: whoever commits first wins (security.md 6.2).</summary>
internal sealed record CancelChangeSet(Caller Caller, Marketplaces Marketplaces, string Id)
{
    public Result<StartedChangeSet> Decide(WriteScope scope)
    {
        var set = scope.Db.ChangeSets.Find(Id);
        if (set is null || scope.State(new TenantId(set.TenantId)) is not { } state || !ChangeSetQueries.Sees(Caller, state.Marketplace, set))
            return Problem.NotFound($"There is no change set {Id}.");
        var started = new StartedChangeSet(new ChangeSetId(Id), new AccountId(set.Owner), New: false);
        var keys = new MarketplaceKeys { ResourceTags = state.Tags.GetValueOrDefault(started.Arn) };
        if (Authorization.Check(Caller, "aws-marketplace:CancelChangeSet", started.Arn, keys) is { } refusal) return refusal;
        if (set.Status != ChangeSetStatus.Preparing)
            return new Problem(ProblemKind.InUse, "ENTITY_IN_USE", $"Change set {Id} is {set.Status.ToString().ToUpperInvariant()}; only PREPARING ones can be cancelled.");

        scope.Stage(db =>
        {
            (set.Status, set.EndTime) = (ChangeSetStatus.Cancelled, scope.Now);
            ChangeSetLocks.Release(db, set);
            db.AddRange(EventRows.OfChangeSet(set));
            db.Add(Audit.AuditRecords.OfCancel(set, Caller, scope.Now));
        });
        scope.Put(ChangeSetLocks.Released(state, started.Id));
        return started;
    }
}
