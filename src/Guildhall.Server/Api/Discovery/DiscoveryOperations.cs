using Guildhall.App;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Discovery;

/// <summary>The operations of the Discovery API. storefront-and-procurement.md A.2.</summary>
internal static class DiscoveryOperations
{
    public static IEnumerable<Operation> All(Installation guildhall) => Served(guildhall).Select(operation => operation.Audited(guildhall.RefusedCalls));

    private static Operation[] Served(Installation guildhall)
    {
        var (discovery, logos) = (guildhall.Discovery, new LogoAddresses(guildhall.Options.PublicUrl));
        return
        [
            SearchListings.Operation(discovery.Listings, logos),
            SearchFacets.Operation(discovery.Listings),
            GetListing.Operation(discovery.Products, logos),
            GetProduct.Operation(discovery.Products, logos),
            GetOffer.Operation(discovery.Offers),
            GetOfferSet.Operation(discovery.Offers),
            GetOfferTerms.Operation(discovery.Offers),
            ListPurchaseOptions.Operation(discovery.PurchaseOptions),
            ListFulfillmentOptions.Operation(discovery.Products),
        ];
    }
}
