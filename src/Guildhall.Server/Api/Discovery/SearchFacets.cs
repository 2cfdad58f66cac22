using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App.Access;
using Guildhall.App.Changes;
using Guildhall.App.Discovery;
using Guildhall.Domain;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Discovery;

/// <summary><c>POST /2026-02-05/searchFacets</c>: always on one page. storefront-and-procurement.md A.4.</summary>
internal static class SearchFacets
{
    public static Operation Operation(Listings listings) => DiscoveryOperation.Post<SearchFacetsRequest, CountedListings>(
        "SearchFacets",
        DiscoveryJson.Default.SearchFacetsRequest,
        (caller, request, cancellation) => CountAsync(listings, caller, request, cancellation),
        (json, counted, _) => Write(json, counted));

    private static async ValueTask<Result<CountedListings>> CountAsync(Listings listings, Caller caller, SearchFacetsRequest request, CancellationToken cancellation)
    {
        var query = ListingQueryReading.Read(request.SearchText, request.Filters);
        var facets = Facets(request.FacetTypes ?? []);
        ImmutableArray<Problem> problems = [.. query.Problems, .. facets.Problems, .. DiscoveryLimits.Page(null, 1, request.NextToken)];
        return problems.IsEmpty ? await listings.CountAsync(caller, query.Value, facets.Value, request.NextToken, cancellation) : problems;
    }

    private static void Write(Utf8JsonWriter json, CountedListings counted)
    {
        json.WriteNumber("totalResults", counted.Total);
        json.Object("listingFacets", () =>
        {
            foreach (var (facet, values) in counted.Facets)
            {
                json.Each(facet.Word(), values, value =>
                {
                    json.WriteString("value", value.Value);
                    json.WriteString("displayName", value.DisplayName);
                    json.Word("parent", value.Parent);
                    json.WriteNumber("count", value.Count);
                });
            }
        });
    }

    private static Result<ImmutableArray<ListingFacet>> Facets(IReadOnlyList<string?> types)
    {
        ImmutableArray<Problem> problems =
        [
            .. Limits.Count("facetTypes", types.Count, 0, 30),
            .. types.Where(t => ListingFacets.Find(t) is null).Select(_ => Problem.Malformed($"facetTypes must be out of {string.Join(", ", ListingFacets.All.Select(f => f.Word()))}.", "facetTypes")).Take(1),
        ];
        if (!problems.IsEmpty) return problems;
        return types.Count == 0 ? ListingFacets.All : types.Select(t => ListingFacets.Find(t)!.Value).Distinct().ToImmutableArray();
    }
}

internal sealed record SearchFacetsRequest
{
    public string? SearchText { get; init; }

    public IReadOnlyList<PostedFilter?>? Filters { get; init; }

    public IReadOnlyList<string?>? FacetTypes { get; init; }

    public string? NextToken { get; init; }
}
