using Guildhall.Domain.Changes;

namespace Guildhall.Domain.Experiences;

/// <summary>Changes the branding member by member; the empty text clears one. private-marketplace.md 4.8.</summary>
public sealed record UpdateBrandingSettings(string? Name = null, string? Description = null, BrandingConfiguration? Configuration = null)
    : ExperienceChange
{
    public override IEnumerable<Problem> Validate() => this == new UpdateBrandingSettings()
        ? [Problem.Malformed("UpdateBrandingSettings needs at least one of Name, Description and Configuration.")]
        : [.. Texts.OptionalName(Name), .. Texts.Description(Description), .. Configuration?.Validate() ?? []];

    protected override IEnumerable<Problem> Check(Workspace workspace, Experience experience) => experience.Branding is { } present
        ? BrandingLogo.Check(workspace, this, present)
        : [Problem.NotFound($"{experience.Id} has no branding settings; create them first.")];

    protected override void Apply(Workspace workspace, Experience experience)
    {
        var present = experience.Branding!;
        var named = present with { Name = Name ?? present.Name, Description = Description ?? present.Description };
        workspace.Put(experience with { Branding = BrandingLogo.Merge(workspace, named, Configuration) });
    }
}
