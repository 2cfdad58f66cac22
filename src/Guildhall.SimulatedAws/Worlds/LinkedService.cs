using Guildhall.SimulatedAws.Iam;

namespace Guildhall.SimulatedAws.Worlds;

/// <summary>A service that has a service-linked role, and whether the role belongs to an organization's management account alone.</summary>
internal sealed record LinkedService(string Principal, string RoleName, string PolicyName, bool ManagementOnly)
{
    public static readonly LinkedService Organizations =
        new("organizations.amazonaws.com", "AWSServiceRoleForOrganizations", "AWSOrganizationsServiceTrustPolicy", false);

    /// <summary>aws-operations.md B.</summary>
    public static readonly LinkedService PrivateMarketplace = new(
        "private-marketplace.marketplace.amazonaws.com",
        "AWSServiceRoleForPrivateMarketplaceAdmin",
        "AWSServiceRoleForPrivateMarketplaceAdminPolicy",
        true);

    private static readonly LinkedService LicenceManagement = new(
        "license-management.marketplace.amazonaws.com",
        "AWSServiceRoleForMarketplaceLicenseManagement",
        "AWSMarketplaceLicenseManagementServiceRolePolicy",
        false);

    private static readonly LinkedService ProcurementInsights = new(
        "procurement-insights.marketplace.amazonaws.com",
        "AWSServiceRoleForProcurementInsights",
        "AWSServiceRoleForProcurementInsightsPolicy",
        true);

    private static readonly LinkedService[] All = [Organizations, PrivateMarketplace, LicenceManagement, ProcurementInsights];

    public string Path => $"/aws-service-role/{Principal}/";

    public string PolicyArn => ManagedPolicies.ServiceArn(PolicyName);

    public string ArnIn(string accountId) => $"arn:aws:iam::{accountId}:role{Path}{RoleName}";

    public static LinkedService? Find(string principal) => Array.Find(All, service => service.Principal == principal);
}
