namespace Guildhall.App.Cloud;

/// <summary>A service Guildhall calls. aws-operations.md A.1.</summary>
/// <param name="SigningName">Its name in the credential scope.</param>
/// <param name="Regional">Whether calls go to the organization's region; the others live in <see cref="AwsRegions.Home"/>.</param>
/// <param name="Host">Its host on AWS, given the region.</param>
public sealed record AwsService(string SigningName, bool Regional, Func<string, string> Host)
{
    public static AwsService Sts { get; } = new("sts", true, region => $"sts.{region}.amazonaws.com");

    public static AwsService Organizations { get; } = new("organizations", false, _ => "organizations.us-east-1.amazonaws.com");

    public static AwsService Iam { get; } = new("iam", false, _ => "iam.amazonaws.com");

    /// <summary>Legacy Cost and Usage Reports: in one region only, whatever the organization's is (aws-operations.md 0.6).</summary>
    public static AwsService Reports { get; } = new("cur", false, _ => "cur.us-east-1.amazonaws.com");

    public static AwsService DataExports { get; } = new("bcm-data-exports", false, _ => "bcm-data-exports.us-east-1.api.aws");

    public static AwsService Accounts { get; } = new("account", false, _ => "account.us-east-1.amazonaws.com");

    public static AwsService Quotas { get; } = new("servicequotas", false, _ => "servicequotas.us-east-1.amazonaws.com");

    public static AwsService Keys { get; } = new("kms", true, region => $"kms.{region}.amazonaws.com");

    /// <summary>The marketplace's Discovery API, or another Guildhall's: one host, always dual-stack (storefront-and-procurement.md F).</summary>
    public static AwsService Discovery { get; } = new("aws-marketplace", false, _ => "discovery-marketplace.us-east-1.api.aws");

    /// <summary>Called in the bucket's region, by the SDK (decisions.md 7).</summary>
    public static AwsService Buckets { get; } = new("s3", true, region => $"s3.{region}.amazonaws.com");
}
