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
    private readonly byte[]?[] _logos;
    private readonly ImmutableDictionary<string, string> _sellers;

    private ProductColumns(FacetColumn[] facets, NameOrder names, byte[] tenths, int[] reviews, byte[][] shorts, byte[]?[] logos, ImmutableDictionary<string, string> sellers) =>
        (_facets, Names, _tenths, _reviews, _shorts, _logos, _sellers) = (facets, names, tenths, reviews, shorts, logos, sellers);

    public static ProductColumns Empty { get; } =
        new([.. Enum.GetValues<Facet>().Select(_ => FacetColumn.Empty)], NameOrder.Of([]), [], [], [], [], ImmutableDictionary.Create<string, string>(StringComparer.Ordinal));

    public int Count => _reviews.Length;

    public NameOrder Names { get; }

    public FacetColumn Of(Facet facet) => _facets[(int)facet];

    public byte Tenths(int product) => _tenths[product];

    public int Reviews(int product) => _reviews[product];

    public string Short(int product) => Encoding.UTF8.GetString(_shorts[product]);

    /// <summary>The address of its logo; null without one.</summary>
    public string? Logo(int product) => _logos[product] is { } logo ? Encoding.UTF8.GetString(logo) : null;

    /// <summary>Where it comes in an order: the higher the earlier.</summary>
    /// <param name="score">What the words met are worth.</param>
    public long KeyOf(SearchOrder order, int product, long score) => order switch
    {
        SearchOrder.Relevance => (Relevance.Popular(score, _reviews[product]) << 24) + Math.Min(_reviews[product], (1 << 24) - 1),
        SearchOrder.Name => -Names.RankOf(product),
        SearchOrder.Newest => product,
        SearchOrder.Rating => ((long)_tenths[product] << 24) + Math.Min(_reviews[product], (1 << 24) - 1),
        _ => throw new InvalidOperationException($"{order} is no order."),
    };

    public string SellerName(string seller) => _sellers.GetValueOrDefault(seller, seller);

    /// <summary>The columns for <paramref name="products"/> products, with some of them replaced; a new one must be among these.</summary>
    public ProductColumns With(int products, IReadOnlyList<SearchText> changed, Taxonomy taxonomy)
    {
        FacetColumn[] facets = [.. Enum.GetValues<Facet>().Select(facet => Of(facet).With(products, changed.Select(c => (c.Number, Values(facet, c, taxonomy)))))];
        var (tenths, reviews, shorts) = (Grown(_tenths, products), Grown(_reviews, products), Grown(_shorts, products));
        var logos = Grown(_logos, products);
        foreach (var text in changed)
        {
            (tenths[text.Number], reviews[text.Number], shorts[text.Number]) = (text.Tenths, text.Reviews, Encoding.UTF8.GetBytes(text.Short));
            logos[text.Number] = text.Logo is { } logo ? Encoding.UTF8.GetBytes(logo) : null;
        }

        var sellers = _sellers.SetItems(changed.Select(c => KeyValuePair.Create(c.SellerId, c.Seller)));
        (int, string)[] titles = [.. changed.Select(c => (c.Number, c.Title))];
        var names = Count == 0 && titles.Length == products ? NameOrder.Of([.. titles.OrderBy(t => t.Item1).Select(t => t.Item2)]) : Names.With(products, titles);
        return new ProductColumns(facets, names, tenths, reviews, shorts, logos, sellers);
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
        Facet.Deployed => text.Deployed,
        Facet.Rating => [.. Enumerable.Range(1, text.Tenths / 10).Where(stars => stars < 5).Select(stars => stars.ToString(CultureInfo.InvariantCulture))],
        Facet.Seller => [text.SellerId],
        Facet.Unit => text.Units,
        _ => throw new ArgumentOutOfRangeException(nameof(facet)),
    };
}
