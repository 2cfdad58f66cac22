using System.Text.RegularExpressions;
using Guildhall.App.Changes.Bulk;

namespace Guildhall.Server.Ui.Console.Bulk;

/// <summary>Product ids out of pasted text or a file: a list in any separation, or a table that has them in one of its columns.</summary>
internal static partial class BulkIds
{
    /// <summary>Each id once, in the order found. A line without any stands for itself, so that it is reported, unless it is the heading of a table.</summary>
    public static IReadOnlyList<string> Read(string text)
    {
        var found = new List<string>();
        foreach (var (place, line) in text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Index())
        {
            var ids = IdForm().Matches(line);
            if (ids.Count > 0) found.AddRange(ids.Select(id => id.Value));
            else if (place > 0 || !line.Contains("id", StringComparison.OrdinalIgnoreCase)) found.Add(line[..Math.Min(line.Length, BulkWish.LongestId)]);
        }

        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"\bprod-[a-z0-9]{3,40}\b|\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")]
    private static partial Regex IdForm();
}
