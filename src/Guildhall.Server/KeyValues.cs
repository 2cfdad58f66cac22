namespace Guildhall.Server;

/// <summary>Texts such as <c>key=value</c>, as they are typed in forms and commands.</summary>
internal static class KeyValues
{
    /// <summary>What the texts say, blanks around keys and values taken away; the last of a key counts, and one without <c>=</c> has an empty value.</summary>
    public static Dictionary<string, string> Read(IEnumerable<string> texts) => texts
        .Select(text => text.Split('=', 2, StringSplitOptions.TrimEntries))
        .GroupBy(part => part[0], StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => same.Last().ElementAtOrDefault(1) ?? "", StringComparer.Ordinal);

    /// <summary>The lines of a text that are not empty.</summary>
    public static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>One a line, by their keys.</summary>
    public static string Write(IEnumerable<KeyValuePair<string, string>> pairs) => string.Join('\n', pairs.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"));
}
