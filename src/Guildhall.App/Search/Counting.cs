using System.Collections.Immutable;
using Guildhall.Domain.Governance;

namespace Guildhall.App.Search;

/// <summary>
/// Walks once over what was found: filters it, counts the facets, keeps the page. A product that fails one filter alone is counted in that filter's facet,
/// so that a choice can be widened (storefront-and-procurement.md A.4).
/// </summary>
internal sealed class Counting
{
    private const int ApprovedBit = 1 << 8;

    private readonly SearchIndex _index;
    private readonly SearchQuery _query;
    private readonly Func<int, bool> _visible;
    private readonly AccountPermissions? _permissions;
    private readonly bool[]?[] _passing;
    private readonly int[][] _counts;

    public Counting(SearchIndex index, SearchQuery query, Func<int, bool> visible, AccountPermissions? permissions)
    {
        (_index, _query, _visible, _permissions) = (index, query, visible, permissions);
        _passing = [.. FacetWords.All.Select(f => query.Filters.TryGetValue(f, out var values) && !values.IsDefaultOrEmpty ? index.Columns.Of(f).With(values) : null)];
        _counts = [.. FacetWords.All.Select(f => new int[index.Columns.Of(f).Combinations])];
    }

    public int Total { get; private set; }

    /// <summary>How many pass all filters and may be bought, whether only those were asked for or not.</summary>
    public int Approved { get; private set; }

    /// <summary>Takes what was found; <paramref name="page"/> gets everything that passes all filters.</summary>
    public void Run(Matching found, Selection page)
    {
        var filtering = _passing.Any(p => p is not null);
        for (var i = 0; i < found.Count; i++)
        {
            var product = found.Found[i];
            if (!_visible(product)) continue;
            var permitted = _permissions is { } permissions && permissions.Permits(product);
            var failed = (filtering ? Failed(product) : 0) | (_query.ApprovedOnly && !permitted ? ApprovedBit : 0);
            if (failed == 0)
            {
                Total++;
                Count(product);
                page.Offer(new SearchPlace(_index.Columns.KeyOf(_query.Order, product, found.Scores[i]), product));
            }
            else if (failed < ApprovedBit && int.IsPow2(failed))
            {
                var facet = int.TrailingZeroCount(failed);
                _counts[facet][_index.Columns.Of((Facet)facet).ByProduct[product]]++;
            }

            if (permitted && (failed & ~ApprovedBit) == 0) Approved++;
        }
    }

    /// <summary>The values with their counts: the most frequent first, at most 100 of a facet, chosen ones always among them.</summary>
    public ImmutableArray<FacetValue> Values(Facet facet)
    {
        var column = _index.Columns.Of(facet);
        var chosen = _query.Filters.GetValueOrDefault(facet, []);
        var counted = chosen.Distinct(StringComparer.Ordinal).ToDictionary(value => value, _ => 0, StringComparer.Ordinal);
        for (var combination = 0; combination < column.Combinations; combination++)
        {
            if (_counts[(int)facet][combination] is not (> 0 and var count)) continue;
            foreach (var value in column.Values(combination)) counted[value] = counted.GetValueOrDefault(value) + count;
        }

        return [.. counted.Select(c => new FacetValue(c.Key, NameOf(facet, c.Key, c.Value), facet == Facet.Category ? _index.Taxonomy.ParentOf(c.Key) : null, c.Value, chosen.Contains(c.Key)))
            .OrderByDescending(v => v.Selected).ThenByDescending(v => v.Count).ThenBy(v => v.Name, StringComparer.Ordinal).Take(100)];
    }

    /// <summary>A bit for each facet whose filter the product does not pass.</summary>
    private int Failed(int product)
    {
        var failed = 0;
        for (var facet = 0; facet < _passing.Length; facet++)
        {
            if (_passing[facet] is { } passing && !passing[_index.Columns.Of((Facet)facet).ByProduct[product]]) failed |= 1 << facet;
        }

        return failed;
    }

    private void Count(int product)
    {
        for (var facet = 0; facet < _counts.Length; facet++) _counts[facet][_index.Columns.Of((Facet)facet).ByProduct[product]]++;
    }

    private string NameOf(Facet facet, string value, int count) => facet switch
    {
        Facet.Category => _index.Taxonomy.NameOf(value),
        Facet.Seller => count > 0 || Sells(value) ? _index.Columns.SellerName(value) : value,
        _ => FacetWords.NameOf(facet, value),
    };

    /// <summary>Whether a seller has anything within sight: who sells to others alone is named to nobody else (security.md S-24).</summary>
    private bool Sells(string seller)
    {
        var column = _index.Columns.Of(Facet.Seller);
        var selling = column.With([seller]);
        for (var product = 0; product < column.ByProduct.Length; product++)
        {
            if (selling[column.ByProduct[product]] && _visible(product)) return true;
        }

        return false;
    }
}
