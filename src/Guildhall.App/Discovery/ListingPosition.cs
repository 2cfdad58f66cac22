using System.Globalization;
using Guildhall.App.Search;

namespace Guildhall.App.Discovery;

/// <summary>Where a page of listings ended, so that changes of the catalogue between two pages neither repeat nor end the walk. storefront-and-procurement.md A.3.</summary>
/// <param name="Place">The last one's. Numbers of listings of several products move: for them <paramref name="Collection"/> tells which it was.</param>
/// <param name="Collection">Empty for a product's own listing.</param>
/// <param name="Rarities">What each word was worth.</param>
internal sealed record ListingPosition(SearchPlace Place, string Collection, int[] Rarities)
{
    public static ListingPosition Of(ListingIndex listings, SearchPlace last, int[] rarities) =>
        new(last, last.Product >= ListingIndex.Collections ? listings.IdOf(last.Product) : "", rarities);

    public string Write() => string.Create(CultureInfo.InvariantCulture, $"{Place.Key} {Place.Product} {string.Join(',', Rarities)} {Collection}");

    /// <summary>Null when it is not what <see cref="Write"/> writes.</summary>
    public static ListingPosition? Read(string? text)
    {
        if (text?.Split(' ', 4) is not [var key, var listing, var rarities, var collection]) return null;
        var place = new SearchPlace(long.Parse(key, CultureInfo.InvariantCulture), int.Parse(listing, CultureInfo.InvariantCulture));
        return new ListingPosition(place, collection, rarities.Length == 0 ? [] : [.. rarities.Split(',').Select(r => int.Parse(r, CultureInfo.InvariantCulture))]);
    }

    /// <summary>The place in the listings as they are now: also of one that has gone.</summary>
    public SearchPlace In(ListingIndex listings, bool ascending) => Collection.Length == 0
        ? Place
        : Place with { Product = ListingIndex.Collections + (ascending ? listings.CollectionsBefore(Collection) : listings.CollectionsUpTo(Collection) - 1) };
}
