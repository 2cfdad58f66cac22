using System.Collections.Immutable;

namespace Guildhall.App.Catalogue.Generator;

/// <summary>Makes products one after another until there are enough public ones; the edge cases are among the first. storefront-and-procurement.md E.5.</summary>
internal sealed class ProductMaking(SyntheticOptions options, Vendors vendors, Dice dice)
{
    private static readonly double[] Reviews = [1, 1, 2, 2, 3, 4, 5, 6, 7, 9, 12, 17, 27, 48, 110, 900];

    private readonly OfferMaking _offers = new(dice, options.PrivateBuyers ?? []);
    private readonly MoreOffers _more = new(new Dice(options.Seed ^ 0x6C078965), options.PrivateBuyers ?? []);
    private readonly Groups _groups = new(new Dice(options.Seed ^ 0x9908B0DF));
    private readonly List<ProductDraft> _forListing = [];
    private readonly List<(string Vendor, string Offer)> _forBundle = [];

    /// <summary>Known when all products are made.</summary>
    public IEnumerable<BundleDraft> Bundles =>
        _forBundle.Count < 2 ? _groups.Bundles : [new BundleDraft(dice.Id("offerset-"), "Starter bundle", _forBundle[0].Vendor, [.. _forBundle.Select(o => o.Offer)]), .. _groups.Bundles];

    /// <summary>Known when all products are made: those that show several products, and a few that rename one.</summary>
    public IEnumerable<ListingDraft> Listings =>
        _forListing.Count < 2 ? _groups.Listings : [_groups.Collection(dice.Id("prodview-"), "Starter collection", _forListing), .. _groups.Listings];

    public IEnumerable<ProductDraft> All()
    {
        for (var made = 0; made < options.PublicProducts;)
        {
            var visibility = dice.Weighted([96, 3, 1]) switch { 0 => "Public", 1 => "Limited", _ => "Restricted" };
            var product = _more.Add(visibility == "Public" ? EdgeCases.Apply(made++, Any(visibility), dice) : Any(visibility));
            Keep(product);
            _groups.Show(product);
            yield return product;
        }
    }

    private ProductDraft Any(string visibility)
    {
        var type = ProductType.Any(dice);
        var vendor = vendors.Any(dice);
        var title = Texts.Title(dice, vendor.Brand);
        var categories = CategoryChoice.Any(dice, type);
        var pricing = OfferMaking.AnyPricing(dice, type);
        var dimensions = _offers.Dimensions(type, pricing);
        return new ProductDraft
        {
            Id = dice.Id("prod-"),
            Type = type,
            Title = title,
            Vendor = vendor,
            Visibility = visibility,
            Short = Texts.Short(dice, CategoryChoice.NameOf(categories[0])),
            Long = Texts.Long(dice, title, dice.Between(400, 4_000)),
            Categories = categories,
            Keywords = [.. Enumerable.Range(0, dice.Between(1, 5)).Select(_ => dice.Any(Words.Nouns).ToLowerInvariant()).Distinct()],
            Highlights = [.. Enumerable.Range(0, dice.Between(1, 3)).Select(_ => Texts.Highlight(dice))],
            DeployedOnAws = Deployed(type),
            Fulfillment = Fulfillment(type),
            Dimensions = dimensions,
            Rating = dice.Chance(0.35) ? (Stars(), (int)dice.Quantile(Reviews)) : null,
            QuickLaunch = type == ProductType.Saas && dice.Chance(0.05),
            FreeTier = pricing == Pricing.Free && dice.Chance(0.5),
            Offers = Offers(type, pricing, dimensions, visibility),
        };
    }

    private ImmutableArray<OfferDraft> Offers(ProductType type, Pricing pricing, ImmutableArray<DimensionDraft> dimensions, string visibility) =>
        visibility == "Limited" || type == ProductType.Professional
            ? visibility == "Limited" ? [_offers.Private(dice.Chance(0.1) ? 25 : dice.Between(1, 3))] : []
            : [_offers.Public(type, pricing, dimensions)];

    private string Deployed(ProductType type) =>
        type == ProductType.Ami || type == ProductType.Container ? "DEPLOYED"
        : type != ProductType.Saas ? "NOT_APPLICABLE"
        : dice.Chance(0.45) ? "DEPLOYED" : "NOT_DEPLOYED";

    private ImmutableArray<string> Fulfillment(ProductType type) =>
        type.Fulfillment.Length > 1 && dice.Chance(0.15) ? [type.Fulfillment[0], type.Fulfillment[1]] : [type.Fulfillment[dice.Chance(0.8) ? 0 : ^1]];

    /// <summary>From 3.2 to 5.0, most often 4.4: the sum of two dice leans to the middle, the rest to the right.</summary>
    private int Stars() => dice.Chance(0.6) ? 44 - (dice.Below(7) * dice.Below(3)) : 44 + dice.Below(4) + dice.Below(4);

    private void Keep(ProductDraft product)
    {
        if (product.Visibility != "Public") return;
        if (_forListing.Count < 3) _forListing.Add(product);
        if (_forBundle.Count < 2 && product.Offers is [var offer, ..] && (_forBundle.Count == 0 || _forBundle[0].Vendor == product.Vendor.Id))
            _forBundle.Add((product.Vendor.Id, offer.Id));
    }
}
