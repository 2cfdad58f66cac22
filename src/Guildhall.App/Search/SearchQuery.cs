using System.Collections.Immutable;

namespace Guildhall.App.Search;

/// <summary>In which order results come.</summary>
public enum SearchOrder : byte
{
    /// <summary>The best first; without words the most reviewed first.</summary>
    Relevance,

    /// <summary>By title.</summary>
    Name,

    /// <summary>What came into the catalogue last, first.</summary>
    Newest,

    /// <summary>The best rated first.</summary>
    Rating,
}

/// <summary>What somebody looks for.</summary>
/// <param name="Text">At most 512 characters (<c>searchText</c>, storefront-and-procurement.md A.1); the last word may be unfinished.</param>
public sealed record SearchQuery(string Text)
{
    public const int LongestText = 512;

    /// <summary>Values that results must have one of, by facet: OR within a facet, AND between them (A.3).</summary>
    public ImmutableSortedDictionary<Facet, ImmutableArray<string>> Filters { get; init; } = ImmutableSortedDictionary<Facet, ImmutableArray<string>>.Empty;

    public bool ApprovedOnly { get; init; }

    public SearchOrder Order { get; init; }

    /// <summary>How many on a page, 1 to 100.</summary>
    public int Take { get; init; } = 20;

    /// <summary>The cursor of the page before, or null for the first.</summary>
    public string? Cursor { get; init; }

    /// <summary>Neither typing errors nor synonyms.</summary>
    public bool Literal { get; init; }

    /// <summary>The query but for page and cursor: what a cursor is bound to.</summary>
    public string Binding => string.Join('\n', [Text, ApprovedOnly, Order, Literal, .. Filters.Select(f => $"{f.Key}={string.Join(',', f.Value)}")]);
}
