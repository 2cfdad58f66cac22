using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;

namespace Guildhall.App.Changes;

/// <summary>Names and refusals of change sets for who thinks in products and experiences, not in changes and their places.</summary>
public static partial class ChangeSetWords
{
    /// <summary>A name in the characters and the length that change sets take (private-marketplace.md 1.3).</summary>
    public static string NameOf(string text)
    {
        var kept = string.Concat(text.Where(c => char.IsAsciiLetterOrDigit(c) || " _+=.:@-".Contains(c, StringComparison.Ordinal))).Trim();
        return kept.Length <= 100 ? kept : kept[..100];
    }

    /// <summary>Why a set that has ended did nothing.</summary>
    public static ImmutableArray<Problem> ReasonsOf(ChangeSetRow set)
    {
        ImmutableArray<Problem> reasons = [.. StoredChanges.Read(set.Changes).SelectMany(c => c.Errors ?? []).Select(e => Problem.Conflict(e.Code, e.Message))];
        return reasons.IsEmpty ? [Problem.Conflict("CANCELLED", set.FailureDescription ?? "The change was cancelled.")] : reasons;
    }

    /// <summary>A refusal's message without the place of the change that it is about.</summary>
    public static string WithoutPlace(string message) => Place().Replace(message, "");

    [GeneratedRegex(@"\AChange [0-9]+( \([^)]*\))?: ")]
    private static partial Regex Place();
}
