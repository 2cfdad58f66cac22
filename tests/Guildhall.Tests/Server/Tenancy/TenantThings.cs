using System.Net;
using System.Text.RegularExpressions;

namespace Guildhall.Tests.Server.Tenancy;

/// <summary>One of everything that an organization has, by kind, as its ids stand in addresses, forms and requests.</summary>
internal sealed class TenantThings(IReadOnlyDictionary<string, string> ids)
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";

    public string this[string kind] => ids.TryGetValue(kind, out var id) ? id : throw new InvalidOperationException($"The tenancy matrix knows no '{kind}': give both organizations one in Furnishing.");

    /// <summary>What tells the organization's rows from others': ids long enough to stand for nothing else.</summary>
    public IEnumerable<string> Marks => ids.Values.Where(id => id.Length > 8).Distinct();

    /// <summary>Ids of the same form that nothing has.</summary>
    public TenantThings Absent() => new(ids.ToDictionary(i => i.Key, i => Unlike(i.Value)));

    /// <summary>With other ids for some kinds.</summary>
    public TenantThings With(params IEnumerable<(string Kind, string Id)> others)
    {
        var changed = new Dictionary<string, string>(ids);
        foreach (var (kind, id) in others) changed[kind] = id;
        return new TenantThings(changed);
    }

    /// <summary>A text without any of these ids, as they stand in JSON, HTML and addresses; a place in a list only where it is the step of an address.</summary>
    public string Hide(string text)
    {
        foreach (var (_, id) in ids.OrderByDescending(i => i.Value.Length).ThenBy(i => i.Key, StringComparer.Ordinal))
        {
            if (id.Length < 6) text = Regex.Replace(text, $"(?<=/|%2F){id}(?![A-Za-z0-9])", "ID");
            else foreach (var form in Forms(id).Distinct()) text = text.Replace(form, "ID", StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }

    private static IEnumerable<string> Forms(string id)
    {
        yield return id;
        yield return Uri.EscapeDataString(id);
        yield return WebUtility.UrlEncode(id);
        yield return WebUtility.HtmlEncode(id);
        if (id.Length == 12 && id.All(char.IsAsciiDigit)) yield return $"{id[..4]}-{id[4..8]}-{id[8..]}";
    }

    /// <summary>The same id with its last four letters and digits changed, so that it keeps its alphabet; a number that is the place of nothing.</summary>
    private static string Unlike(string id)
    {
        if (long.TryParse(id, out var number) && id.Length < 10) return $"{number + 900_000}";
        var (letters, left) = (id.ToCharArray(), 4);
        var end = id.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? at : id.Length;
        for (var place = end - 1; place >= 0 && left > 0; place--)
        {
            if (!char.IsAsciiLetterOrDigit(letters[place])) continue;
            letters[place] = Next(letters[place]);
            left--;
        }

        return new string(letters);
    }

    /// <summary>The next letter or digit that any alphabet of ids has which has this one: base 16 and base 32 too.</summary>
    private static char Next(char letter) => letter switch
    {
        >= '2' and < '7' => (char)(letter + 1),
        '7' => '2',
        >= '0' and <= '9' => letter switch { '0' => '1', '1' => '0', '8' => '9', _ => '8' },
        'f' => 'a',
        'F' => 'A',
        'z' => 'q',
        'Z' => 'Q',
        _ when Lower.Contains(char.ToLowerInvariant(letter), StringComparison.Ordinal) => (char)(letter + 1),
        _ => letter,
    };
}
