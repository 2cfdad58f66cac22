using System.Globalization;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Parts;

/// <summary>Filter, order and place in a list, as the address has them.</summary>
public sealed record ListQuery(string Path, string Text, string Sort, bool Down, int Skip)
{
    public const int PageSize = 50;

    /// <summary>Which of the page's lists it is; empty for the first.</summary>
    public string Tab { get; init; } = "";

    public bool HasFilter => Text.Length > 0;

    internal static ListQuery Of(PageCall call) => new(
        call.Context.Request.Path,
        call.Query["q"].ToString().Trim(),
        call.Query["sort"].ToString(),
        call.Query["order"] == "down",
        int.TryParse(call.Query["skip"], NumberStyles.None, CultureInfo.InvariantCulture, out var skip) ? skip : 0)
    {
        Tab = call.Query["tab"].ToString(),
    };

    /// <summary>Whether one of the texts holds what is looked for; account ids also as they are grouped on screen.</summary>
    public bool Matches(IEnumerable<string> texts)
    {
        var plain = Text.Replace("-", "", StringComparison.Ordinal);
        return Text.Length == 0 || texts.Any(t => t.Contains(Text, StringComparison.OrdinalIgnoreCase) || (plain.Length > 3 && plain.All(char.IsAsciiDigit) && t.Contains(plain, StringComparison.Ordinal)));
    }

    public IEnumerable<T> Sorted<T>(IEnumerable<T> rows, Func<T, string> key) =>
        Down ? rows.OrderByDescending(key, StringComparer.OrdinalIgnoreCase) : rows.OrderBy(key, StringComparer.OrdinalIgnoreCase);

    /// <summary>The address of the same list in another order: the other way round when it is in that order already.</summary>
    public string SortUrl(string sort) => Url(sort, Sort == sort && !Down, 0);

    /// <summary>The address of another part of the list.</summary>
    public string SkipUrl(int skip) => Url(Sort, Down, Math.Max(0, skip));

    /// <summary>The address of the whole list, filtered alike, as a file.</summary>
    public string FileUrl(string path) => path + "?q=" + Uri.EscapeDataString(Text) + "&sort=" + Uri.EscapeDataString(Sort) + (Down ? "&order=down" : "");

    /// <summary>What <c>aria-sort</c> says of a column.</summary>
    public string? Order(string sort) => Sort == sort ? Down ? "descending" : "ascending" : null;

    private string Url(string sort, bool down, int skip) =>
        $"{Path}?{(Tab.Length > 0 ? $"tab={Uri.EscapeDataString(Tab)}&" : "")}q={Uri.EscapeDataString(Text)}&sort={Uri.EscapeDataString(sort)}{(down ? "&order=down" : "")}{(skip > 0 ? "&skip=" + skip.ToString(CultureInfo.InvariantCulture) : "")}";
}

/// <summary>The part of a list that a page shows.</summary>
internal static class ListParts
{
    public static IReadOnlyList<T> Take<T>(this IReadOnlyList<T> all, ListQuery query) => [.. all.Skip(query.Skip).Take(ListQuery.PageSize)];
}
