using System.Collections.Immutable;
using Guildhall.Domain.Governance;

namespace Guildhall.App.Search;

/// <summary>One search on one index: a function of its arguments.</summary>
/// <param name="visible">Whether the account may find a product.</param>
/// <param name="permissions">What the account may buy; null when it belongs to no organization that is linked.</param>
internal sealed class SearchRun(SearchIndex index, SearchQuery query, Synonyms synonyms, Func<int, bool> visible, AccountPermissions? permissions)
{
    private readonly IReadOnlyList<QueryWord> _words = QueryWord.Of(index, query, synonyms);

    /// <summary>The numbers of the products on the page, in order, and the positions after and before them; null on the last and the first page.</summary>
    public (ImmutableArray<int> Products, Counting Counts, SearchPosition? Next, SearchPosition? Previous) Run(Matching matching, SearchPosition? from)
    {
        var rarities = matching.Run(index, _words, [.. from?.Rarities ?? []]);
        var back = from is { Back: true };
        var selection = new Selection(query.Take + 1, from?.In(index, query.Order), back);
        var counts = new Counting(index, query, visible, permissions);
        counts.Run(matching, selection);
        var page = selection.Kept[..Math.Min(query.Take, selection.Count)].ToArray();
        if (back) Array.Reverse(page);
        if (page.Length == 0) return ([], counts, null, null);
        var more = selection.Count > query.Take;
        return (
            [.. page.Select(place => place.Product)],
            counts,
            back || more ? Position(page[^1], rarities) : null,
            (back ? more : from is not null) ? Position(page[0], rarities) with { Back = true } : null);
    }

    /// <summary>What to mark in the texts of results.</summary>
    public Highlighting Highlighting() => new(_words.SelectMany(word => word.Met(index)).ToHashSet(StringComparer.Ordinal));

    private SearchPosition Position(in SearchPlace last, int[] rarities) =>
        new(last, query.Order == SearchOrder.Name ? index.Columns.Names.Title(last.Product) : "", rarities);
}
