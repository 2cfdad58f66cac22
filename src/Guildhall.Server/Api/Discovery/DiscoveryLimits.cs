using System.Text.RegularExpressions;
using Guildhall.App.Changes;
using Guildhall.Domain;

namespace Guildhall.Server.Api.Discovery;

/// <summary>The limits that the operations of Discovery share. storefront-and-procurement.md A.1, A.2.</summary>
internal static partial class DiscoveryLimits
{
    public static IEnumerable<Problem> Id(string member, string? id) => id is null
        ? [Problem.Malformed($"{member} is required.", member)]
        : Limits.Text(member, id, 1, 255, IdForm(), "letters, digits, hyphens and underscores");

    public static IEnumerable<Problem> Page(int? maxResults, int most, string? nextToken) =>
    [
        .. maxResults is { } given && (given < 1 || given > most) ? [Problem.Malformed($"maxResults must be 1 to {most}.", "maxResults")] : Array.Empty<Problem>(),
        .. Limits.Text("nextToken", nextToken, 0, 8_192),
    ];

    /// <summary>Lists of filters: so many, each with a type and so many values of a form.</summary>
    public static IEnumerable<Problem> Filters(IReadOnlyList<PostedFilter?>? filters, int most, int mostValues, int longest, Regex form, string expected)
    {
        if (filters is null) return [];
        return [.. Limits.Count("filters", filters.Count, 1, most), .. filters.Index().SelectMany(f => Filter($"filters[{f.Index}]", f.Item, mostValues, longest, form, expected))];
    }

    private static IEnumerable<Problem> Filter(string member, PostedFilter? filter, int mostValues, int longest, Regex form, string expected) => filter switch
    {
        { FilterType: null } or null => [Problem.Malformed($"{member} needs a filterType.", member)],
        { FilterValues: null } => [Problem.Malformed($"{member} needs filterValues.", member)],
        _ =>
        [
            .. Limits.Count($"{member}.filterValues", filter.FilterValues.Count, 1, mostValues),
            .. filter.FilterValues.SelectMany(v => v is null ? [Problem.Malformed($"{member}.filterValues must be text.", member)] : Limits.Text($"{member}.filterValues", v, 1, longest, form, expected)),
        ],
    };

    [GeneratedRegex(@"\A[A-Za-z0-9_\-]+\z")]
    internal static partial Regex IdForm();

    [GeneratedRegex(@"\A[A-Za-z0-9_\-.]+\z")]
    internal static partial Regex ValueForm();
}

/// <summary>A filter as sent.</summary>
internal sealed record PostedFilter
{
    public string? FilterType { get; init; }

    public IReadOnlyList<string?>? FilterValues { get; init; }
}
