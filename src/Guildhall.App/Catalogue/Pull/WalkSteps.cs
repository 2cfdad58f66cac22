using System.Text.Json;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Cloud.Discovery;

namespace Guildhall.App.Catalogue.Pull;

/// <summary>What is to be asked next, by an answer. storefront-and-procurement.md 0, E.4.</summary>
internal static class WalkSteps
{
    /// <summary>Where a pull begins: the parents of categories, and all listings.</summary>
    public static IEnumerable<DiscoveryQuestion> First { get; } = [new(DiscoveryOperation.SearchFacets, ""), new(DiscoveryOperation.SearchListings, "")];

    /// <summary>What follows from an answer or a page of it; ids that are none are left out, since no record of theirs could be imported either.</summary>
    public static IEnumerable<DiscoveryQuestion> After(DiscoveryQuestion question, JsonElement answer) => Follow(question, answer).Where(next => IsId(next.Id));

    private static IEnumerable<DiscoveryQuestion> Follow(DiscoveryQuestion question, JsonElement answer) => question.Operation switch
    {
        // The products of a summary too: they stay in the catalogue when the listing itself cannot be read.
        DiscoveryOperation.SearchListings => answer.Items("listingSummaries").SelectMany(listing => Products(listing).Prepend(new(DiscoveryOperation.GetListing, Id(listing, "listingId")))),
        DiscoveryOperation.GetListing => Products(answer),
        DiscoveryOperation.GetProduct => [new(DiscoveryOperation.ListPurchaseOptions, question.Id), new(DiscoveryOperation.ListFulfillmentOptions, question.Id)],
        DiscoveryOperation.ListPurchaseOptions => answer.Items("purchaseOptions").SelectMany(Option),
        DiscoveryOperation.GetOffer => answer.Items("associatedEntities").SelectMany(entity => Sets(entity).Concat(Product(entity))).Prepend(new(DiscoveryOperation.GetOfferTerms, question.Id)),
        DiscoveryOperation.GetOfferSet => answer.Items("associatedEntities").SelectMany(entity => Offers(entity).Concat(Product(entity))),
        _ => [],
    };

    private static IEnumerable<DiscoveryQuestion> Option(JsonElement option)
    {
        var id = Id(option, "purchaseOptionId");
        if (option.Text("purchaseOptionType") == "OFFER") yield return new(DiscoveryOperation.GetOffer, id);
        if (option.Text("purchaseOptionType") == "OFFERSET") yield return new(DiscoveryOperation.GetOfferSet, id);
        foreach (var entity in option.Items("associatedEntities"))
        {
            foreach (var next in Offers(entity).Concat(Sets(entity))) yield return next;
        }
    }

    private static IEnumerable<DiscoveryQuestion> Products(JsonElement listing) => listing.Items("associatedEntities").SelectMany(Product);

    private static IEnumerable<DiscoveryQuestion> Product(JsonElement entity) => One(DiscoveryOperation.GetProduct, entity.Find("product").Text("productId"));

    private static IEnumerable<DiscoveryQuestion> Offers(JsonElement entity) => One(DiscoveryOperation.GetOffer, entity.Find("offer").Text("offerId"));

    private static IEnumerable<DiscoveryQuestion> Sets(JsonElement entity) => One(DiscoveryOperation.GetOfferSet, entity.Find("offerSet").Text("offerSetId"));

    private static IEnumerable<DiscoveryQuestion> One(DiscoveryOperation operation, string? id) => id is null ? [] : [new(operation, id)];

    private static string Id(JsonElement of, string member) => of.Text(member) ?? "";

    private static bool IsId(string id) => RecordIds.Refusal(RecordKind.Listing, id) is null;
}
