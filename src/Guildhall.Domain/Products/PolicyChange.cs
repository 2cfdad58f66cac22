using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;

namespace Guildhall.Domain.Products;

/// <summary>A change of an experience's procurement policy, which must be there. private-marketplace.md 4.4 to 4.6.</summary>
public abstract record PolicyChange : ExperienceChange
{
    protected sealed override IEnumerable<Problem> Check(Workspace workspace, Experience experience) =>
        experience.Policy is { } policy ? Check(workspace, experience, policy) : [PolicyProblems.NoPolicy(experience)];

    protected sealed override void Apply(Workspace workspace, Experience experience) => Apply(workspace, experience, experience.Policy!);

    protected virtual IEnumerable<Problem> Check(Workspace workspace, Experience experience, ProcurementPolicy policy) => [];

    protected abstract void Apply(Workspace workspace, Experience experience, ProcurementPolicy policy);
}
