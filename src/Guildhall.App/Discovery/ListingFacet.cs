using System.Collections.Immutable;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Search;

namespace Guildhall.App.Discovery;

/// <summary>By what listings are filtered and counted. storefront-and-procurement.md A.3, A.4.</summary>
public enum ListingFacet : byte
{
    AverageCustomerRating,
    Category,
    Publisher,
    FulfillmentOptionType,
    PricingModel,
    PricingUnit,
    DeployedOnAws,
    NumberOfProducts,
}

/// <summary>The facets in Discovery's words, and the values they know.</summary>
public static class ListingFacets
{
    public const string Single = "SINGLE", Multiple = "MULTIPLE";

    public static ImmutableArray<ListingFacet> All { get; } = [.. Enum.GetValues<ListingFacet>()];

    /// <summary>Discovery's name of it, such as <c>PRICING_UNIT</c>.</summary>
    public static string Word(this ListingFacet facet) => facet switch
    {
        ListingFacet.AverageCustomerRating => "AVERAGE_CUSTOMER_RATING",
        ListingFacet.Category => "CATEGORY",
        ListingFacet.Publisher => "PUBLISHER",
        ListingFacet.FulfillmentOptionType => "FULFILLMENT_OPTION_TYPE",
        ListingFacet.PricingModel => "PRICING_MODEL",
        ListingFacet.PricingUnit => "PRICING_UNIT",
        ListingFacet.DeployedOnAws => "DEPLOYED_ON_AWS",
        ListingFacet.NumberOfProducts => "NUMBER_OF_PRODUCTS",
        _ => throw new ArgumentOutOfRangeException(nameof(facet)),
    };

    public static ListingFacet? Find(string? word) => All.Select(f => (ListingFacet?)f).FirstOrDefault(f => f!.Value.Word() == word);

    /// <summary>The values there can be; empty where the catalogue says: categories and publishers.</summary>
    public static ImmutableArray<string> Values(ListingFacet facet) => facet switch
    {
        ListingFacet.FulfillmentOptionType => [.. Fulfillments.Types],
        ListingFacet.PricingModel => ["USAGE", "CONTRACT", "BYOL", "FREE"],
        ListingFacet.PricingUnit => ["USERS", "HOSTS", "BANDWIDTH", "DATA", "TIERS", "REQUESTS", "UNITS"],
        ListingFacet.DeployedOnAws => ["DEPLOYED", "NOT_DEPLOYED", "NOT_APPLICABLE"],
        ListingFacet.NumberOfProducts => [Single, Multiple],
        _ => [],
    };

    /// <summary>The column of the search that holds it; null for those that are told otherwise.</summary>
    internal static Facet? Column(ListingFacet facet) => facet switch
    {
        ListingFacet.Category => Facet.Category,
        ListingFacet.Publisher => Facet.Seller,
        ListingFacet.FulfillmentOptionType => Facet.Delivery,
        ListingFacet.PricingModel => Facet.Pricing,
        ListingFacet.PricingUnit => Facet.Unit,
        ListingFacet.DeployedOnAws => Facet.Deployed,
        _ => null,
    };
}
