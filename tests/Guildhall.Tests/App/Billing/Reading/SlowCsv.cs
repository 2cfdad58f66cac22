namespace Guildhall.Tests.App.Billing.Reading;

/// <summary>The obvious way to cut CSV, byte by byte: a quote changes between inside and outside, and cells end at commas and line feeds outside.</summary>
internal static class SlowCsv
{
    /// <summary>The places of the bytes that end cells, which of them end rows, and the quotes that open where none may.</summary>
    public static (List<int> Ends, List<int> Rows, List<int> Misplaced) Cut(ReadOnlySpan<byte> text)
    {
        var (ends, rows, misplaced, inside, before) = (new List<int>(), new List<int>(), new List<int>(), false, (byte)'\n');
        for (var at = 0; at < text.Length; at++)
        {
            var isEnd = !inside && text[at] is (byte)',' or (byte)'\n' && !inside;
            if (text[at] == '"')
            {
                inside = !inside;
                if (inside && before is not ((byte)',' or (byte)'\n' or (byte)'"')) misplaced.Add(at);
            }

            if (isEnd && text[at] == '\n') rows.Add(ends.Count);
            if (isEnd) ends.Add(at);
            before = text[at];
        }

        return (ends, rows, misplaced);
    }
}
