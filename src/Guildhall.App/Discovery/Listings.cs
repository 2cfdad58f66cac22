using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.App.Search;
using Guildhall.Domain;

namespace Guildhall.App.Discovery;

/// <summary>
/// Searching listings as AWS's Discovery API does it: the whole catalogue that an account may see, whether it is approved or not. storefront-and-procurement.md
/// 0, A.3, A.4.
/// </summary>
public sealed class Listings
{
    private readonly ListingIndexes _indexes;
    private readonly Marketplaces _marketplaces;
    private readonly PageTokens _tokens;
    private readonly Synonyms _synonyms;

    internal Listings(ListingIndexes indexes, Marketplaces marketplaces, PageTokens tokens, Synonyms synonyms) =>
        (_indexes, _marketplaces, _tokens, _synonyms) = (indexes, marketplaces, tokens, synonyms);

    /// <summary>A page of what the caller's account finds. Refused: no right to search (<c>ACCESS_DENIED</c>), a token of another search (<c>INVALID_PAGINATION_TOKEN</c>).</summary>
    /// <param name="take">1 to 100.</param>
    public async ValueTask<Result<ListingPage>> SearchAsync(Caller caller, ListingQuery query, int take, string? token, CancellationToken cancellation)
    {
        if (Authorization.Check(caller, "aws-marketplace:SearchListings", "*") is { } refusal) return refusal;
        var binding = DiscoveryTokens.Binding("SearchListings", caller, $"{query.Found}\n{query.Ascending}");
        ListingPosition? after = null;
        if (!string.IsNullOrEmpty(token) && (after = ListingPosition.Read(_tokens.ReadBase64(binding, token))) is null) return DiscoveryTokens.Refusal;
        var listings = await _indexes.CurrentAsync(cancellation);
        var result = Find(listings, query, after?.Rarities ?? []);
        var open = listings.OpenTo(caller.Account);
        var (page, more) = result.Read(after?.In(listings, query.Ascending), query.Ascending, take, listing => Finds(listings, listing, result, open, caller.Account));
        return new ListingPage(
            result.Count(open),
            [.. page.Select(place => listings.Summary(place.Product, caller.Account))],
            more ? _tokens.WriteBase64(binding, ListingPosition.Of(listings, page[^1], result.Rarities).Write()) : null);
    }

    /// <summary>How many listings the caller's account finds, and how many have each value of the facets. Always on one page: any token is refused.</summary>
    /// <param name="facets">Which are asked for.</param>
    public async ValueTask<Result<CountedListings>> CountAsync(Caller caller, ListingQuery query, ImmutableArray<ListingFacet> facets, string? token, CancellationToken cancellation)
    {
        if (Authorization.Check(caller, "aws-marketplace:SearchFacets", "*") is { } refusal) return refusal;
        if (!string.IsNullOrEmpty(token)) return DiscoveryTokens.Refusal;
        var listings = await _indexes.CurrentAsync(cancellation);
        var (counts, open) = (new ListingCounts(listings, query), listings.OpenTo(caller.Account));
        var matching = _indexes.Searches.Take(listings.Products);
        new ListingSearch(listings, _synonyms).Run(matching, query, [], (place, failed) =>
        {
            if (listings.Of(place.Product) == Reach.Everybody || open.Contains(place.Product)) counts.Take(place.Product, failed);
        });
        _indexes.Searches.GiveBack(matching);
        return new CountedListings(counts.Total, [.. facets.Select(f => (f, counts.Values(f)))]);
    }

    private ListingResult Find(ListingIndex listings, ListingQuery query, int[] rarities)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{string.Join(',', rarities)}\n{query.Found}");
        return listings.Results.GetOrAdd(key, () =>
        {
            var matching = _indexes.Searches.Take(listings.Products);
            var result = ListingResult.Of(listings, matching, _synonyms, query, rarities);
            _indexes.Searches.GiveBack(matching);
            return result;
        });
    }

    /// <summary>By the catalogue of now, even when the index is of a little before (M-19).</summary>
    private bool Finds(ListingIndex listings, int listing, ListingResult result, FrozenSet<int> open, AccountId account)
    {
        if (result.Limited.Contains(listing) && !open.Contains(listing)) return false;
        if (listing < ListingIndex.Collections) return _marketplaces.Catalogue.FindsIt(listing, account);
        return listings.ProductsOf(listing).Any(product => _marketplaces.Catalogue.FindsIt(product, account));
    }
}

/// <param name="Total">How many there are on all pages.</param>
/// <param name="NextToken">Null on the last page.</param>
public sealed record ListingPage(int Total, ImmutableArray<ListingSummary> Listings, string? NextToken);

/// <param name="Facets">Those that were asked for, in order.</param>
public sealed record CountedListings(int Total, ImmutableArray<(ListingFacet Facet, ImmutableArray<CountedValue> Values)> Facets);
