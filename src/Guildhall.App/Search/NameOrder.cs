namespace Guildhall.App.Search;

/// <summary>All products by title, folded as words are; equal titles by number. Immutable.</summary>
internal sealed class NameOrder
{
    private readonly string[] _titles;
    private readonly int[] _products;
    private readonly int[] _ranks;

    private NameOrder(string[] titles, int[] products)
    {
        (_titles, _products, _ranks) = (titles, products, new int[products.Length]);
        for (var rank = 0; rank < products.Length; rank++) _ranks[products[rank]] = rank;
    }

    public static NameOrder Of(string[] titles)
    {
        int[] products = [.. Enumerable.Range(0, titles.Length)];
        Array.Sort(products, (one, other) => Compare(titles[one], one, titles[other], other));
        return new NameOrder(titles, products);
    }

    /// <summary>The product's place, from 0 on.</summary>
    public int RankOf(int product) => _ranks[product];

    public string Title(int product) => _titles[product];

    /// <summary>How many come before the title and number, or are that product.</summary>
    public int UpTo(string title, int product)
    {
        var (low, high) = (0, _products.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Compare(_titles[_products[middle]], _products[middle], title, product) <= 0) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>The order with some titles replaced or added: the others keep theirs, so that nothing is sorted but what changed.</summary>
    public NameOrder With(int products, IReadOnlyCollection<(int Product, string Title)> changed)
    {
        var titles = new string[products];
        _titles.CopyTo(titles, 0);
        foreach (var (product, title) in changed) titles[product] = title;
        int[] moved = [.. changed.Select(c => c.Product)];
        Array.Sort(moved, (one, other) => Compare(titles[one], one, titles[other], other));
        var moving = moved.ToHashSet();
        var order = new int[products];
        var (to, next) = (0, 0);
        foreach (var product in _products)
        {
            if (moving.Contains(product)) continue;
            while (next < moved.Length && Compare(titles[moved[next]], moved[next], titles[product], product) < 0) order[to++] = moved[next++];
            order[to++] = product;
        }

        while (next < moved.Length) order[to++] = moved[next++];
        return new NameOrder(titles, order);
    }

    private static int Compare(string one, int product, string other, int otherProduct)
    {
        var length = Math.Min(one.Length, other.Length);
        for (var i = 0; i < length; i++)
        {
            var difference = Key(one[i]) - Key(other[i]);
            if (difference != 0) return difference;
        }

        return one.Length != other.Length ? one.Length - other.Length : product - otherProduct;
    }

    /// <summary>A blank or sign before every letter and digit.</summary>
    private static int Key(char c) => Letters.Fold(c);
}
