using System.Buffers;

namespace Guildhall.App.Cloud.Organizations;

/// <summary>The forms of AWS Organizations' ids. aws-operations.md A.2.</summary>
public static class OrganizationIds
{
    private static readonly SearchValues<char> LowerAndDigits = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");

    private static readonly SearchValues<char> Words = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary>Exactly 12 digits.</summary>
    public static bool IsAccount(string? id) => id is { Length: 12 } && id.All(char.IsAsciiDigit);

    /// <summary><c>o-[a-z0-9]{10,32}</c>.</summary>
    public static bool IsOrganization(string? id) => HasForm(id, "o-", 10, 32);

    /// <summary><c>h-[0-9a-z]{8,32}</c>.</summary>
    public static bool IsHandshake(string? id) => HasForm(id, "h-", 8, 32);

    /// <summary><c>r-[0-9a-z]{4,32}</c>.</summary>
    public static bool IsRoot(string? id) => HasForm(id, "r-", 4, 32);

    /// <summary><c>ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}</c>.</summary>
    public static bool IsUnit(string? id)
    {
        if (id is null || !id.StartsWith("ou-", StringComparison.Ordinal)) return false;
        var hyphen = id.IndexOf('-', 3);
        return hyphen >= 0 && Fits(id.AsSpan(3, hyphen - 3), 4, 32) && Fits(id.AsSpan(hyphen + 1), 8, 32);
    }

    /// <summary><c>p-[0-9a-zA-Z_]{8,128}</c>.</summary>
    public static bool IsPolicy(string? id) =>
        id is { Length: >= 10 and <= 130 } && id.StartsWith("p-", StringComparison.Ordinal) && id.AsSpan(2).IndexOfAnyExcept(Words) < 0;

    private static bool HasForm(string? id, string prefix, int least, int most) =>
        id is not null && id.StartsWith(prefix, StringComparison.Ordinal) && Fits(id.AsSpan(prefix.Length), least, most);

    private static bool Fits(ReadOnlySpan<char> text, int least, int most) =>
        text.Length >= least && text.Length <= most && !text.ContainsAnyExcept(LowerAndDigits);
}
