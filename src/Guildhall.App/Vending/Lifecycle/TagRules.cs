using Guildhall.Domain;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>Tags to set and to take away.</summary>
public sealed record TagChange(IReadOnlyDictionary<string, string> Set, IReadOnlyList<string> Remove);

/// <summary>What AWS takes as tags of an account, and which are Guildhall's own. aws-operations.md A.2.</summary>
public static class TagRules
{
    /// <summary>Everything that is wrong, by the member of the change; empty when nothing is.</summary>
    public static IEnumerable<Problem> Faults(TagChange change)
    {
        if (change.Set.Count == 0 && change.Remove.Count == 0) yield return Problem.Malformed("Nothing is different.", nameof(change.Set));
        if (change.Set.Count > TagForm.Most) yield return Problem.Malformed("AWS allows 50 tags on one account.", nameof(change.Set));
        foreach (var fault in change.Set.Select(t => TagForm.FaultOfOthers(t.Key, t.Value)).OfType<string>()) yield return Problem.Malformed(fault, nameof(change.Set));
        foreach (var fault in change.Remove.Select(key => TagForm.FaultOfOthers(key, "")).OfType<string>()) yield return Problem.Malformed(fault, nameof(change.Remove));
    }
}
