using Guildhall.Domain.Changes;

namespace Guildhall.Domain.Experiences;

/// <summary>Gives an experience its only branding. private-marketplace.md 4.7.</summary>
public sealed record CreateBrandingSettings(string Name, string? Description = null, BrandingConfiguration? Configuration = null) : ExperienceChange
{
    public override IEnumerable<Problem> Validate() =>
        [.. Texts.Name(Name), .. Texts.Description(Description), .. Configuration?.Validate() ?? []];

    protected override IEnumerable<Problem> Check(Workspace workspace, Experience experience) => experience.Branding is { } present
        ? [Problem.Conflict("ENTITY_ALREADY_EXISTS", $"{experience.Id} has branding settings already: {present.Id}.")]
        : BrandingLogo.Check(workspace, this, present: null);

    protected override void Apply(Workspace workspace, Experience experience)
    {
        var branding = new BrandingSettings(workspace.NewId(EntityType.BrandingSettings), 0, workspace.Now, Name, Description ?? "");
        workspace.Put(experience with { Branding = BrandingLogo.Merge(workspace, branding, Configuration) });
    }
}
