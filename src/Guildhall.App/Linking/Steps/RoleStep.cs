using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Identity;
using Guildhall.App.Effects;
using Guildhall.App.Organizations;

namespace Guildhall.App.Linking.Steps;

/// <summary>Makes the service-linked role. A role of that name is always the service's, whoever had it made. aws-operations.md A.9.</summary>
internal sealed class RoleStep : LinkStepEffect
{
    public override string Kind => LinkSteps.Role;

    public override async Task<EffectOutcome> RunAsync(EffectTurn turn, CancellationToken cancellation)
    {
        var iam = new IamClient(turn.Connection);
        var there = await iam.GetRoleAsync(PrivateMarketplaceIntegration.Role, cancellation);
        if (there.Value is not null) return Done();
        if (there.Problem is { Kind: not CloudTrouble.NotFound } problem) return Trouble(turn, problem);
        var made = await iam.CreateServiceLinkedRoleAsync(PrivateMarketplaceIntegration.ServicePrincipal, cancellation);
        if (made.Problem is null) return Done();
        // AWS answers a second call with InvalidInput: somebody was quicker.
        return (await iam.GetRoleAsync(PrivateMarketplaceIntegration.Role, cancellation)).Value is not null ? Done() : Trouble(turn, made.Problem);
    }
}
