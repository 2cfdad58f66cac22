using Guildhall.App.Search;

namespace Guildhall.App.Discovery;

/// <summary>
/// One search over both kinds of listings: a function of its arguments. Who looks does not matter here: what some accounts alone may find is found too.
/// </summary>
internal sealed class ListingSearch(ListingIndex listings, Synonyms synonyms)
{
    /// <summary>Takes what meets the words: the place it has in the order, and the bits of the facets whose filters it fails.</summary>
    public delegate void Take(SearchPlace place, int failed);

    /// <summary>Shows everything that meets the words to <paramref name="take"/>, withdrawn products and drafts not.</summary>
    /// <param name="matching">Working memory, as large as there are products.</param>
    /// <param name="rarities">What each word is worth, from an earlier page; empty on the first.</param>
    /// <returns>What each word was worth.</returns>
    public int[] Run(Matching matching, ListingQuery query, int[] rarities, Take take)
    {
        var (products, several) = (listings.Products, listings.Several);
        var worth = Run(products, matching, query, rarities, 0, take);
        Run(several, new Matching(several.Columns.Count), query, worth, ListingIndex.Collections, take);
        return worth;
    }

    private int[] Run(SearchIndex index, Matching matching, ListingQuery query, int[] rarities, int first, Take take)
    {
        var words = QueryWord.Of(index, new SearchQuery(query.Text), synonyms);
        var worth = matching.Run(index, words, rarities);
        var filters = new ListingFilters(index, query, first > 0);
        var order = query.ByRating ? SearchOrder.Rating : SearchOrder.Relevance;
        for (var i = 0; i < matching.Count; i++)
        {
            var (number, listing) = (matching.Found[i], matching.Found[i] + first);
            if (listings.Of(listing) != Reach.Nobody) take(new SearchPlace(index.Columns.KeyOf(order, number, matching.Scores[i]), listing), filters.Failed(number));
        }

        return worth;
    }
}
