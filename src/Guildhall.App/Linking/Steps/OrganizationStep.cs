using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Effects;

namespace Guildhall.App.Linking.Steps;

/// <summary>Makes the organization of a fresh account. An organization that is there before AWS was called to make one is nobody's of ours. aws-operations.md A.5.</summary>
internal sealed class OrganizationStep : LinkStepEffect
{
    public override string Kind => LinkSteps.Organization;

    public override async Task<EffectOutcome> RunAsync(EffectTurn turn, CancellationToken cancellation)
    {
        var organizations = new OrganizationsClient(turn.Connection);
        var progress = StepProgress.Read(turn.Entry.Progress);
        // An attempt before this one may have made it, whether it was cut off or told to come again.
        var mayBeOurs = turn.Entry.Uncertain || progress.Called;
        var described = await organizations.DescribeOrganizationAsync(cancellation);
        if (described.Gave(out var there, out var problem))
        {
            return there.ManagementAccount == turn.Link.AccountId && mayBeOurs && there.AllFeatures
                ? Done()
                : Foreign(turn, "ORGANIZATION_EXISTS", $"This account already belongs to organization {there.Id}, which Guildhall did not make. Remove this link, then link the organization with \"Use my existing organization\".");
        }

        if (problem.Kind != CloudTrouble.NoOrganization) return Trouble(turn, problem);
        var made = await organizations.CreateOrganizationAsync(cancellation);
        if (made.Problem is null or { Kind: CloudTrouble.Already }) return Done();
        return made.Problem.ProvesNothingHappened ? Trouble(turn, made.Problem) : Trouble(turn, made.Problem) with { Progress = (progress with { Called = true }).Write() };
    }
}
