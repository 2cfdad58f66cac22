using System.Text.RegularExpressions;

namespace Guildhall.Domain.Experiences;

/// <summary>The look as the details of branding changes carry it: absent members stay, empty ones are cleared. private-marketplace.md 3.3, 4.7.</summary>
/// <param name="Title">At most 255 characters, none of those S-47 forbids.</param>
/// <param name="Information">At most 1,024 characters.</param>
/// <param name="ThemeColor"><c>#RRGGBB</c>.</param>
/// <param name="LogoUrl">Where the logo is copied from, at most 2,048 characters; or the address of the present copy, which keeps it.</param>
public sealed partial record BrandingConfiguration(
    string? Title = null, string? Information = null, string? ThemeColor = null, string? LogoUrl = null)
{
    internal IEnumerable<Problem> Validate()
    {
        foreach (var problem in Texts.ClearableName(Title, "Configuration.Title")) yield return problem;
        foreach (var problem in Texts.Description(Information, "Configuration.Information")) yield return problem;
        foreach (var problem in Texts.Length(LogoUrl, 2_048, "Configuration.LogoUrl")) yield return problem;
        if (ThemeColor is not (null or "") && !Color().IsMatch(ThemeColor))
            yield return Problem.Malformed("Configuration.ThemeColor must be # and six hexadecimal digits.", "Configuration.ThemeColor");
    }

    [GeneratedRegex(@"^#[0-9A-Fa-f]{6}\z")]
    private static partial Regex Color();
}
