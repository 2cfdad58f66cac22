namespace Guildhall.Wire.Policies.Patterns;

/// <summary>Numbers the characters that a pattern names from 1; every other character is 0.</summary>
internal sealed class GlobAlphabet
{
    private const int AsciiSize = 128;
    private readonly byte[] ascii = new byte[AsciiSize];
    private readonly char[] others;
    private readonly int asciiCount;

    public GlobAlphabet(IEnumerable<char> named, bool ignoreCase)
    {
        var distinct = named.Select(c => ignoreCase ? Fold(c) : c).Distinct().Order().ToArray();
        asciiCount = distinct.Count(char.IsAscii);
        others = distinct[asciiCount..];
        for (var i = 0; i < asciiCount; i++)
            ascii[distinct[i]] = (byte)(i + 1);
        if (ignoreCase)
            ascii.AsSpan('a', 26).CopyTo(ascii.AsSpan('A', 26));
    }

    public int Count => asciiCount + others.Length + 1;

    public int NumberOf(char c)
    {
        if (c < AsciiSize)
            return ascii[c];
        var index = Array.BinarySearch(others, c);
        return index < 0 ? 0 : asciiCount + index + 1;
    }

    private static char Fold(char c) => char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;
}
