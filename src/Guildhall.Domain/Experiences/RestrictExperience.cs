using Guildhall.Domain.Changes;

namespace Guildhall.Domain.Experiences;

/// <summary>Archives an experience that is not live; it keeps everything and governs nobody. private-marketplace.md 4.11, M-24.</summary>
public sealed record RestrictExperience : ExperienceChange
{
    protected override IEnumerable<Problem> Check(Workspace workspace, Experience experience)
    {
        if (experience.Live) yield return Problem.Conflict("EXPERIENCE_ENABLED", $"{experience.Id} is live; set its Status to Disabled first.");
        if (!ExperienceProblems.MayArchive(workspace, experience)) yield return ExperienceProblems.NotCreator(experience);
    }

    protected override void Apply(Workspace workspace, Experience experience) => workspace.Put(experience with { Archived = true });
}
