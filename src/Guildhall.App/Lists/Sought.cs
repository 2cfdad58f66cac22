namespace Guildhall.App.Lists;

/// <summary>Words that somebody looks for.</summary>
public static class Sought
{
    /// <summary>Whether one of the texts holds them, whatever the case; digits also as account ids are grouped on screen. Nothing sought is found everywhere.</summary>
    public static bool In(string? words, IEnumerable<string?> texts)
    {
        if (string.IsNullOrEmpty(words)) return true;
        var digits = words.Replace("-", "", StringComparison.Ordinal);
        var grouped = digits.Length > 3 && digits.All(char.IsAsciiDigit);
        return texts.OfType<string>().Any(t => t.Contains(words, StringComparison.OrdinalIgnoreCase) || (grouped && t.Contains(digits, StringComparison.Ordinal)));
    }
}
