using System.Text.RegularExpressions;
using Guildhall.Domain;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>Tags to set and to take away.</summary>
public sealed record TagChange(IReadOnlyDictionary<string, string> Set, IReadOnlyList<string> Remove);

/// <summary>What AWS takes as tags of an account, and which are Guildhall's own. aws-operations.md A.2.</summary>
public static partial class TagRules
{
    private const int Most = 50;
    private const string Own = "guildhall:";

    /// <summary>Everything that is wrong, by the member of the change; empty when nothing is.</summary>
    public static IEnumerable<Problem> Faults(TagChange change)
    {
        if (change.Set.Count == 0 && change.Remove.Count == 0) yield return Problem.Malformed("Nothing is different.", nameof(change.Set));
        if (change.Set.Count > Most) yield return Problem.Malformed("AWS allows 50 tags on one account.", nameof(change.Set));
        foreach (var fault in change.Set.Select(t => Fault(t.Key, t.Value)).OfType<string>()) yield return Problem.Malformed(fault, nameof(change.Set));
        foreach (var fault in change.Remove.Select(key => Fault(key, "")).OfType<string>()) yield return Problem.Malformed(fault, nameof(change.Remove));
    }

    /// <summary>Whether a tag is one that Guildhall sets itself, whatever the case: nobody else changes it.</summary>
    public static bool IsOwn(string key) => key.StartsWith(Own, StringComparison.OrdinalIgnoreCase);

    private static string? Fault(string key, string value) =>
        key.Length is 0 or > 128 ? "A tag's key has 1 to 128 characters."
        : value.Length > 256 ? $"The value of tag {key} has more than 256 characters."
        : key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase) ? "Tags that begin with aws: are AWS's own."
        : IsOwn(key) ? "Tags that begin with guildhall: are Guildhall's own."
        : !Form().IsMatch(key) || !Form().IsMatch(value) ? $"Tag {key} has characters that AWS doesn't accept."
        : null;

    [GeneratedRegex(@"\A[\p{L}\p{Z}\p{N}_.:/=+\-@]*\z")]
    private static partial Regex Form();
}
