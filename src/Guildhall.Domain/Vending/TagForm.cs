using System.Text.RegularExpressions;

namespace Guildhall.Domain.Vending;

/// <summary>What AWS takes as a tag of an account. aws-operations.md A.2.</summary>
public static partial class TagForm
{
    /// <summary>Tags of one account.</summary>
    public const int Most = 50;

    public const int LongestKey = 128;

    public const int LongestValue = 256;

    private const string Own = "guildhall:";

    /// <summary>Whether a tag is one that Guildhall sets itself, whatever the case: nobody else changes it.</summary>
    public static bool IsOwn(string key) => key.StartsWith(Own, StringComparison.OrdinalIgnoreCase);

    /// <summary>Why AWS would not take it; null when it would.</summary>
    public static string? Fault(string key, string value) =>
        key.Length is 0 or > LongestKey ? "A tag's key has 1 to 128 characters."
        : value.Length > LongestValue ? $"The value of tag {key} has more than 256 characters."
        : key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase) ? "Tags that begin with aws: are AWS's own."
        : !Form().IsMatch(key) || !Form().IsMatch(value) ? $"Tag {key} has characters that AWS doesn't accept."
        : null;

    /// <summary>The same for a tag that somebody chooses: those of Guildhall's own are none.</summary>
    public static string? FaultOfOthers(string key, string value) => IsOwn(key) ? "Tags that begin with guildhall: are Guildhall's own." : Fault(key, value);

    [GeneratedRegex(@"\A[\p{L}\p{Z}\p{N}_.:/=+\-@]*\z")]
    private static partial Regex Form();
}
