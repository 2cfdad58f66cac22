using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Guildhall.App.Lists;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Parts;

/// <summary>Filter, order and place in a list, as the address has them. design/ui.md 4.</summary>
public sealed record ListQuery(string Path, string Text, string Sort, bool Down, int Skip)
{
    public const int PageSize = 50;

    /// <summary>What else the address says of the list, such as its tab; it stays when order or place change.</summary>
    public ImmutableArray<(string Name, string Value)> Kept { get; init; } = [];

    /// <summary>The cursor of the part that is shown, where a list is read by cursors; empty for the first part.</summary>
    public string Cursor { get; init; } = "";

    /// <summary>Which of the page's lists it is; empty for the first.</summary>
    public string Tab => Value("tab");

    public bool HasFilter => Text.Length > 0;

    /// <param name="call">The request.</param>
    /// <param name="sort">The order when the address names none.</param>
    /// <param name="down">Whether that order is the descending one.</param>
    /// <param name="kept">The other parameters of the address that belong to the list.</param>
    internal static ListQuery Of(PageCall call, string sort = "", bool down = false, IReadOnlyList<string>? kept = null)
    {
        var asked = call.Query["sort"].ToString();
        return new ListQuery(
            call.Context.Request.Path,
            call.Query["q"].ToString().Trim(),
            asked.Length > 0 ? asked : sort,
            asked.Length > 0 ? call.Query["order"] == "down" : down,
            int.TryParse(call.Query["skip"], NumberStyles.None, CultureInfo.InvariantCulture, out var skip) ? skip : 0)
        {
            Kept = [.. (kept ?? []).Select(name => (name, call.Query[name].ToString().Trim())).Where(k => k.Item2.Length > 0)],
            Cursor = call.Query["next"].ToString(),
        };
    }

    /// <summary>The value of a kept parameter; empty when the address does not have it.</summary>
    public string Value(string name) => Kept.FirstOrDefault(k => k.Name == name).Value ?? "";

    /// <summary>One of so many by its name in the address, whatever the case; null for anything else, figures too.</summary>
    internal static T? Named<T>(string name)
        where T : struct, Enum => Enum.TryParse<T>(name, ignoreCase: true, out var value) && Enum.IsDefined(value) && char.IsAsciiLetter(name[0]) ? value : null;

    /// <summary>Whether one of the texts holds what is looked for; <see cref="Sought.In"/>.</summary>
    public bool Matches(IEnumerable<string?> texts) => Sought.In(Text, texts);

    public IEnumerable<T> Sorted<T>(IEnumerable<T> rows, Func<T, string> key) =>
        Down ? rows.OrderByDescending(key, StringComparer.OrdinalIgnoreCase) : rows.OrderBy(key, StringComparer.OrdinalIgnoreCase);

    /// <summary>The address of the same list in another order: the other way round when it is in that order already.</summary>
    public string SortUrl(string sort) => Address(Path, sort, Sort == sort && !Down);

    /// <summary>The address of another part of the list.</summary>
    public string SkipUrl(int skip) => Address(Path, Sort, Down, skip <= 0 ? "" : "skip=" + skip.ToString(CultureInfo.InvariantCulture));

    /// <summary>The address of the part of the list that a cursor leads to; the first part when it is empty.</summary>
    public string CursorUrl(string cursor) => Address(Path, Sort, Down, cursor.Length == 0 ? "" : "next=" + Uri.EscapeDataString(cursor));

    /// <summary>The address of the whole list, filtered and sorted alike, as a file.</summary>
    public string FileUrl(string path) => Address(path, Sort, Down);

    /// <summary>The address of the list as it was before anything was looked for.</summary>
    public string WholeUrl => (this with { Text = "", Kept = [.. Kept.Where(k => k.Name == "tab")] }).SkipUrl(0);

    /// <summary>What <c>aria-sort</c> says of a column.</summary>
    public string? Order(string? sort) => sort is not null && Sort == sort ? Down ? "descending" : "ascending" : null;

    /// <summary>The place of the first row shown of so many: never behind the end.</summary>
    public int PlaceIn(int count) => Places.Within(Skip, PageSize, count);

    private string Address(string path, string sort, bool down, string place = "")
    {
        var address = new StringBuilder(path).Append('?');
        foreach (var (name, value) in Kept) address.Append(name).Append('=').Append(Uri.EscapeDataString(value)).Append('&');
        if (Text.Length > 0) address.Append("q=").Append(Uri.EscapeDataString(Text)).Append('&');
        if (sort.Length > 0) address.Append("sort=").Append(Uri.EscapeDataString(sort)).Append(down ? "&order=down&" : "&");
        address.Append(place);
        return address.ToString().TrimEnd('&', '?');
    }
}

/// <summary>The part of a list that a page shows.</summary>
internal static class ListParts
{
    public static IReadOnlyList<T> Take<T>(this IReadOnlyList<T> all, ListQuery query) => [.. all.Skip(query.PlaceIn(all.Count)).Take(ListQuery.PageSize)];
}
