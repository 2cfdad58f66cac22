using System.Collections.Immutable;

namespace Guildhall.App.Catalogue.Generator;

/// <summary>The cases that every catalogue has, however small: from the third public product on, one each. Odd titles have no reviews, so that no home page begins with them. storefront-and-procurement.md E.5.</summary>
internal static class EdgeCases
{
    private const int LongestDescription = 32_768;
    private const int LongestTitle = 255;
    private const string TitleOfTwo = "Twinmere Shared Compass";

    public static ProductDraft Apply(int ordinal, ProductDraft product, Dice dice) => ordinal switch
    {
        2 => product with { Long = Texts.Long(dice, product.Title, LongestDescription) },
        3 => product with { Categories = CategoryChoice.Many(30) },
        4 => ManyDimensions(product, dice),
        5 => product with { HasLogo = false },
        6 or 7 => product with { Title = TitleOfTwo },
        8 => product with { Title = product.Title.PadRight(LongestTitle, 'z'), Rating = null },
        9 => product with { Title = "Q", Rating = null },
        10 => WithOffer(product, dice, o => o with { Name = "Offer of the future", AvailableFrom = "2099-01-01T00:00:00Z" }),
        11 => WithOffer(product, dice, o => o with { Name = "Offer of the past", AvailableFrom = "2023-01-01T00:00:00Z", Expires = "2024-01-01T00:00:00Z" }),
        12 => product with { Offers = [.. product.Offers, new OfferMaking(dice, []).Private(25)] },
        13 => product with { Offers = [] },
        _ => product,
    };

    private static ProductDraft ManyDimensions(ProductDraft product, Dice dice)
    {
        ImmutableArray<DimensionDraft> dimensions = [.. Enumerable.Range(1, 26).Select(i => new DimensionDraft($"tier{i}", $"Tier {i}", "Units", Metered: false))];
        return product with
        {
            Type = ProductType.Saas,
            DeployedOnAws = "NOT_DEPLOYED",
            Fulfillment = ["SAAS"],
            Dimensions = dimensions,
            Offers = [new OfferMaking(dice, []).Public(ProductType.Saas, Pricing.Contract, dimensions)],
        };
    }

    /// <summary>One offer more, beside those that are there.</summary>
    private static ProductDraft WithOffer(ProductDraft product, Dice dice, Func<OfferDraft, OfferDraft> change) =>
        product with { Offers = [.. product.Offers, change(new OfferMaking(dice, []).Public(product.Type, Pricing.OwnLicence, []))] };
}
