using System.Collections.Immutable;
using Guildhall.App.Search;
using Guildhall.Domain.Products;

namespace Guildhall.App.Discovery;

/// <summary>What is searched of listings of several products: their own texts, and the facts of their products.</summary>
internal static class CollectionTexts
{
    public static SearchIndex Index(SearchIndex products, ImmutableArray<ListingRecord> collections) =>
        SearchIndex.Build(ProductCatalogue.Empty, [.. collections.Select((c, number) => Of(number, c, products))], products.Taxonomy);

    private static SearchText Of(int number, ListingRecord listing, SearchIndex products)
    {
        var shown = Shown(listing, products.Catalogue);
        var columns = products.Columns;
        var publisher = listing.Publisher.Length > 0 ? listing.Publisher : columns.Of(Facet.Seller).Of(shown is [var first, ..] ? first : listing.Products[0])[0];
        return new SearchText(number)
        {
            Title = listing.Name,
            Seller = listing.PublisherName.Length > 0 ? listing.PublisherName : columns.SellerName(publisher),
            SellerId = publisher,
            Type = "",
            Short = listing.ShortDescription,
            Keywords = [.. shown.Select(p => products.Catalogue.Products[p].Title)],
            Categories = listing.Categories.IsEmpty ? All(columns, Facet.Category, shown) : listing.Categories,
            Delivery = All(columns, Facet.Delivery, shown),
            Pricing = All(columns, Facet.Pricing, shown),
            Units = All(columns, Facet.Unit, shown),
            Badges = All(columns, Facet.Badge, shown),
            Deployed = All(columns, Facet.Deployed, shown),
            Logo = listing.Logo,
            Tenths = listing.Tenths,
            Reviews = listing.Reviews,
        };
    }

    /// <summary>Those that everybody sees; where there is none, those that some see. Nothing is told of products beside public ones that not all may know.</summary>
    private static ImmutableArray<int> Shown(ListingRecord listing, ProductCatalogue catalogue)
    {
        ImmutableArray<int> open = [.. listing.Products.Where(p => catalogue.Products[p].Visibility == ProductVisibility.Public)];
        return open.IsEmpty ? [.. listing.Products.Where(p => catalogue.Products[p].Visibility == ProductVisibility.Limited)] : open;
    }

    private static ImmutableArray<string> All(ProductColumns columns, Facet facet, ImmutableArray<int> products) =>
        [.. products.SelectMany(p => columns.Of(facet).Of(p)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
