using System.Collections.Immutable;
using Guildhall.Domain;
using Guildhall.Domain.Changes;

namespace Guildhall.App.Changes;

/// <summary>A stored set made ready to run: ids minted for what it creates, references resolved, in execution order.</summary>
/// <param name="Targets">The entity each change is about, by place.</param>
/// <param name="CreatedIds">What the references stand for, by change name.</param>
internal sealed record PlannedSet(
    ImmutableArray<ShapedChange> Changes, IReadOnlyList<PlannedChange> InOrder, ImmutableArray<EntityId> Targets, IReadOnlyDictionary<string, string> CreatedIds)
{
    public static PlannedSet Of(IReadOnlyList<StoredChange> stored, IdSource ids)
    {
        var changes = stored.Select(Read).ToImmutableArray();
        var planned = ChangePlan.Of([.. changes.Select(c => c.Sent)], ids);
        var targets = planned.Select(p => p.Target).ToImmutableArray();
        var created = changes.Where(c => c.Type.Creates && c.Sent.ChangeName is not null)
            .ToDictionary(c => c.Sent.ChangeName!, c => targets[c.Place].Value, StringComparer.Ordinal);
        var resolved = planned.Select(p => changes[p.Place].Sent.References.IsEmpty ? p : p with { Change = Resolved(changes[p.Place], created) }).ToList();
        return new PlannedSet(changes, ExecutionOrder.Of(resolved)!, targets, created);
    }

    private static ShapedChange Read(StoredChange stored, int place)
    {
        var change = ChangeDetails.Read(ChangeTypes.Find(stored.ChangeType)!, stored.Details).Value;
        var sent = new SentChange(place, stored.ChangeName, stored.Identifier, change, [.. References.NamesIn(stored.Details).Distinct(StringComparer.Ordinal)]);
        return new ShapedChange(sent, stored.EntityType, stored.Details) { EntityTags = (stored.EntityTags ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal) };
    }

    private static Change Resolved(ShapedChange change, Dictionary<string, string> ids) =>
        ChangeDetails.Read(change.Type, References.Resolve(change.Details, ids)).Value;
}
