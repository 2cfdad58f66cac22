using System.Globalization;

namespace Guildhall.Wire.Signing;

/// <summary>Reads a signature that came as <c>X-Amz-…</c> query parameters (security.md 3.2 step 3).</summary>
internal static class PresignedQuery
{
    private static readonly string[] Needed =
        ["X-Amz-Credential", "X-Amz-Date", "X-Amz-SignedHeaders", "X-Amz-Signature", "X-Amz-Expires"];

    /// <summary>True when the query has a parameter of this name, in any spelling that decodes to it.</summary>
    public static bool Names(ReadOnlySpan<char> query, string name)
    {
        foreach (var range in query.Split('&'))
        {
            var raw = RawName(query[range]);
            if (raw.SequenceEqual(name) || raw.Contains('%') && Uri.UnescapeDataString(raw) == name)
                return true;
        }

        return false;
    }

    public static Verification.Refused? Parse(in SignableRequest request, TimeSpan maximum, out PresentedSignature presented)
    {
        presented = default;
        if (Collect(request.Query) is not { } found)
            return Incomplete("An X-Amz parameter of the query is repeated.");
        if (found["X-Amz-Algorithm"] != CanonicalRequest.Algorithm)
            return new(AuthenticationFailure.MissingAuthenticationToken, "X-Amz-Algorithm must be " + CanonicalRequest.Algorithm + ".");
        var missing = Needed.Where(name => !found.TryGetValue(name, out var value) || value.Length == 0).ToArray();
        if (missing.Length > 0)
            return Incomplete("The query lacks " + string.Join(", ", missing) + ".");
        if (!int.TryParse(found["X-Amz-Expires"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds < 1 || seconds > maximum.TotalSeconds)
            return Incomplete("X-Amz-Expires must be a number of seconds from 1 to "
                + ((long)maximum.TotalSeconds).ToString(CultureInfo.InvariantCulture) + ".");
        var header = SignedHeaderNames.Values(request, "X-Amz-Security-Token");
        presented = new()
        {
            Presigned = true,
            Credential = found["X-Amz-Credential"],
            SignedHeaders = found["X-Amz-SignedHeaders"],
            Signature = found["X-Amz-Signature"],
            Date = found["X-Amz-Date"],
            Life = TimeSpan.FromSeconds(seconds),
            SessionToken = found.GetValueOrDefault("X-Amz-Security-Token") ?? (header.Count > 0 ? header.ToString() : null),
        };
        return null;
    }

    private static Dictionary<string, string>? Collect(ReadOnlySpan<char> query)
    {
        Dictionary<string, string> found = new(StringComparer.Ordinal);
        foreach (var range in query.Split('&'))
        {
            var pair = query[range];
            var name = Uri.UnescapeDataString(RawName(pair));
            if (!name.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase))
                continue;
            var equals = pair.IndexOf('=');
            if (!found.TryAdd(name, equals < 0 ? "" : Uri.UnescapeDataString(pair[(equals + 1)..])))
                return null;
        }

        return found;
    }

    private static ReadOnlySpan<char> RawName(ReadOnlySpan<char> pair) =>
        pair.IndexOf('=') is >= 0 and var equals ? pair[..equals] : pair;

    private static Verification.Refused Incomplete(string message) => new(AuthenticationFailure.IncompleteSignature, message);
}
