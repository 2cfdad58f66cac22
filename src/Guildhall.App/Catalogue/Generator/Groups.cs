using System.Collections.Immutable;

namespace Guildhall.App.Catalogue.Generator;

/// <summary>Products of one vendor that are shown or sold together, and listings of one product under another name. Known when all products were shown to it.</summary>
internal sealed class Groups(Dice dice)
{
    private readonly Dictionary<string, List<ProductDraft>> _open = new(StringComparer.Ordinal);

    public List<BundleDraft> Bundles { get; } = [];

    public List<ListingDraft> Listings { get; } = [];

    public void Show(ProductDraft product)
    {
        if (product.Visibility != "Public") return;
        if (dice.Chance(0.003) && product.Title.Length < 200) Listings.Add(new ListingDraft(product.Id.Replace("prod-", "prodview-", StringComparison.Ordinal), $"{product.Title} for teams", [product.Id]));
        if (!dice.Chance(0.03)) return;
        if (!_open.TryGetValue(product.Vendor.Id, out var together)) _open.Add(product.Vendor.Id, together = []);
        together.Add(product);
        if (together.Count < 3) return;
        _open.Remove(product.Vendor.Id);
        Listings.Add(Collection(dice.Id("prodview-"), $"{product.Vendor.Brand} {dice.Any(Words.Nouns)} collection", together));
        if (Bundle(together) is { } bundle) Bundles.Add(bundle);
    }

    public ListingDraft Collection(string id, string name, IReadOnlyList<ProductDraft> products)
    {
        ImmutableArray<string> categories = [.. products.SelectMany(p => p.Categories).Distinct(StringComparer.Ordinal).Take(10)];
        return new ListingDraft(id, name, [.. products.Select(p => p.Id)])
        {
            Vendor = products[0].Vendor.Id,
            Categories = categories,
            Short = Texts.Short(dice, CategoryChoice.NameOf(categories[0])),
            Long = Texts.Long(dice, name, dice.Between(400, 1_200)),
        };
    }

    private BundleDraft? Bundle(List<ProductDraft> products)
    {
        ImmutableArray<string> offers = [.. products.Where(p => p.Offers.Length > 0).Select(p => p.Offers[0].Id)];
        return offers.Length < 2 ? null : new BundleDraft(dice.Id("offerset-"), $"{products[0].Vendor.Brand} bundle", products[0].Vendor.Id, offers) { Notes = "Accept all offers of the set together.", Expires = "2029-12-31T00:00:00Z" };
    }
}
