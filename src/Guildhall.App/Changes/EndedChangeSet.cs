using System.Collections.Immutable;
using Guildhall.App.Audit;
using Guildhall.App.Events;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Store.Plain;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Products;

namespace Guildhall.App.Changes;

/// <summary>The end of a set and everything that is written with it in one transaction: entities, status, locks, tags, audit, events.</summary>
internal sealed class EndedChangeSet
{
    private readonly ChangeSetRow _row;
    private readonly TenantState _state;
    private readonly PlannedSet _plan;
    private readonly ChangeOutcome _outcome;

    private EndedChangeSet(ChangeSetRow row, TenantState state, PlannedSet plan, ChangeOutcome outcome) =>
        (_row, _state, _plan, _outcome) = (row, state, plan, outcome);

    public ChangeSetStatus Status => _outcome is ChangeOutcome.Succeeded ? ChangeSetStatus.Succeeded : ChangeSetStatus.Failed;

    /// <summary>The run's new state, when it is to be kept.</summary>
    private ChangeOutcome.Succeeded? Applied => _row.ValidateOnly ? null : _outcome as ChangeOutcome.Succeeded;

    public static EndedChangeSet Of(ChangeSetRow row, TenantState state, PlannedSet plan, ChangeOutcome outcome) => new(row, state, plan, outcome);

    public void Stage(WriteScope scope, ProductCatalogue catalogue)
    {
        var tenant = new TenantId(_row.TenantId);
        var version = scope.NextVersion(tenant);
        var marketplace = Applied?.After ?? _state.Marketplace;
        var tags = NewTags(marketplace);
        scope.Write(rows =>
        {
            _row.Status = Status;
            _row.EndTime = scope.Now;
            _row.FailureCode = Status == ChangeSetStatus.Failed ? "CLIENT_ERROR" : null;
            _row.AppliedVersion = version;
            _row.Changes = StoredChanges.Write(Results(marketplace));
            ChangeSetTable.End(rows, _row);
            if (Applied is { } applied) EntityRows.Save(rows, _state.Marketplace, applied, version);
            rows.InsertAll(tags);
            rows.InsertAll(NewEntities());
            ChangeSetLocks.Release(rows, _row);
            rows.InsertAll(EventRows.OfChangeSet(_row, _plan.Targets.Select(target => target.Value)));
            if (Applied is { } told) rows.InsertAll(told.Facts.SelectMany(fact => EventRows.Of(fact, EventOrigin.Of(_row), told.After, catalogue)));
            rows.Insert(AuditRecords.OfChangeSet(_row, _state.Marketplace, Applied));
        });
        scope.Put(ChangeSetLocks.Released(_state, new ChangeSetId(_row.Id)) with
        {
            Marketplace = marketplace,
            Tags = tags.GroupBy(t => t.ResourceArn).Aggregate(_state.Tags, (all, g) =>
                all.SetItem(g.Key, g.ToImmutableSortedDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal))),
        });
    }

    /// <summary>Each change with its errors, or after success with real ids and revisions for references. private-marketplace.md 2.2.</summary>
    private StoredChange[] Results(PrivateMarketplace marketplace) =>
    [
        .. StoredChanges.Read(_row.Changes).Select((change, place) => _outcome switch
        {
            ChangeOutcome.Failed failed => change with { Errors = [.. failed.Problems.GetValueOrDefault(place, []).Select(p => new StoredError(p.Code, p.Message))] },
            _ when Applied is null => change,
            _ => change with
            {
                Identifier = $"{_plan.Targets[place]}@{EntityRows.RevisionOf(marketplace, _plan.Targets[place])}",
                Details = References.Resolve(change.Details, _plan.CreatedIds),
            },
        }),
    ];

    /// <summary>Created entities join the set's list of entities, now that they have ids.</summary>
    private IEnumerable<ChangeSetEntityRow> NewEntities() => Applied is null ? [] : _plan.Changes
        .Where(c => c.Type.Creates)
        .Select(c => new ChangeSetEntityRow { ChangeSetId = _row.Id, EntityId = _plan.Targets[c.Place].Value });

    private List<TagRow> NewTags(PrivateMarketplace marketplace) => Applied is null ? [] :
    [
        .. from change in _plan.Changes
           from tag in change.EntityTags
           let target = _plan.Targets[change.Place]
           select new TagRow
           {
               TenantId = _row.TenantId,
               ResourceArn = Arns.Entity(EntityRows.OwnerOf(marketplace, target), change.Type.Target, target.Value),
               Key = tag.Key,
               Value = tag.Value,
           },
    ];
}
