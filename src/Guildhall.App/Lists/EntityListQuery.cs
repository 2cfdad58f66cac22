using System.Text.Json;

namespace Guildhall.App.Lists;

/// <summary>What ListEntities is asked for, every part of it checked. private-marketplace.md 2.6.</summary>
public sealed record EntityListQuery(ListedType Type)
{
    public IReadOnlyList<ListFilter> Filters { get; init; } = [];

    /// <summary>Entities of other accounts only, instead of the caller's own only. Products have no such distinction.</summary>
    public bool SharedWithMe { get; init; }

    public ListOrder Order { get; init; }

    public bool Ascending { get; init; }

    /// <summary>1 to 50.</summary>
    public int Take { get; init; } = 20;

    public string? NextToken { get; init; }

    /// <summary>What the pages of one list have in common.</summary>
    internal string Text =>
        $"{Type.Name} {Order} {(Ascending ? "up" : "down")} {(SharedWithMe ? "shared" : "own")} {(Filters.Count == 0 ? "" : JsonSerializer.Serialize(Filters))}";
}
