using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Organizations;

namespace Guildhall.App.Organizations;

/// <summary>The organization itself and the private marketplace's integration. What the key may not ask stays unknown (private-marketplace.md 6.1).</summary>
internal static class SettingSteps
{
    /// <summary>Asked once a day, or until all features are on: neither ids nor all features ever change back.</summary>
    public static async Task<CloudProblem?> OrganizationAsync(Reading reading, CancellationToken cancellationToken)
    {
        var progress = reading.Progress;
        if (progress.Plan == ReadingPlan.AccountsOnly && reading.Known is { AllFeatures: true, OrganizationId: { } id } known)
        {
            (progress.Organization, progress.ManagementAccount, progress.AllFeatures) = (id.Value, known.ManagementAccount.Value, true);
        }
        else
        {
            var answer = await reading.Organizations.DescribeOrganizationAsync(cancellationToken);
            if (!answer.Gave(out var found, out var problem)) return problem;
            (progress.Organization, progress.ManagementAccount, progress.AllFeatures) = (found.Id, found.ManagementAccount, found.AllFeatures);
        }

        progress.Phase = ReadingPhase.Services;
        return null;
    }

    /// <summary>Without all features there is no trusted access for the private marketplace.</summary>
    public static async Task<CloudProblem?> ServicesAsync(Reading reading, CancellationToken cancellationToken)
    {
        var progress = reading.Progress;
        if (progress.AllFeatures)
        {
            var listed = await Pages.AllAsync(token => reading.Organizations.ListAWSServiceAccessForOrganizationAsync(token, cancellationToken));
            if (IsObstacle(listed.Problem)) return listed.Problem;
            progress.TrustedAccess = listed.Value?.Contains(PrivateMarketplaceIntegration.ServicePrincipal);
        }
        else
        {
            progress.TrustedAccess = false;
        }

        progress.Phase = ReadingPhase.Delegates;
        return null;
    }

    /// <summary>Only a service with trusted access has delegated administrators.</summary>
    public static async Task<CloudProblem?> DelegatesAsync(Reading reading, CancellationToken cancellationToken)
    {
        var progress = reading.Progress;
        if (progress.TrustedAccess is true)
        {
            var listed = await Pages.AllAsync(token =>
                reading.Organizations.ListDelegatedAdministratorsAsync(PrivateMarketplaceIntegration.ServicePrincipal, token, cancellationToken));
            if (IsObstacle(listed.Problem)) return listed.Problem;
            progress.DelegatedAdministrators = listed.Value;
        }
        else
        {
            progress.DelegatedAdministrators = progress.TrustedAccess is false ? [] : null;
        }

        progress.Phase = ReadingPhase.Role;
        return null;
    }

    /// <summary>The role cannot be deleted while trusted access is on (aws-operations.md B), so between walks it is believed.</summary>
    public static async Task<CloudProblem?> RoleAsync(Reading reading, CancellationToken cancellationToken)
    {
        var progress = reading.Progress;
        if (progress is { Plan: ReadingPlan.AccountsOnly, TrustedAccess: true } && reading.Known is { Integrated: true })
        {
            progress.ServiceLinkedRole = true;
        }
        else
        {
            var role = await reading.Iam.GetRoleAsync(PrivateMarketplaceIntegration.Role, cancellationToken);
            if (role.Problem is not { Kind: CloudTrouble.NotFound } && IsObstacle(role.Problem)) return role.Problem;
            progress.ServiceLinkedRole = role.Problem is { Kind: CloudTrouble.Denied } ? null : role.Value is not null;
        }

        progress.Phase = ReadingPhase.Accounts;
        return null;
    }

    /// <summary>A refusal for lack of permission is none: what it hides stays unknown.</summary>
    private static bool IsObstacle(CloudProblem? problem) => problem is not (null or { Kind: CloudTrouble.Denied });
}
