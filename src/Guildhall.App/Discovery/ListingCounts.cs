using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App.Search;

namespace Guildhall.App.Discovery;

/// <summary>Counts the values of the facets among what a query finds: each facet under all filters but its own, so that a choice can be widened. A.4.</summary>
internal sealed class ListingCounts
{
    private const int MostValues = 100, LowestStars = 1, HighestStars = 4;

    private readonly ListingIndex _listings;
    private readonly ListingQuery _query;
    private readonly int[][] _products, _several;
    private readonly int[] _tenths = new int[ListingQuery.HighestRating + 1];
    private readonly int[] _number = new int[2];

    public ListingCounts(ListingIndex listings, ListingQuery query)
    {
        (_listings, _query) = (listings, query);
        (_products, _several) = (Empty(listings.Products), Empty(listings.Several));
    }

    /// <summary>How many pass all filters.</summary>
    public int Total { get; private set; }

    /// <param name="failed">As <see cref="ListingFilters.Failed"/> tells it.</param>
    public void Take(int listing, int failed)
    {
        if (failed == 0) Total++;
        if (failed != 0 && !int.IsPow2(failed)) return;
        var several = listing >= ListingIndex.Collections;
        var (index, counts, number) = several ? (_listings.Several, _several, listing - ListingIndex.Collections) : (_listings.Products, _products, listing);
        foreach (var facet in ListingFacets.All)
        {
            if ((failed & ~(1 << (int)facet)) != 0) continue;
            if (ListingFacets.Column(facet) is { } column) counts[(int)facet][index.Columns.Of(column).ByProduct[number]]++;
            else if (facet == ListingFacet.NumberOfProducts) _number[several ? 1 : 0]++;
            else _tenths[index.Columns.Tenths(number)]++;
        }
    }

    /// <summary>The values with their counts, most frequent first, at most 100; what was chosen is among them even when nothing has it.</summary>
    public ImmutableArray<CountedValue> Values(ListingFacet facet)
    {
        var chosen = Chosen(facet);
        var counted = chosen.ToDictionary(v => v, _ => 0, StringComparer.Ordinal);
        foreach (var (value, count) in Counted(facet)) counted[value] = counted.GetValueOrDefault(value) + count;
        return
        [
            .. counted.Where(c => c.Value > 0 || chosen.Contains(c.Key))
                .Select(c => new CountedValue(c.Key, NameOf(facet, c.Key, c.Value), facet == ListingFacet.Category ? _listings.Products.Taxonomy.ParentOf(c.Key) : null, c.Value))
                .OrderByDescending(v => chosen.Contains(v.Value)).ThenByDescending(v => v.Count).ThenBy(v => v.DisplayName, StringComparer.Ordinal).Take(MostValues)
                .OrderByDescending(v => v.Count).ThenBy(v => v.DisplayName, StringComparer.Ordinal).ThenBy(v => v.Value, StringComparer.Ordinal),
        ];
    }

    private IEnumerable<(string Value, int Count)> Counted(ListingFacet facet) => facet switch
    {
        ListingFacet.AverageCustomerRating => Enumerable.Range(LowestStars, HighestStars).Select(stars => (Stars(stars), _tenths.Skip(stars * 10).Sum())),
        ListingFacet.NumberOfProducts => [(ListingFacets.Single, _number[0]), (ListingFacets.Multiple, _number[1])],
        _ => Column(_listings.Products, _products, facet).Concat(Column(_listings.Several, _several, facet)),
    };

    private static IEnumerable<(string, int)> Column(SearchIndex index, int[][] counts, ListingFacet facet)
    {
        var column = index.Columns.Of(ListingFacets.Column(facet)!.Value);
        return from combination in Enumerable.Range(0, column.Combinations)
               where counts[(int)facet][combination] > 0
               from value in column.Values(combination)
               select (value, counts[(int)facet][combination]);
    }

    private HashSet<string> Chosen(ListingFacet facet) => facet == ListingFacet.AverageCustomerRating
        ? [.. Enumerable.Range(LowestStars, HighestStars).Where(stars => _query.LeastRating == stars * 10).Select(Stars)]
        : [.. _query.Filters.Where(f => f.Facet == facet).SelectMany(f => f.Values)];

    /// <summary>A publisher of nothing that was found is told by its id: its name might be known to those alone who see what it sells (security.md S-24).</summary>
    private string NameOf(ListingFacet facet, string value, int count) => facet switch
    {
        ListingFacet.AverageCustomerRating => $"{value[..1]} and up",
        ListingFacet.Category => _listings.Products.Taxonomy.NameOf(value),
        ListingFacet.Publisher when count == 0 => value,
        ListingFacet.Publisher => _listings.Products.Columns.SellerName(value) is var name && name != value ? name : _listings.Several.Columns.SellerName(value),
        ListingFacet.NumberOfProducts => value == ListingFacets.Single ? "Single product" : "Several products",
        _ => FacetWords.NameOf(ListingFacets.Column(facet)!.Value, value),
    };

    private static string Stars(int stars) => $"{stars.ToString(CultureInfo.InvariantCulture)}.0";

    private static int[][] Empty(SearchIndex index) =>
        [.. ListingFacets.All.Select(f => ListingFacets.Column(f) is { } column ? new int[index.Columns.Of(column).Combinations] : [])];
}

/// <summary>A value of a facet with how many listings have it.</summary>
/// <param name="Parent">The category above; null for others.</param>
public sealed record CountedValue(string Value, string DisplayName, string? Parent, int Count);
