using System.Text.RegularExpressions;
using Guildhall.Domain;

namespace Guildhall.App.Changes;

/// <summary>What must hold between the changes of a set, whatever the state. private-marketplace.md 2.1.1 items 5 and 6, 2.1.3.</summary>
internal static partial class SetShape
{
    public static IEnumerable<Problem> Check(IReadOnlyList<ShapedChange> changes)
    {
        var named = changes.Where(c => c.ChangeName is not null).ToLookup(c => c.ChangeName!, StringComparer.Ordinal);
        return [.. Names(changes, named), .. ReferencesResolve(changes, named), .. OncePerEntity(changes)];
    }

    private static IEnumerable<Problem> Names(IEnumerable<ShapedChange> changes, ILookup<string, ShapedChange> named) =>
    [
        .. changes.Where(c => c.ChangeName is not null && !NameForm().IsMatch(c.ChangeName))
            .Select(c => Problem.Malformed($"Change {c.Place + 1}: ChangeName must consist of letters, digits, _ and -.", "ChangeName")),
        .. named.Where(g => g.Count() > 1).Select(g => Problem.Malformed($"The ChangeName {g.Key} is used more than once.", "ChangeName")),
    ];

    private static IEnumerable<Problem> ReferencesResolve(IReadOnlyList<ShapedChange> changes, ILookup<string, ShapedChange> named)
    {
        foreach (var change in changes)
        {
            foreach (var name in change.ReferredNames())
            {
                if (named[name].FirstOrDefault() is not { } referred) yield return Problem.Malformed($"Change {change.Place + 1} refers to {name}, which is no ChangeName of the set.");
                else if (!referred.Type.Creates) yield return Problem.Malformed($"Change {change.Place + 1} refers to {name}, which creates nothing.");
                else if (name == change.Reference && referred.Type.Target != change.Type.Target)
                    yield return Problem.Malformed($"Change {change.Place + 1} refers to {name}, which creates a {referred.Type.Target}.");
            }
        }

        if (HasCycle(changes, named)) yield return Problem.Malformed("The references between the changes form a cycle.");
    }

    private static bool HasCycle(IReadOnlyList<ShapedChange> changes, ILookup<string, ShapedChange> named)
    {
        var done = new HashSet<int>();
        var before = -1;
        while (done.Count > before)
        {
            before = done.Count;
            foreach (var change in changes.Where(c => c.ReferredNames().All(n => named[n].All(r => done.Contains(r.Place))))) done.Add(change.Place);
        }

        return done.Count < changes.Count;
    }

    /// <summary>The same change type twice on one entity; creations are different entities and may repeat.</summary>
    private static IEnumerable<Problem> OncePerEntity(IEnumerable<ShapedChange> changes) => changes
        .Where(c => !c.Type.Creates)
        .GroupBy(c => (c.Type.Name, Target: c.Reference ?? c.Entity!.Value.Id))
        .Where(g => g.Count() > 1)
        .Select(g => Problem.Malformed($"{g.Key.Name} stands {g.Count()} times for the same entity; put everything into one change."));

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,72}\z")]
    private static partial Regex NameForm();
}

internal static class ReferredChanges
{
    /// <summary>All change names a change refers to, in its identifier and inside its details.</summary>
    public static IEnumerable<string> ReferredNames(this ShapedChange change) =>
        (change.Reference is { } name ? [name] : Enumerable.Empty<string>()).Concat(References.NamesIn(change.Details)).Distinct(StringComparer.Ordinal);
}
