using System.Collections.Immutable;
using Guildhall.Domain.Governance;

namespace Guildhall.App.Search;

/// <summary>One search on one index: a function of its arguments.</summary>
/// <param name="visible">Whether the account may find a product.</param>
/// <param name="permissions">What the account may buy; null when it belongs to no organization that is linked.</param>
internal sealed class SearchRun(SearchIndex index, SearchQuery query, Synonyms synonyms, Func<int, bool> visible, AccountPermissions? permissions)
{
    private readonly IReadOnlyList<QueryWord> _words = QueryWord.Of(index, query, synonyms);

    /// <summary>The numbers of the products on the page, in order, and the position after them; null on the last page.</summary>
    public (ImmutableArray<int> Products, Counting Counts, SearchPosition? Next) Run(Matching matching, SearchPosition? after)
    {
        var rarities = matching.Run(index, _words, [.. after?.Rarities ?? []]);
        var page = new Selection(query.Take + 1, after?.In(index, query.Order));
        var counts = new Counting(index, query, visible, permissions);
        counts.Run(matching, page);
        var kept = page.Kept;
        ImmutableArray<int> products = [.. kept[..Math.Min(query.Take, kept.Length)].ToArray().Select(place => place.Product)];
        return (products, counts, kept.Length <= query.Take ? null : Position(kept[query.Take - 1], rarities));
    }

    /// <summary>What to mark in the texts of results.</summary>
    public Highlighting Highlighting() => new(_words.SelectMany(word => word.Met(index)).ToHashSet(StringComparer.Ordinal));

    private SearchPosition Position(in SearchPlace last, int[] rarities) =>
        new(last, query.Order == SearchOrder.Name ? index.Columns.Names.Title(last.Product) : "", rarities);
}
