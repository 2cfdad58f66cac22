using System.Collections.Immutable;
using Guildhall.Domain;
using Guildhall.Domain.Changes;

namespace Guildhall.App.Changes;

/// <summary>A stored set made ready to run: ids minted for what it creates, references resolved, in execution order.</summary>
internal sealed record ChangePlan(ImmutableArray<ShapedChange> Shaped, IReadOnlyList<PlannedChange> InOrder)
{
    /// <summary>The entity each change is about, by place.</summary>
    public required ImmutableArray<EntityId> Targets { get; init; }

    public static ChangePlan Of(IReadOnlyList<StoredChange> stored, IdSource ids)
    {
        var shaped = stored.Select((change, place) => new ShapedChange(place, ChangeTypes.Find(change.ChangeType)!, change.EntityType, change.ChangeName, change.Identifier, change.Details)
        {
            EntityTags = (change.EntityTags ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal),
        }).ToImmutableArray();
        var minted = shaped.Where(c => c.Type.Creates).ToDictionary(c => c.Place, c => ids.Entity(c.Type.Target));
        var byName = shaped.Where(c => c.Type.Creates && c.ChangeName is not null).ToDictionary(c => c.ChangeName!, c => minted[c.Place].Value, StringComparer.Ordinal);
        var places = shaped.Where(c => c.ChangeName is not null).ToDictionary(c => c.ChangeName!, c => c.Place, StringComparer.Ordinal);
        var targets = shaped.Select(c => minted.TryGetValue(c.Place, out var id) ? id : new EntityId(c.Reference is { } name ? byName[name] : c.Entity!.Value.Id)).ToImmutableArray();
        var planned = shaped.Select(c => new PlannedChange(c.Place, Read(c, byName), targets[c.Place], [.. c.ReferredNames().Select(n => places[n])])).ToList();
        return new ChangePlan(shaped, ExecutionOrder.Of(planned)!) { Targets = targets };
    }

    private static Change Read(ShapedChange change, Dictionary<string, string> ids) => DetailsJson.Read(change.Type, References.Resolve(change.Details, ids)).Value;
}
