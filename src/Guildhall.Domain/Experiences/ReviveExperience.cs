using Guildhall.Domain.Changes;

namespace Guildhall.Domain.Experiences;

/// <summary>Reactivates an archived experience; it comes back not live. private-marketplace.md 4.12, M-25.</summary>
public sealed record ReviveExperience : ExperienceChange
{
    protected override bool WorksOnArchived => true;

    protected override IEnumerable<Problem> Check(Workspace workspace, Experience experience)
    {
        if (!experience.Archived) yield return Problem.Conflict("EXPERIENCE_NOT_RESTRICTED", $"{experience.Id} is not archived.");
        if (!ExperienceProblems.MayArchive(workspace, experience)) yield return ExperienceProblems.NotCreator(experience);
    }

    protected override void Apply(Workspace workspace, Experience experience) =>
        workspace.Put(experience with { Archived = false, Live = false });
}
