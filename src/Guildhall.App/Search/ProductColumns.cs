using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Guildhall.App.Search;

/// <summary>What is known of every product by its number, column by column: facets, orders, and the texts that results show. Immutable.</summary>
internal sealed class ProductColumns
{
    private readonly FacetColumn[] _facets;
    private readonly byte[] _tenths;
    private readonly int[] _reviews;
    private readonly byte[][] _shorts;
    private readonly ImmutableDictionary<string, string> _sellers;

    private ProductColumns(FacetColumn[] facets, NameOrder names, byte[] tenths, int[] reviews, byte[][] shorts, ImmutableDictionary<string, string> sellers) =>
        (_facets, Names, _tenths, _reviews, _shorts, _sellers) = (facets, names, tenths, reviews, shorts, sellers);

    public static ProductColumns Empty { get; } =
        new([.. FacetWords.All.Select(_ => FacetColumn.Empty)], NameOrder.Of([]), [], [], [], ImmutableDictionary.Create<string, string>(StringComparer.Ordinal));

    public int Count => _reviews.Length;

    public NameOrder Names { get; }

    public FacetColumn Of(Facet facet) => _facets[(int)facet];

    public byte Tenths(int product) => _tenths[product];

    public int Reviews(int product) => _reviews[product];

    public string Short(int product) => Encoding.UTF8.GetString(_shorts[product]);

    public string SellerName(string seller) => _sellers.GetValueOrDefault(seller, seller);

    /// <summary>The columns for <paramref name="products"/> products, with some of them replaced; a new one must be among these.</summary>
    public ProductColumns With(int products, IReadOnlyList<SearchText> changed, Taxonomy taxonomy)
    {
        FacetColumn[] facets = [.. FacetWords.All.Select(facet => Of(facet).With(products, changed.Select(c => (c.Number, Values(facet, c, taxonomy)))))];
        var (tenths, reviews, shorts) = (Grown(_tenths, products), Grown(_reviews, products), Grown(_shorts, products));
        foreach (var text in changed) (tenths[text.Number], reviews[text.Number], shorts[text.Number]) = (text.Tenths, text.Reviews, Encoding.UTF8.GetBytes(text.Short));
        var sellers = _sellers.SetItems(changed.Select(c => KeyValuePair.Create(c.SellerId, c.Seller)));
        (int, string)[] titles = [.. changed.Select(c => (c.Number, c.Title))];
        var names = Count == 0 && titles.Length == products ? NameOrder.Of([.. titles.OrderBy(t => t.Item1).Select(t => t.Item2)]) : Names.With(products, titles);
        return new ProductColumns(facets, names, tenths, reviews, shorts, sellers);
    }

    private static T[] Grown<T>(T[] column, int products)
    {
        var grown = new T[products];
        column.AsSpan(0, Math.Min(products, column.Length)).CopyTo(grown);
        return grown;
    }

    private static ImmutableArray<string> Values(Facet facet, SearchText text, Taxonomy taxonomy) => facet switch
    {
        Facet.Category => [.. taxonomy.WithParents(text.Categories)],
        Facet.Delivery => text.Delivery,
        Facet.Pricing => text.Pricing,
        Facet.Type => [text.Type],
        Facet.Badge => text.Badges,
        Facet.Deployed => text.Deployed.Length == 0 ? [] : [text.Deployed],
        Facet.Rating => [.. Enumerable.Range(1, text.Tenths / 10).Where(stars => stars < 5).Select(stars => stars.ToString(CultureInfo.InvariantCulture))],
        Facet.Seller => [text.SellerId],
        _ => throw new ArgumentOutOfRangeException(nameof(facet)),
    };
}
