using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;

namespace Guildhall.Domain.Requests;

/// <summary>An administrator's answer: it changes the policy of the request's experience, which must not be archived.</summary>
public abstract record RequestAnswer(string? ApproverNote) : RequestChange
{
    public override IEnumerable<Problem> Validate() => Texts.Length(ApproverNote, 1_024, nameof(ApproverNote));

    protected sealed override Problem? Forbidden(Workspace workspace, ProductRequest request) =>
        workspace.ActorAdministers ? null : ExperienceProblems.NotAdministrator(workspace.Actor);

    protected sealed override IEnumerable<Problem> Check(Workspace workspace, ProductRequest request)
    {
        var experience = workspace.GetExperience(request.Experience);
        return experience.Archived ? [ExperienceProblems.Archived(experience)] : Check(workspace, request, experience);
    }

    protected virtual IEnumerable<Problem> Check(Workspace workspace, ProductRequest request, Experience experience) => [];
}
