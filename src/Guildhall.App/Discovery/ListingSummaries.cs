using System.Collections.Immutable;
using Guildhall.App.Search;

namespace Guildhall.App.Discovery;

/// <summary>Makes what results show of a listing from the columns of the search. storefront-and-procurement.md A.3, E.3.</summary>
internal static class ListingSummaries
{
    private const int MostCategories = 30;

    private static readonly Named DeployedOnAws = new("DEPLOYED_ON_AWS", "Deployed on AWS"), MultiProduct = new("MULTI_PRODUCT", "Multi-product");

    /// <param name="products">Those that may be told of, at least one: what the listing does not say of itself, the first of them says.</param>
    public static ListingSummary Of(ListingIndex listings, int listing, ImmutableArray<ProductInformation> products)
    {
        var several = listing >= ListingIndex.Collections;
        var (index, number) = several ? (listings.Several, listing - ListingIndex.Collections) : (listings.Products, listing);
        var (columns, record) = (index.Columns, listings.Record(listing));
        var name = record is { Name.Length: > 0 } ? record.Name : products[0].Product.Title;
        var publisher = several && record is { Publisher.Length: > 0 } ? new SellerInformation(record.Publisher, columns.SellerName(record.Publisher)) : products[0].Manufacturer;
        return new ListingSummary(listings.IdOf(listing), name, publisher)
        {
            ShortDescription = columns.Short(number) is { Length: > 0 } text ? text : name,
            LogoUrl = columns.Logo(number),
            Categories = [.. columns.Of(Facet.Category).Of(number).Take(MostCategories).Select(c => new Named(c, index.Taxonomy.NameOf(c)))],
            FulfillmentOptions = NamesOf(Facet.Delivery),
            PricingModels = NamesOf(Facet.Pricing),
            PricingUnits = NamesOf(Facet.Unit),
            Badges = [.. NamesOf(Facet.Badge), .. columns.Of(Facet.Deployed).Of(number).Contains("DEPLOYED") ? [DeployedOnAws] : ImmutableArray<Named>.Empty, .. several ? [MultiProduct] : ImmutableArray<Named>.Empty],
            Tenths = columns.Tenths(number),
            Reviews = columns.Reviews(number),
            Products = products,
        };

        ImmutableArray<Named> NamesOf(Facet facet) => [.. columns.Of(facet).Of(number).Select(v => new Named(v, FacetWords.NameOf(facet, v)))];
    }
}
