using Guildhall.Domain.Changes;

namespace Guildhall.Domain.Experiences;

/// <summary>The two words of <c>Status</c>. private-marketplace.md 3.1.</summary>
public enum ExperienceStatus
{
    Enabled,
    Disabled,
}

/// <summary>Renames an experience, takes it live (<c>Enabled</c>) or not live (<c>Disabled</c>). private-marketplace.md 4.2.</summary>
public sealed record UpdateExperience(string? Name = null, string? Description = null, ExperienceStatus? Status = null) : ExperienceChange
{
    public override IEnumerable<Problem> Validate() =>
        this == new UpdateExperience()
            ? [Problem.Malformed("UpdateExperience needs at least one of Name, Description and Status.")]
            : [.. Texts.OptionalName(Name), .. Texts.Description(Description)];

    protected override void Apply(Workspace workspace, Experience experience) => workspace.Put(experience with
    {
        Name = Name ?? experience.Name,
        Description = Description ?? experience.Description,
        Live = Status is { } status ? status == ExperienceStatus.Enabled : experience.Live,
    });
}
