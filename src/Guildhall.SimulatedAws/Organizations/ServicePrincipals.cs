using System.Collections.Frozen;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>The services that can be trusted with an organization (AWS Organizations user guide, services that integrate).</summary>
internal static class ServicePrincipals
{
    private static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet(
    [
        "access-analyzer.amazonaws.com",
        "account.amazonaws.com",
        "aws-artifact-account-sync.amazonaws.com",
        "auditmanager.amazonaws.com",
        "backup.amazonaws.com",
        "cloudtrail.amazonaws.com",
        "compute-optimizer.amazonaws.com",
        "config.amazonaws.com",
        "config-multiaccountsetup.amazonaws.com",
        "controltower.amazonaws.com",
        "cost-optimization-hub.bcm.amazonaws.com",
        "detective.amazonaws.com",
        "devops-guru.amazonaws.com",
        "ds.amazonaws.com",
        "fms.amazonaws.com",
        "guardduty.amazonaws.com",
        "health.amazonaws.com",
        "iam.amazonaws.com",
        "inspector2.amazonaws.com",
        "ipam.amazonaws.com",
        "license-management.marketplace.amazonaws.com",
        "license-manager.amazonaws.com",
        "macie.amazonaws.com",
        "member.org.stacksets.cloudformation.amazonaws.com",
        "private-marketplace.marketplace.amazonaws.com",
        "procurement-insights.marketplace.amazonaws.com",
        "ram.amazonaws.com",
        "reporting.trustedadvisor.amazonaws.com",
        "securityhub.amazonaws.com",
        "servicecatalog.amazonaws.com",
        "servicequotas.amazonaws.com",
        "ssm.amazonaws.com",
        "sso.amazonaws.com",
        "storage-lens.s3.amazonaws.com",
        "tagpolicies.tag.amazonaws.com",
    ]);

    public static bool IsKnown(string principal) => Known.Contains(principal);
}
