using System.Collections.Immutable;

namespace Guildhall.App.Discovery;

/// <summary>What somebody looks for among listings. storefront-and-procurement.md A.3.</summary>
public sealed record ListingQuery
{
    /// <summary>The bounds of a rating, in tenths of a star.</summary>
    public const int LowestRating = 0, HighestRating = 50;

    /// <summary>Empty: everything.</summary>
    public string Text { get; init; } = "";

    /// <summary>All must be met, each by one of its values; a facet may stand here more than once.</summary>
    public ImmutableArray<ListingFilter> Filters { get; init; } = [];

    /// <summary>Tenths of a star, both included; what nobody rated counts as none.</summary>
    public int LeastRating { get; init; } = LowestRating;

    public int MostRating { get; init; } = HighestRating;

    /// <summary>By rating, not by relevance.</summary>
    public bool ByRating { get; init; }

    /// <summary>The exact reverse of the order.</summary>
    public bool Ascending { get; init; }

    /// <summary>What results depend on, whatever the direction.</summary>
    internal string Found => string.Join('\n', [Text, ByRating, LeastRating, MostRating, .. Filters.Select(f => $"{f.Facet}={string.Join(',', f.Values)}")]);
}

/// <summary>One of the values must be met.</summary>
public sealed record ListingFilter(ListingFacet Facet, ImmutableArray<string> Values);
