using System.Collections.Immutable;

namespace Guildhall.App.Search;

/// <summary>Where a word stands. storefront-and-procurement.md A.3.</summary>
[Flags]
internal enum TextField : byte
{
    None = 0,
    Title = 1,
    Seller = 2,
    Keyword = 4,
    Short = 8,
    Category = 16,
    Long = 32,
}

/// <summary>Everything of one product that is searched: its words by field, and its values by facet.</summary>
/// <param name="Number">The product's number in the catalogue.</param>
internal sealed record SearchText(int Number)
{
    public required string Title { get; init; }

    public required string Seller { get; init; }

    public required string SellerId { get; init; }

    public required string Type { get; init; }

    public string Short { get; init; } = "";

    public string Long { get; init; } = "";

    /// <summary>Search keywords and highlights.</summary>
    public ImmutableArray<string> Keywords { get; init; } = [];

    /// <summary>Category ids, without those above them.</summary>
    public ImmutableArray<string> Categories { get; init; } = [];

    public ImmutableArray<string> Delivery { get; init; } = [];

    public ImmutableArray<string> Pricing { get; init; } = [];

    /// <summary>Free trial, AWS Free Tier, quick launch.</summary>
    public ImmutableArray<string> Badges { get; init; } = [];

    /// <summary>Whether it runs on AWS; several of these for a listing of several products.</summary>
    public ImmutableArray<string> Deployed { get; init; } = [];

    /// <summary>By what it is priced: the units of its dimensions in the words of Discovery.</summary>
    public ImmutableArray<string> Units { get; init; } = [];

    /// <summary>The address of its logo; null without one.</summary>
    public string? Logo { get; init; }

    /// <summary>The average rating in tenths, 0 when nobody rated it.</summary>
    public byte Tenths { get; init; }

    public int Reviews { get; init; }

    /// <summary>The words to be found, by field. <paramref name="taxonomy"/> names the categories.</summary>
    public IEnumerable<(TextField Field, string Text)> Texts(Taxonomy taxonomy)
    {
        yield return (TextField.Title, Title);
        yield return (TextField.Seller, Seller);
        foreach (var keyword in Keywords) yield return (TextField.Keyword, keyword);
        yield return (TextField.Short, Short);
        foreach (var category in taxonomy.WithParents(Categories)) yield return (TextField.Category, taxonomy.NameOf(category));
        foreach (var delivery in Delivery) yield return (TextField.Category, FacetWords.NameOf(Facet.Delivery, delivery));
        foreach (var pricing in Pricing) yield return (TextField.Category, FacetWords.NameOf(Facet.Pricing, pricing));
        yield return (TextField.Long, Long);
    }
}
