namespace Guildhall.Wire.Signing;

/// <summary>The normal form of an escaped path. Signature and routing use this one method, so that they never see different paths.</summary>
internal static class RawPath
{
    /// <summary>Removes empty, <c>.</c> and <c>..</c> segments and keeps a final slash; nothing is decoded (security.md 3.2 step 10).</summary>
    public static ReadOnlySpan<char> Normalize(ReadOnlySpan<char> path) =>
        path.IsEmpty ? "/" : IsNormal(path) ? path : Rebuild(path);

    private static bool IsNormal(ReadOnlySpan<char> path) =>
        path[0] == '/' && path.IndexOf("//") < 0 && path.IndexOf("/.") < 0;

    private static string Rebuild(ReadOnlySpan<char> path)
    {
        List<string> segments = [];
        foreach (var range in path.Split('/'))
            Add(segments, path[range]);
        var last = path[^1] == '/' && segments.Count > 0 ? "/" : "";
        return "/" + string.Join('/', segments) + last;
    }

    private static void Add(List<string> segments, ReadOnlySpan<char> segment)
    {
        if (segment.IsEmpty || segment is ".")
            return;
        if (segment is not "..")
            segments.Add(segment.ToString());
        else if (segments.Count > 0)
            segments.RemoveAt(segments.Count - 1);
    }
}
