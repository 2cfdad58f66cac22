using System.Collections.Frozen;

namespace Guildhall.App.People;

/// <summary>The 10,000 passwords that are tried first. security.md S-30.</summary>
internal static class CommonPasswords
{
    private static readonly Lazy<FrozenSet<string>> Known = new(() => Read().ToFrozenSet(StringComparer.Ordinal));

    /// <summary>Whether it is one of them, in any case, or nothing but one of them or one character again and again.</summary>
    public static bool Contains(string password)
    {
        var lower = password.ToLowerInvariant();
        return Enumerable.Range(1, lower.Length).Any(length => lower.Length % length == 0 && IsCommon(lower[..length]) && IsRepeated(lower, length));
    }

    private static bool IsCommon(string part) => part.Length == 1 || Known.Value.Contains(part);

    private static bool IsRepeated(string text, int length) => text.AsSpan(length).SequenceEqual(text.AsSpan(0, text.Length - length));

    private static IEnumerable<string> Read()
    {
        using var lines = new StreamReader(typeof(CommonPasswords).Assembly.GetManifestResourceStream("passwords.txt")!);
        while (lines.ReadLine() is { } line) yield return line;
    }
}
