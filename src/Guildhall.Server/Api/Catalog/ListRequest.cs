using Guildhall.App.Changes;
using Guildhall.Domain;

namespace Guildhall.Server.Api.Catalog;

/// <summary>One filter of <c>FilterList</c> as sent.</summary>
internal sealed record FilterRequest
{
    public string? Name { get; init; }

    public IReadOnlyList<string?>? ValueList { get; init; }
}

/// <summary><c>Sort</c> as sent, generic or of one entity type.</summary>
internal sealed record SortRequest
{
    public string? SortBy { get; init; }

    public string? SortOrder { get; init; }

    /// <summary>Descending unless asked otherwise. private-marketplace.md 2.6.</summary>
    public bool Ascending => SortOrder == "ASCENDING";
}

/// <summary>The limits that both lists of the Catalog API have in common. private-marketplace.md 1.3.</summary>
internal static class ListLimits
{
    public const int DefaultResults = 20;

    public static IEnumerable<Problem> Paging(int? maxResults, int most, string? nextToken)
    {
        if (maxResults is { } given && (given < 1 || given > most)) yield return Problem.Malformed($"MaxResults must be 1 to {most}.", "MaxResults");
        foreach (var problem in Limits.Text("NextToken", nextToken, 1, 2_048)) yield return problem;
    }

    public static IEnumerable<Problem> Filters(IReadOnlyList<FilterRequest?>? filters)
    {
        if (filters is null) return [];
        return
        [
            .. Limits.Count("FilterList", filters.Count, 1, 8),
            .. filters.Index().SelectMany(f => Filter($"FilterList[{f.Index}]", f.Item)),
            .. filters.Where(f => f?.Name is not null).GroupBy(f => f!.Name, StringComparer.Ordinal).Where(g => g.Count() > 1)
                .Select(g => Problem.Malformed($"FilterList names {g.Key} twice.", "FilterList")),
        ];
    }

    /// <summary>1 to <paramref name="most"/> values of 1 to <paramref name="longest"/> characters in one line.</summary>
    public static IEnumerable<Problem> Values(string member, IReadOnlyList<string?> values, int most = 10, int longest = 255) =>
    [
        .. Limits.Count(member, values.Count, 1, most),
        .. values.Index().SelectMany(v => Value($"{member}[{v.Index}]", v.Item, longest)),
    ];

    public static IEnumerable<Problem> Value(string member, string? value, int longest = 255) => value switch
    {
        null => [Problem.Malformed($"{member} must be text.", member)],
        _ when value.Contains('\n') => [Problem.Malformed($"{member} must be one line.", member)],
        _ => Limits.Text(member, value, 1, longest),
    };

    public static IEnumerable<Problem> Order(SortRequest? sort) => sort?.SortOrder is null or "ASCENDING" or "DESCENDING"
        ? []
        : [Problem.Malformed("SortOrder must be ASCENDING or DESCENDING.", "Sort.SortOrder")];

    private static IEnumerable<Problem> Filter(string member, FilterRequest? filter) => filter switch
    {
        { Name: null } or null => [Problem.Malformed($"{member} needs a Name.", member)],
        { ValueList: null } => [Problem.Malformed($"{member} needs a ValueList.", member)],
        _ => Values($"{member}.ValueList", filter.ValueList),
    };
}
