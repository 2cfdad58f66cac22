namespace Guildhall.Tests.Browser;

/// <summary>What kind of page an address leads to: ids differ within a kind, tabs and views do not.</summary>
internal static class PageKind
{
    private static readonly string[] Telling = ["tab=", "view=", "state="];

    /// <summary>With the names of what else is asked, as far as they change what is shown.</summary>
    public static string Of(string path) => With(path, query => IsTelling(query) ? query : query.Split('=')[0]);

    /// <summary>Without them: pages of one shape have the same parts.</summary>
    public static string ShapeOf(string path) => With(path, query => IsTelling(query) ? query : "");

    private static string With(string path, Func<string, string> told)
    {
        var parts = path.Split('?', 2);
        var shape = string.Join('/', parts[0].Split('/').Select(step => IsId(step) ? "ID" : step));
        var query = parts.Length == 1 ? Enumerable.Empty<string>() : parts[1].Split('&').Select(told).Where(q => q.Length > 0).Order(StringComparer.Ordinal);
        return string.Join('?', [shape, .. query]);
    }

    private static bool IsTelling(string query) => Telling.Any(name => query.StartsWith(name, StringComparison.Ordinal));

    private static bool IsId(string step) => step.Any(char.IsAsciiDigit) || (step.Contains('-', StringComparison.Ordinal) && step.Length > 14);
}
