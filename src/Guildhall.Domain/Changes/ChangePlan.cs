using System.Collections.Immutable;

namespace Guildhall.Domain.Changes;

/// <summary>Turns a set as it was sent into changes with their targets. private-marketplace.md 2.1.3.</summary>
public static class ChangePlan
{
    /// <summary>
    /// The planned changes, in the order sent. Ids of entities to be created are minted; references become the minted id of what they refer to.
    /// The set must have passed <see cref="SetRules"/>.
    /// </summary>
    public static ImmutableArray<PlannedChange> Of(IReadOnlyList<SentChange> set, IdSource ids)
    {
        var minted = set.Where(c => c.Type.Creates).ToDictionary(c => c.Place, c => ids.Entity(c.Type.Target));
        var places = set.Where(c => c.ChangeName is not null).ToDictionary(c => c.ChangeName!, c => c.Place, StringComparer.Ordinal);
        return [.. set.Select(c => new PlannedChange(c.Place, c.Change, Target(c), [.. c.AllReferences.Select(n => places[n]).Distinct()]))];

        EntityId Target(SentChange change) => change.Target switch
        {
            Identifier.Existing existing => existing.Id,
            Identifier.Reference reference => minted[places[reference.ChangeName]],
            _ => minted[change.Place],
        };
    }
}
