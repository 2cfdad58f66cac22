namespace Guildhall.App.Storefront;

/// <summary>What stands for a product or listing without a logo: the first letters of its title.</summary>
public static class Initials
{
    /// <summary>Below which path a server draws them.</summary>
    public const string Path = "/media/initials/";

    /// <summary>At most two letters or digits, in capitals; empty when the title has none.</summary>
    public static string Of(string title) => string.Concat(title.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Where(word => char.IsLetterOrDigit(word, 0)).Take(2).Select(word => char.IsSurrogate(word[0]) ? word[..2] : word[..1])).ToUpperInvariant();
}
