using System.Collections.Frozen;
using Guildhall.App.Search;

namespace Guildhall.App.Discovery;

/// <summary>Everything that a query finds, in its order, whoever asks. What is limited is told apart, so that each account sees and counts its own.</summary>
/// <param name="Places">In the order of the query, descending.</param>
/// <param name="Limited">Those among them that only some accounts find.</param>
/// <param name="Rarities">What each word was worth.</param>
internal sealed record ListingResult(SearchPlace[] Places, FrozenSet<int> Limited, int[] Rarities)
{
    public static ListingResult Of(ListingIndex listings, Matching matching, Synonyms synonyms, ListingQuery query, int[] rarities)
    {
        var places = new List<SearchPlace>();
        var worth = new ListingSearch(listings, synonyms).Run(matching, query, rarities, (place, failed) =>
        {
            if (failed == 0) places.Add(place);
        });
        var sorted = places.ToArray();
        Array.Sort(sorted, static (one, other) => one == other ? 0 : one.Before(other) ? -1 : 1);
        return new ListingResult(sorted, sorted.Select(p => p.Product).Where(l => listings.Of(l) == Reach.Limited).ToFrozenSet(), worth);
    }

    /// <summary>How many there are for an account that finds these limited ones.</summary>
    public int Count(FrozenSet<int> open) => Places.Length - Limited.Count + (open.Count <= Limited.Count ? open.Count(Limited.Contains) : Limited.Count(open.Contains));

    /// <summary>A page and whether there is more; ascending walks the same order from its end.</summary>
    /// <param name="after">Where the page before ended; null for the first.</param>
    public (List<SearchPlace> Page, bool More) Read(SearchPlace? after, bool ascending, int take, Func<int, bool> finds)
    {
        var page = new List<SearchPlace>(take);
        var step = ascending ? -1 : 1;
        for (var at = Start(after, ascending); at >= 0 && at < Places.Length; at += step)
        {
            if (!finds(Places[at].Product)) continue;
            if (page.Count == take) return (page, true);
            page.Add(Places[at]);
        }

        return (page, false);
    }

    private int Start(SearchPlace? after, bool ascending)
    {
        if (after is not { } last) return ascending ? Places.Length - 1 : 0;
        var (low, high) = (0, Places.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            // Descending: the first that comes behind; ascending: the first that does not come before.
            if (ascending ? Places[middle].Before(last) : !last.Before(Places[middle])) low = middle + 1;
            else high = middle;
        }

        return ascending ? low - 1 : low;
    }
}
