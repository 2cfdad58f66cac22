using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Accounts;
using Guildhall.App.Cloud.Identity;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Cloud.Quotas;
using Guildhall.App.Cloud.Reports;
using Guildhall.App.Cloud.Storage;

namespace Guildhall.App.Linking.Checks;

/// <summary>What the checks look at: the wish, whose key it is, the organization that was found, and the way to AWS.</summary>
internal sealed class Scene(LinkWish wish, AwsConnection connection, CallerIdentity caller, CloudAnswer<DescribedOrganization> organization, string probe)
{
    public LinkWish Wish => wish;

    public CallerIdentity Caller => caller;

    public CloudAnswer<DescribedOrganization> Organization => organization;

    /// <summary>An account that is linked without an organization, and stays so.</summary>
    public bool Standalone => wish.Mode == LinkMode.Adopt && organization.Problem is { Kind: CloudTrouble.NoOrganization };

    /// <summary>Whether this is no AWS, and does not have the call.</summary>
    public bool Lacks(CloudProblem? problem) => !connection.Target.IsAws && problem is { IsUnknownOperation: true };

    /// <summary>The name of a bucket that may be made and deleted.</summary>
    public string Probe => probe;

    public string Bucket => ReportPlan.BucketOf(wish.Account);

    public OrganizationsClient Organizations { get; } = new(connection);

    public IamClient Iam { get; } = new(connection);

    public AccountsClient Accounts { get; } = new(connection);

    public QuotasClient Quotas { get; } = new(connection);

    public ReportsClient Reports { get; } = new(connection);

    public ExportsClient Exports { get; } = new(connection);

    public BucketsClient Buckets { get; } = new(connection, ReportPlan.BucketRegion(wish.Region));
}
