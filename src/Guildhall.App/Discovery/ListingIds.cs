using Guildhall.Domain;
using Guildhall.Domain.Products;

namespace Guildhall.App.Discovery;

/// <summary>The ids of listings that products have without being asked. storefront-and-procurement.md A.1.</summary>
internal static class ListingIds
{
    private const string Product = "prod-", Listing = "prodview-";

    /// <summary>For products whose ids begin otherwise; no product's id holds an underscore, so that no two listings meet.</summary>
    private const string OtherListing = "prodview_";

    public static string Of(ProductId product) => product.Value.StartsWith(Product, StringComparison.Ordinal) ? Listing + product.Value[Product.Length..] : OtherListing + product.Value;

    /// <summary>The product whose listing it would be; empty for an id of another form.</summary>
    public static string ProductOf(string listing) =>
        listing.StartsWith(Listing, StringComparison.Ordinal) ? Product + listing[Listing.Length..]
        : listing.StartsWith(OtherListing, StringComparison.Ordinal) && !listing.AsSpan(OtherListing.Length).StartsWith(Product, StringComparison.Ordinal) ? listing[OtherListing.Length..]
        : "";

    /// <summary>Whether searches of the account find the product: withdrawn ones and drafts are found by nobody. storefront-and-procurement.md A.3, M-19.</summary>
    public static bool FindsIt(this ProductCatalogue catalogue, int product, AccountId account) => product < catalogue.Products.Length && catalogue.Products[product].Visibility switch
    {
        ProductVisibility.Public => true,
        ProductVisibility.Limited => catalogue.Products[product].VisibleTo(account),
        _ => false,
    };
}
