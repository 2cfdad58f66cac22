using System.Collections.Immutable;
using Guildhall.Domain.Products;

namespace Guildhall.App.Search;

/// <summary>
/// Everything that a search asks, in memory and immutable. A few changed products go into a small second table of words beside the large one, which is
/// not touched: they are found at once, and a rebuild puts them where they belong when they have become many.
/// </summary>
internal sealed class SearchIndex
{
    private readonly ImmutableDictionary<int, SearchText> _changed;

    private SearchIndex(ProductCatalogue catalogue, Taxonomy taxonomy, TermTable words, TermTable recent, ulong[] stale, ProductColumns columns, ImmutableDictionary<int, SearchText> changed)
    {
        (Catalogue, Taxonomy, Words, Recent, Stale, Columns) = (catalogue, taxonomy, words, recent, stale, columns);
        _changed = changed;
    }

    /// <summary>The catalogue that it is of.</summary>
    public ProductCatalogue Catalogue { get; }

    public Taxonomy Taxonomy { get; }

    /// <summary>The words of the last rebuild.</summary>
    public TermTable Words { get; }

    /// <summary>The words of products that changed since.</summary>
    public TermTable Recent { get; }

    /// <summary>A bit for each product whose words in <see cref="Words"/> no longer hold; empty when there is none.</summary>
    public ulong[] Stale { get; }

    public ProductColumns Columns { get; }

    /// <summary>How many products lie in the small table.</summary>
    public int RecentProducts => _changed.Count;

    /// <param name="texts">One for each product of the catalogue, in order of their numbers.</param>
    public static SearchIndex Build(ProductCatalogue catalogue, IReadOnlyList<SearchText> texts, Taxonomy taxonomy) =>
        Of(catalogue, texts, TermTable.Build(texts, taxonomy, texts.Count), taxonomy);

    /// <param name="texts">As in <see cref="Build"/>; their words are in <paramref name="words"/> already, so that long texts need not be kept.</param>
    public static SearchIndex Of(ProductCatalogue catalogue, IReadOnlyList<SearchText> texts, TermTable words, Taxonomy taxonomy) => new(
        catalogue, taxonomy, words, TermTable.Build([], taxonomy, 0), [], ProductColumns.Empty.With(texts.Count, texts, taxonomy), ImmutableDictionary<int, SearchText>.Empty);

    /// <summary>The index of the next version of the catalogue, with the texts of the products that differ.</summary>
    public SearchIndex With(ProductCatalogue next, IReadOnlyList<SearchText> texts)
    {
        var changed = _changed.SetItems(texts.Select(t => KeyValuePair.Create(t.Number, t)));
        var stale = new ulong[(next.Products.Length + 63) >> 6];
        foreach (var product in changed.Keys) stale[product >> 6] |= 1UL << product;
        var recent = TermTable.Build(changed.Values.OrderBy(t => t.Number), Taxonomy, next.Products.Length);
        return new(next, Taxonomy, Words, recent, stale, Columns.With(next.Products.Length, texts, Taxonomy), changed);
    }
}
