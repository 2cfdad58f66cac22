using System.Text.Json;
using Guildhall.SimulatedAws.Storage;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>A page of a list: ids in order, and the token for the rest.</summary>
internal sealed record Page(IReadOnlyList<string> Ids, string? NextToken)
{
    public void WriteToken(Utf8JsonWriter json)
    {
        if (NextToken is not null) json.WriteString("NextToken", NextToken);
    }
}

/// <summary>Pages of 1 to 20 over ids in order; a token is the last id seen, bound to its list (aws-operations.md A.2).</summary>
internal static class Paging
{
    /// <summary>
    /// Reads MaxResults and NextToken and gives the page of those ids that <paramref name="keep"/> lets through. The list's
    /// name, with its arguments, keeps a token of one list from being used on another.
    /// </summary>
    public static Page Page(this OrganizationsCall call, string list, SortedIds ids, Func<string, bool>? keep = null)
    {
        var size = call.Input.Number("MaxResults", 1, Rules.PageMaximum) ?? Rules.PageMaximum;
        var token = call.Input.OptionalText("NextToken", Rules.NextToken);
        var after = token is null ? null : NextTokens.Read(token, list);
        if (token is not null && after is null)
            call.Input.Blame(Refusals.Invalid("INVALID_NEXT_TOKEN", "The NextToken is not one that this list gave out."));
        if (call.Input.Fault is not null) return new Page([], null);
        return IsSkipped(call) ? new Page([], NextTokens.Write(list, after ?? "")) : Read(list, ids, after, size, keep);
    }

    private static bool IsSkipped(OrganizationsCall call) =>
        call.State.Options.EmptyPages > 0 && call.State.Dice.Fraction() < call.State.Options.EmptyPages;

    private static Page Read(string list, SortedIds ids, string? after, int size, Func<string, bool>? keep)
    {
        var found = new List<string>(size);
        for (var at = ids.PositionAfter(after); at < ids.Count; at++)
        {
            if (keep is not null && !keep(ids.All[at])) continue;
            if (found.Count == size) return new Page(found, NextTokens.Write(list, found[^1]));
            found.Add(ids.All[at]);
        }

        return new Page(found, null);
    }
}
