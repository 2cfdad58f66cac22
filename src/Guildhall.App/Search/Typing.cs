namespace Guildhall.App.Search;

/// <summary>Typing errors: one letter too many, one missing, one wrong, or two neighbours swapped.</summary>
internal static class Typing
{
    /// <summary>Shorter words must be typed right.</summary>
    public const int Shortest = 5;

    /// <summary>Whether one error makes <paramref name="typed"/> of <paramref name="meant"/>, or of its beginning.</summary>
    public static bool OneErrorApart(ReadOnlySpan<char> typed, ReadOnlySpan<char> meant, bool beginning)
    {
        if (meant.Length < typed.Length - 1 || (!beginning && meant.Length > typed.Length + 1)) return false;
        var same = typed.CommonPrefixLength(meant);
        var left = typed[same..];
        var right = meant[same..];
        if (left.IsEmpty) return beginning || right.Length == 1;
        return Rest(left[1..], right, beginning)
            || (!right.IsEmpty && (Rest(left, right[1..], beginning) || Rest(left[1..], right[1..], beginning)))
            || (left.Length > 1 && right.Length > 1 && left[0] == right[1] && left[1] == right[0] && Rest(left[2..], right[2..], beginning));
    }

    private static bool Rest(ReadOnlySpan<char> left, ReadOnlySpan<char> right, bool beginning) => beginning ? right.StartsWith(left) : right.SequenceEqual(left);
}
