using System.Collections.Immutable;
using Guildhall.App.Search;

namespace Guildhall.App.Discovery;

/// <summary>Makes what results show of a listing from the columns of the search. storefront-and-procurement.md A.3, E.3.</summary>
internal static class ListingSummaries
{
    private const int MostCategories = 30;

    private static readonly Named DeployedOnAws = new("DEPLOYED_ON_AWS", "Deployed on AWS"), MultiProduct = new("MULTI_PRODUCT", "Multi-product");

    public static ListingSummary Of(ListingIndex listings, int listing, ImmutableArray<ProductInformation> products)
    {
        var several = listing >= ListingIndex.Collections;
        var (index, number) = several ? (listings.Several, listing - ListingIndex.Collections) : (listings.Products, listing);
        var (columns, name) = (index.Columns, listings.NameOf(listing));
        var publisher = columns.Of(Facet.Seller).Of(number)[0];
        return new ListingSummary(listings.IdOf(listing), name, new SellerInformation(publisher, columns.SellerName(publisher)))
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
