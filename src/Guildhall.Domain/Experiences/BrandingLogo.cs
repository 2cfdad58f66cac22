using Guildhall.Domain.Changes;

namespace Guildhall.Domain.Experiences;

/// <summary>A fetched logo: our own address of the copy, or the problem (<c>INVALID_URL</c>, <c>INVALID_IMAGE</c>).</summary>
public sealed record LogoCopy(string? Url, Problem? Problem);

/// <summary>Logos are copied when the change runs; the rules only look up what the copying gave. private-marketplace.md 3.3.</summary>
public static class BrandingLogo
{
    /// <summary>The URL a change wants copied, to be fetched before the run; null when it wants none.</summary>
    public static string? NamedBy(Change change)
    {
        var url = change switch
        {
            CreateBrandingSettings create => create.Configuration?.LogoUrl,
            UpdateBrandingSettings update => update.Configuration?.LogoUrl,
            _ => null,
        };
        return string.IsNullOrEmpty(url) ? null : url;
    }

    internal static IEnumerable<Problem> Check(Workspace workspace, Change change, BrandingSettings? present)
    {
        if (NamedBy(change) is not { } url || url == present?.LogoUrl) return [];
        if (!workspace.Context.Logos.TryGetValue(url, out var copy)) return [Problem.Conflict("INVALID_URL", "The logo was not fetched from that URL.")];
        return copy.Problem is { } problem ? [problem] : [];
    }

    /// <summary>The branding with the configuration's members put over it.</summary>
    internal static BrandingSettings Merge(Workspace workspace, BrandingSettings branding, BrandingConfiguration? configuration) => branding with
    {
        Title = configuration?.Title ?? branding.Title,
        Information = configuration?.Information ?? branding.Information,
        ThemeColor = configuration?.ThemeColor ?? branding.ThemeColor,
        LogoUrl = configuration?.LogoUrl switch
        {
            null => branding.LogoUrl,
            "" => "",
            var url when url == branding.LogoUrl => url,
            var url => workspace.Context.Logos[url].Url ?? "",
        },
    };
}
