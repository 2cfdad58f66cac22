using Microsoft.AspNetCore.Http;

namespace Guildhall.Wire.Signing;

/// <summary>The parts of a request that a signature covers, beside the body.</summary>
/// <param name="Method">The method as sent, such as <c>POST</c>.</param>
/// <param name="Target">The request target exactly as received: escaped path and query, never decoded (security.md 3.2 step 1).</param>
/// <param name="Headers">All headers; several values of one name in the order received.</param>
public readonly record struct SignableRequest(string Method, string Target, IHeaderDictionary Headers)
{
    /// <summary>The part of the target before the first question mark.</summary>
    public ReadOnlySpan<char> Path => Target.AsSpan(0, QuestionMark < 0 ? Target.Length : QuestionMark);

    /// <summary>The part of the target after the first question mark, or nothing.</summary>
    public ReadOnlySpan<char> Query => QuestionMark < 0 ? [] : Target.AsSpan(QuestionMark + 1);

    private int QuestionMark => Target.IndexOf('?', StringComparison.Ordinal);
}
