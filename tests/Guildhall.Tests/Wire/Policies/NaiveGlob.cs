namespace Guildhall.Tests.Wire.Policies;

/// <summary>The oracle of the pattern matcher: the definition itself, by recursion. Exponential; for short texts.</summary>
internal static class NaiveGlob
{
    /// <param name="pattern">Characters, each with whether it is a wildcard.</param>
    /// <param name="text">The text to match as a whole.</param>
    public static bool Matches(ReadOnlySpan<(char Char, bool Wild)> pattern, ReadOnlySpan<char> text)
    {
        if (pattern.IsEmpty)
            return text.IsEmpty;
        if (pattern[0] is ('*', true))
            return Matches(pattern[1..], text) || (!text.IsEmpty && Matches(pattern, text[1..]));
        return !text.IsEmpty && (pattern[0] is ('?', true) || pattern[0].Char == text[0]) && Matches(pattern[1..], text[1..]);
    }

    /// <summary>All <c>*</c> and <c>?</c> are wildcards.</summary>
    public static bool Matches(string pattern, string text) =>
        Matches(pattern.Select(c => (c, c is '*' or '?')).ToArray().AsSpan(), text);
}
