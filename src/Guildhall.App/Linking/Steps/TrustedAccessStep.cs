using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Effects;
using Guildhall.App.Organizations;

namespace Guildhall.App.Linking.Steps;

/// <summary>Enables trusted access of the private marketplace. aws-operations.md A.7.</summary>
internal sealed class TrustedAccessStep : LinkStepEffect
{
    public override string Kind => LinkSteps.TrustedAccess;

    public override async Task<EffectOutcome> RunAsync(EffectTurn turn, CancellationToken cancellation)
    {
        var organizations = new OrganizationsClient(turn.Connection);
        var listed = await Pages.AllAsync<string>(token => organizations.ListAWSServiceAccessForOrganizationAsync(token, cancellation));
        if (!listed.Gave(out var services, out var problem)) return Trouble(turn, problem);
        if (services.Contains(PrivateMarketplaceIntegration.ServicePrincipal)) return Done();
        return await organizations.EnableAWSServiceAccessAsync(PrivateMarketplaceIntegration.ServicePrincipal, cancellation) is { } refused ? Trouble(turn, refused) : Done();
    }
}
