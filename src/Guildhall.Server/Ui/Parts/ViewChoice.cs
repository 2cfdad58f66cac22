using System.Collections.Immutable;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Parts;

/// <summary>How somebody wants pages to look: density, and the columns of tables that are other than usual: left out, or shown where they are shown only to whoever asks. Kept in a cookie for each person of a browser.</summary>
public sealed record ViewChoice(bool Compact, ImmutableSortedDictionary<string, ImmutableSortedSet<string>> Turned)
{
    private const int MostTables = 40;
    private const int MostLetters = 24;
    private const string CompactWord = "compact";

    public static ViewChoice Plain { get; } = new(false, ImmutableSortedDictionary.Create<string, ImmutableSortedSet<string>>(StringComparer.Ordinal));

    /// <summary>As <see cref="Text"/> wrote it: tables with a line between them, each with its columns; what is anything else is left out.</summary>
    public static ViewChoice Read(string? text)
    {
        var read = Plain;
        foreach (var part in (text ?? "").Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == CompactWord) read = read with { Compact = true };
            else if (part.Split(':') is [var table, var columns]) read = read.Turning(table, columns.Split('.'));
        }

        return read;
    }

    public string Text => string.Join('|', Turned.Select(t => $"{t.Key}:{string.Join('.', t.Value)}").Prepend(Compact ? CompactWord : "").Where(p => p.Length > 0));

    public bool Turns(string table, string column) => Turned.TryGetValue(table, out var columns) && columns.Contains(column);

    /// <summary>The same but for one table, of which these columns are other than usual now.</summary>
    public ViewChoice Turning(string table, IEnumerable<string> columns)
    {
        var names = columns.Where(IsName).Take(MostTables).ToImmutableSortedSet(StringComparer.Ordinal);
        if (!IsName(table)) return this;
        var others = Turned.Remove(table);
        return this with { Turned = names.IsEmpty || others.Count >= MostTables ? others : others.Add(table, names) };
    }

    internal static ViewChoice Of(PageCall call) => Read(call.Context.Request.Cookies[CookieOf(call)]);

    internal void Keep(PageCall call) => call.Context.Response.Cookies.Append(
        CookieOf(call),
        Text,
        new CookieOptions { HttpOnly = true, Secure = call.Context.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = TimeSpan.FromDays(365) });

    private static string CookieOf(PageCall call) => "guildhall-view-" + call.Person.Id;

    private static bool IsName(string name) => name.Length is > 0 and <= MostLetters && name.All(c => char.IsAsciiLetterLower(c) || c == '-');
}
