namespace Guildhall.Domain.Experiences;

/// <summary>The look of an experience in the storefront. Empty texts mean the default. private-marketplace.md 3.3.</summary>
/// <param name="ThemeColor"><c>#RRGGBB</c>, or empty.</param>
/// <param name="LogoUrl">Guildhall's own address of the copied image, or empty.</param>
public sealed record BrandingSettings(
    EntityId Id,
    int Revision,
    DateTimeOffset LastModified,
    string Name,
    string Description,
    string Title = "",
    string Information = "",
    string ThemeColor = "",
    string LogoUrl = "");
