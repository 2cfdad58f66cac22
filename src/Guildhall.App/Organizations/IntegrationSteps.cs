using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Identity;
using Guildhall.App.Cloud.Organizations;
using Guildhall.Domain;

namespace Guildhall.App.Organizations;

/// <summary>The calls on AWS that enable and end the integration. Each step asks first, so that repeating it is harmless.</summary>
internal sealed class IntegrationSteps(AwsConnection connection, AccountId management)
{
    private const string Service = PrivateMarketplaceIntegration.ServicePrincipal;
    private readonly OrganizationsClient _organizations = new(connection);
    private readonly IamClient _iam = new(connection);

    /// <summary>
    /// In this order: all features, the role, trusted access (decisions.md 34). Null when all that was wished is there. Refused:
    /// <c>ALL_FEATURES_NEEDED</c>, <c>ROLE_NEEDED</c>, what AWS says.
    /// </summary>
    public async Task<Problem?> CreateAsync(IntegrationWish wish, CancellationToken cancellation)
    {
        if (await FeaturesAsync(cancellation) is { } missing) return missing;
        if (await RoleAsync(wish, cancellation) is { } noRole) return noRole;
        return wish.TrustedAccess ? await TrustAsync(cancellation) : null;
    }

    /// <summary>Null when trusted access is off.</summary>
    public async Task<Problem?> DisableAsync(CancellationToken cancellation) =>
        (await _organizations.DisableAWSServiceAccessAsync(Service, cancellation))?.ToProblem();

    /// <summary>Null when the account is a delegated administrator, since now or since earlier.</summary>
    public async Task<Problem?> RegisterAsync(AccountId account, CancellationToken cancellation) =>
        Obstacle(await _organizations.RegisterDelegatedAdministratorAsync(account.Value, Service, cancellation));

    /// <summary>Null when the account is none, since now or since earlier.</summary>
    public async Task<Problem?> RemoveAsync(AccountId account, CancellationToken cancellation) =>
        Obstacle(await _organizations.DeregisterDelegatedAdministratorAsync(account.Value, Service, cancellation));

    /// <summary>Who is asked must be the organization that is linked (S-53), with all its features.</summary>
    private async Task<Problem?> FeaturesAsync(CancellationToken cancellation)
    {
        var described = await _organizations.DescribeOrganizationAsync(cancellation);
        if (!described.Gave(out var organization, out var problem)) return problem.ToProblem();
        if (organization.ManagementAccount != management.Value) return Problem.Conflict("ORGANIZATION_DIFFERS", $"AWS names {organization.ManagementAccount} as the management account, not {management}; nothing was changed.");
        return organization.AllFeatures ? null : Problem.Conflict(
            "ALL_FEATURES_NEEDED", "The organization has only consolidated billing. Enable all features in the AWS Organizations console first; trusted access needs them.");
    }

    private async Task<Problem?> RoleAsync(IntegrationWish wish, CancellationToken cancellation)
    {
        var role = await _iam.GetRoleAsync(PrivateMarketplaceIntegration.Role, cancellation);
        if (role.Value is not null) return null;
        if (role.Problem is { Kind: not CloudTrouble.NotFound } trouble) return trouble.ToProblem();
        if (!wish.ServiceLinkedRole) return Problem.Conflict("ROLE_NEEDED", "The service-linked role is made before trusted access is enabled: tick it too.");
        return (await _iam.CreateServiceLinkedRoleAsync(Service, cancellation)).Problem?.ToProblem();
    }

    private async Task<Problem?> TrustAsync(CancellationToken cancellation)
    {
        var listed = await Pages.AllAsync(token => _organizations.ListAWSServiceAccessForOrganizationAsync(token, cancellation));
        if (!listed.Gave(out var services, out var problem)) return problem.ToProblem();
        if (services.Contains(Service)) return null;
        return (await _organizations.EnableAWSServiceAccessAsync(Service, cancellation))?.ToProblem();
    }

    private static Problem? Obstacle(CloudProblem? problem) => problem is null or { Kind: CloudTrouble.Already } ? null : problem.ToProblem();
}
