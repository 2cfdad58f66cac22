namespace Guildhall.App.Cloud.Discovery;

/// <summary>The operations of the Discovery API, by their names on the wire. storefront-and-procurement.md A.2.</summary>
public enum DiscoveryOperation
{
    SearchListings,
    SearchFacets,
    GetListing,
    GetProduct,
    ListFulfillmentOptions,
    ListPurchaseOptions,
    GetOffer,
    GetOfferTerms,
    GetOfferSet,
}

/// <summary>What is asked of a Discovery API.</summary>
/// <param name="Id">Of what; of the searches, the filters (<see cref="SearchSlice"/>), empty for everything.</param>
public readonly record struct DiscoveryQuestion(DiscoveryOperation Operation, string Id)
{
    /// <summary>For a person: <c>GetProduct of prod-…</c>.</summary>
    public override string ToString() => Id.Length == 0 ? $"{Operation}" : $"{Operation} of {Id}";
}
