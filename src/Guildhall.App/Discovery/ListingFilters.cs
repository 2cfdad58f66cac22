using Guildhall.App.Search;

namespace Guildhall.App.Discovery;

/// <summary>Which listings of one search pass the filters of a query.</summary>
internal sealed class ListingFilters
{
    private readonly (int Bit, FacetColumn Column, bool[] Passing)[] _columns;
    private readonly ProductColumns _all;
    private readonly int _always, _least, _most;

    /// <param name="several">Whether its listings have several products each.</param>
    public ListingFilters(SearchIndex index, ListingQuery query, bool several)
    {
        (_all, _least, _most) = (index.Columns, query.LeastRating, query.MostRating);
        _columns =
        [
            .. from filter in query.Filters
               where ListingFacets.Column(filter.Facet) is not null
               let column = index.Columns.Of(ListingFacets.Column(filter.Facet)!.Value)
               select (1 << (int)filter.Facet, column, column.With(filter.Values)),
        ];
        var own = several ? ListingFacets.Multiple : ListingFacets.Single;
        _always = query.Filters.Any(f => f.Facet == ListingFacet.NumberOfProducts && !f.Values.Contains(own)) ? 1 << (int)ListingFacet.NumberOfProducts : 0;
    }

    /// <summary>A bit for each facet whose filters the listing does not pass; 0 when it passes all.</summary>
    public int Failed(int number)
    {
        var failed = _always;
        foreach (var (bit, column, passing) in _columns)
        {
            if (!passing[column.ByProduct[number]]) failed |= bit;
        }

        var tenths = _all.Tenths(number);
        return tenths < _least || tenths > _most ? failed | (1 << (int)ListingFacet.AverageCustomerRating) : failed;
    }
}
