using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App.Search;
using Guildhall.Domain;

namespace Guildhall.Server.Api.V1;

/// <summary>The parameters of a search in an address, the same for the API and the search page.</summary>
internal static class SearchParameters
{
    /// <summary>Values of a filter (storefront-and-procurement.md A.3).</summary>
    private const int MostValues = 30;

    private static readonly ImmutableDictionary<string, SearchOrder> Orders =
        Enum.GetValues<SearchOrder>().ToImmutableDictionary(WordOf, order => order, StringComparer.Ordinal);

    /// <summary>
    /// <c>q</c>, a parameter for each facet (once for each value), <c>approved=true</c>, <c>sort</c>, <c>limit</c> from 1 to 100, <c>cursor</c>. Malformed: a
    /// parameter given twice or with a value it cannot have. Unknown values of facets find nothing; unknown parameters are passed over.
    /// </summary>
    public static Result<SearchQuery> Read(IQueryCollection query)
    {
        foreach (var once in new[] { "q", "approved", "sort", "limit", "cursor" })
        {
            if (query[once].Count > 1) return Problem.Malformed($"{once} can be given once.", once);
        }

        if (query["approved"].ToString() is not ("" or "true" or "false")) return Problem.Malformed("approved must be true or false.", "approved");
        if (query["sort"].ToString() is { Length: > 0 } sort && !Orders.ContainsKey(sort)) return Problem.Malformed($"sort must be one of {string.Join(", ", Orders.Keys.Order(StringComparer.Ordinal))}.", "sort");
        if (Limit(query["limit"].ToString()) is not { } limit) return Problem.Malformed("limit must be a number from 1 to 100.", "limit");
        var filters = FacetWords.All.Where(f => query[f.Word()].Count > 0).ToImmutableSortedDictionary(f => f, f => query[f.Word()].OfType<string>().Where(v => v.Length > 0).Distinct(StringComparer.Ordinal).ToImmutableArray());
        if (filters.FirstOrDefault(f => f.Value.Length > MostValues) is { Value.IsDefault: false } many) return Problem.Malformed($"{many.Key.Word()} has at most {MostValues} values.", many.Key.Word());
        return new SearchQuery(query["q"].ToString())
        {
            Filters = filters,
            ApprovedOnly = query["approved"] == "true",
            Order = Orders.GetValueOrDefault(query["sort"].ToString()),
            Take = limit,
            Cursor = query["cursor"].ToString() is { Length: > 0 } cursor ? cursor : null,
        };
    }

    /// <summary>An order as the address has it.</summary>
    public static string WordOf(SearchOrder order) => order switch
    {
        SearchOrder.Relevance => "relevance",
        SearchOrder.Name => "name",
        SearchOrder.Newest => "newest",
        SearchOrder.Rating => "rating",
        _ => throw new ArgumentOutOfRangeException(nameof(order)),
    };

    private static int? Limit(string text) =>
        text.Length == 0 ? 20
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= 100 ? limit
        : null;
}
