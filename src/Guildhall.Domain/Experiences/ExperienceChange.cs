using Guildhall.Domain.Changes;

namespace Guildhall.Domain.Experiences;

/// <summary>A change of an existing experience, with the rules all of them share. private-marketplace.md 4 "Common rules".</summary>
public abstract record ExperienceChange : Change
{
    /// <summary>Most changes fail on an archived experience; reactivating and freeing principals do not.</summary>
    protected virtual bool WorksOnArchived => false;

    public sealed override IEnumerable<Problem> Check(Workspace workspace, EntityId target)
    {
        if (!workspace.ActorAdministers) return [ExperienceProblems.NotAdministrator(workspace.Actor)];
        if (workspace.FindExperience(target) is not { } experience) return [Problem.NotFound($"There is no experience {target}.")];
        if (experience.Archived && !WorksOnArchived) return [ExperienceProblems.Archived(experience)];
        return Check(workspace, experience);
    }

    public sealed override void Apply(Workspace workspace, EntityId target) => Apply(workspace, workspace.GetExperience(target));

    protected virtual IEnumerable<Problem> Check(Workspace workspace, Experience experience) => [];

    protected abstract void Apply(Workspace workspace, Experience experience);
}
