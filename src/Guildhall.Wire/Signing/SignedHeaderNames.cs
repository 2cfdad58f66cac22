using Microsoft.Extensions.Primitives;

namespace Guildhall.Wire.Signing;

/// <summary>The names of a SignedHeaders list, lower-case and sorted.</summary>
internal static class SignedHeaderNames
{
    /// <summary>Splits a list such as <c>host;x-amz-date</c>; wrong spelling is no error here, it changes the signature.</summary>
    public static string[] Parse(ReadOnlySpan<char> list)
    {
        var names = new string[list.Count(';') + 1];
        var count = 0;
        foreach (var range in list.Split(';'))
            names[count++] = Name(list[range]);
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }

    /// <summary>True when the name is in the list.</summary>
    public static bool Has(string[] names, string name) => Array.BinarySearch(names, name, StringComparer.Ordinal) >= 0;

    /// <summary>The header's values, or an empty list when it was not sent.</summary>
    public static StringValues Values(in SignableRequest request, string name) =>
        request.Headers.TryGetValue(name, out var values) ? values : StringValues.Empty;

    // The names that nearly every client signs need no new string.
    private static string Name(ReadOnlySpan<char> name) => name switch
    {
        "host" => "host",
        "x-amz-date" => "x-amz-date",
        "content-type" => "content-type",
        "x-amz-target" => "x-amz-target",
        "x-amz-security-token" => "x-amz-security-token",
        "x-amz-content-sha256" => "x-amz-content-sha256",
        _ => name.ToString().ToLowerInvariant(),
    };
}
