using System.Collections.Immutable;

namespace Guildhall.App.Cloud.Discovery;

/// <summary>
/// A part of all listings, by filters that must all hold: for a Discovery API that pages no deeper (<c>PAGINATION_LIMIT_EXCEEDED</c>, storefront-and-procurement.md A.3).
/// As text <c>CATEGORY=security PRICING_MODEL=FREE</c>.
/// </summary>
/// <param name="Filters">None: everything.</param>
public sealed record SearchSlice(ImmutableArray<(string Type, string Value)> Filters)
{
    /// <summary>By what a slice is cut again, in this order.</summary>
    private static readonly ImmutableArray<string> Cuts = ["CATEGORY", "FULFILLMENT_OPTION_TYPE", "PRICING_MODEL", "PRICING_UNIT", "PUBLISHER"];

    /// <summary>By which facet it is cut; null when there is none left.</summary>
    public string? NextCut => Filters.Length < Cuts.Length ? Cuts[Filters.Length] : null;

    /// <summary>Whether a filter may have the value.</summary>
    public static bool Takes(string value) => value.Length is >= 1 and <= 128 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');

    /// <summary>What a search is of; null of any other question.</summary>
    public static SearchSlice? Of(DiscoveryQuestion question) => question.Operation == DiscoveryOperation.SearchListings ? Of(question.Id) : null;

    /// <summary>Of its text.</summary>
    public static SearchSlice Of(string text) => new([.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(filter => filter.Split('=')).Select(parts => (parts[0], parts[1]))]);

    /// <summary>The part of it with one value of <see cref="NextCut"/>.</summary>
    public SearchSlice With(string value) => new(Filters.Add((NextCut!, value)));

    public override string ToString() => string.Join(' ', Filters.Select(filter => $"{filter.Type}={filter.Value}"));
}
