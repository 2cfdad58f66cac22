using Guildhall.Domain.Experiences;

namespace Guildhall.App.Experiences;

/// <summary>
/// What people know an experience by: those who administer the private marketplace by its name, everybody else by its branding's title, because the name is
/// internal (private-marketplace.md 3.1).
/// </summary>
public static class KnownNames
{
    /// <summary>What it is called; null for those who do not administer, when nobody gave it a title.</summary>
    public static string? Find(Experience experience, bool administers) =>
        administers ? experience.Name
        : experience.Branding is { Title.Length: > 0 } branding ? branding.Title
        : null;

    /// <summary>What the experience that governs an account is called there.</summary>
    /// <param name="begins">Whether a sentence begins with it.</param>
    public static string OfGoverning(Experience experience, bool administers, bool begins = false) =>
        Find(experience, administers) ?? $"{(begins ? "Your" : "your")} organization's private marketplace";
}
