using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App.Discovery;
using Guildhall.App.Search;
using Guildhall.Domain;

namespace Guildhall.Server.Api.Discovery;

/// <summary>What SearchListings and SearchFacets look for, or everything that is wrong with it. storefront-and-procurement.md A.3.</summary>
internal static class ListingQueryReading
{
    private const string Least = "MIN_AVERAGE_CUSTOMER_RATING", Most = "MAX_AVERAGE_CUSTOMER_RATING";

    public static Result<ListingQuery> Read(string? searchText, IReadOnlyList<PostedFilter?>? filters)
    {
        ImmutableArray<Problem> problems =
        [
            .. Text(searchText),
            .. DiscoveryLimits.Filters(filters, 30, 30, 128, DiscoveryLimits.ValueForm(), "letters, digits, hyphens, underscores and full stops"),
        ];
        if (problems.IsEmpty) problems = [.. (filters ?? []).SelectMany(f => Check(f!.FilterType!, f.FilterValues!))];
        if (!problems.IsEmpty) return problems;
        var (ranges, others) = ((filters ?? []).Where(f => f!.FilterType is Least or Most).ToList(), (filters ?? []).Where(f => f!.FilterType is not (Least or Most)));
        return new ListingQuery
        {
            Text = searchText ?? "",
            Filters = [.. others.Select(f => new ListingFilter(ListingFacets.Find(f!.FilterType)!.Value, [.. f.FilterValues!.OfType<string>()]))],
            LeastRating = ranges.Where(f => f!.FilterType == Least).Select(f => (int)Math.Ceiling(Rating(f!.FilterValues![0]!)!.Value * 10)).Append(ListingQuery.LowestRating).Max(),
            MostRating = ranges.Where(f => f!.FilterType == Most).Select(f => (int)Math.Floor(Rating(f!.FilterValues![0]!)!.Value * 10)).Append(ListingQuery.HighestRating).Min(),
        };
    }

    private static IEnumerable<Problem> Text(string? text)
    {
        if (text is null) return [];
        return text.Length == 0 || text.EnumerateRunes().Count() > SearchQuery.LongestText ? [Problem.Malformed($"searchText must have 1 to {SearchQuery.LongestText} characters.", "searchText")] : [];
    }

    private static IEnumerable<Problem> Check(string type, IReadOnlyList<string?> values)
    {
        if (type is Least or Most) return values.Count == 1 && Rating(values[0]!) is not null ? [] : [Problem.Malformed($"{type} needs one value from 0.0 to 5.0.", "filters")];
        if (ListingFacets.Find(type) is not { } facet || facet == ListingFacet.AverageCustomerRating) return [Problem.Malformed($"There is no filter {type}.", "filters")];
        var known = ListingFacets.Values(facet);
        return known.IsEmpty || values.All(v => known.Contains(v!)) ? [] : [Problem.Malformed($"{type} must be one of {string.Join(", ", known)}.", "filters")];
    }

    /// <summary>Null for what is no number from 0 to 5.</summary>
    private static decimal? Rating(string value) => decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rating) && rating <= 5 ? rating : null;
}
