using System.Collections.Immutable;
using Guildhall.Domain.Governance;
using Guildhall.Domain.Products;

namespace Guildhall.App.Search;

/// <summary>A page of results.</summary>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Facets">The values that results have, each with how many; counted under all filters but those of the same facet.</param>
/// <param name="Approved">How many of the results may be bought; null when no experience governs the account.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
public sealed record SearchPage(
    int Total, ImmutableArray<FoundProduct> Items, ImmutableSortedDictionary<Facet, ImmutableArray<FacetValue>> Facets, int? Approved, string? Next)
{
    /// <summary>The cursor of the page before; null on the first.</summary>
    public string? Previous { get; init; }
}

/// <summary>A value of a facet.</summary>
/// <param name="Parent">The category above; null for others.</param>
public sealed record FacetValue(string Value, string Name, string? Parent, int Count, bool Selected);

/// <summary>A product as results show it.</summary>
/// <param name="Decision">What the account's governance says of it; null when the account belongs to no organization that is linked.</param>
/// <param name="Highlights">Where the words met stand in title, seller and short description.</param>
public sealed record FoundProduct(Product Product, string SellerId, string Short, PurchaseDecision? Decision, Highlights Highlights)
{
    /// <summary>Category ids, the closest first.</summary>
    public ImmutableArray<string> Categories { get; init; } = [];

    public ImmutableArray<string> Delivery { get; init; } = [];

    public ImmutableArray<string> Pricing { get; init; } = [];

    public ImmutableArray<string> Badges { get; init; } = [];

    /// <summary>The average rating in tenths; 0 when nobody rated it.</summary>
    public byte Tenths { get; init; }

    public int Reviews { get; init; }
}

/// <summary>Stretches of the texts of a result in which words were met, in UTF-16 units, ascending.</summary>
public sealed record Highlights(ImmutableArray<Stretch> Title, ImmutableArray<Stretch> Seller, ImmutableArray<Stretch> Short);

/// <summary>A stretch of a text.</summary>
public readonly record struct Stretch(int Start, int Length);
