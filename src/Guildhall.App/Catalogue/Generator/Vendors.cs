using System.Collections.Immutable;

namespace Guildhall.App.Catalogue.Generator;

/// <summary>
/// The invented vendors: one for six products, a few with very many and most with two or so. E.5 asks for Zipf with exponent 1.1 and a largest of
/// one in a hundred; only the shifted form (Zipf-Mandelbrot) has both.
/// </summary>
internal sealed class Vendors
{
    private readonly double[] _upTo;

    private Vendors(ImmutableArray<Vendor> all)
    {
        All = all;
        var shift = all.Length / 195.0;
        _upTo = new double[all.Length];
        var sum = 0.0;
        for (var rank = 0; rank < all.Length; rank++) _upTo[rank] = sum += Math.Pow(rank + 1 + shift, -1.1);
    }

    public ImmutableArray<Vendor> All { get; }

    public static Vendors For(int products, Dice dice)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var all = ImmutableArray.CreateBuilder<Vendor>();
        for (var count = Math.Max(1, products / 6); count > 0; count--)
        {
            var (brand, name) = Fresh(dice, names);
            all.Add(new Vendor(dice.Id("seller-"), name, brand, $"9{dice.Next() % 100_000_000_000:00000000000}"));
        }

        // One name at the limit of its length (E.5).
        all[^1] = all[^1] with { Name = all[^1].Name.PadRight(255, 'x') };
        return new Vendors(all.ToImmutable());
    }

    public Vendor Any(Dice dice)
    {
        var place = Array.BinarySearch(_upTo, dice.Share() * _upTo[^1]);
        return All[Math.Min(place < 0 ? ~place : place, All.Length - 1)];
    }

    private static (string Brand, string Name) Fresh(Dice dice, HashSet<string> names)
    {
        while (true)
        {
            var brand = dice.Chance(0.02) ? dice.Any(Words.ForeignBrands) + dice.Any(Words.BrandEnds) : dice.Any(Words.BrandStarts) + dice.Any(Words.BrandEnds);
            var name = $"{brand} {dice.Any(Words.CompanyKinds)}";
            if (names.Add(name)) return (brand, name);
        }
    }
}
