namespace Guildhall.App.Lists;

/// <summary>A page of a list. <paramref name="NextToken"/> is null on the last one.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextToken)
{
    public static Page<T> Empty { get; } = new([], null);

    /// <summary>Leads back to the part before, for lists that are walked both ways; null on the first one.</summary>
    public string? PreviousToken { get; init; }

    /// <summary>
    /// A page from what was read in the direction of the walk: one more than <paramref name="take"/> when there is more that way. The other way there is
    /// something whenever a token led here.
    /// </summary>
    internal static Page<T> Of(List<T> found, int take, bool back, bool later, Func<T, bool, string> token)
    {
        List<T> page = [.. found.Take(take)];
        if (back) page.Reverse();
        if (page.Count == 0) return Empty;
        var more = found.Count > take;
        return new Page<T>(page, back || more ? token(page[^1], false) : null) { PreviousToken = (back ? more : later) ? token(page[0], true) : null };
    }
}
