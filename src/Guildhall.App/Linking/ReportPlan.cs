using System.Collections.Frozen;
using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Reports;
using Guildhall.Domain;

namespace Guildhall.App.Linking;

/// <summary>The daily report of a link and where it is delivered. vendor-integration.md 5.2, 15.1; decisions.md 25; aws-operations.md C.1, C.2.</summary>
public static class ReportPlan
{
    public const string Name = "guildhall-daily";
    public const string BucketPrefix = "daily-billing-report-";

    /// <summary>Regions of AWS that reports are not delivered to: CUR's own list lacks them.</summary>
    private static readonly FrozenSet<string> Undelivered = new[]
    {
        "ap-east-2", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-west-1", "il-central-1", "mx-central-1",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static string BucketOf(AccountId account) => BucketPrefix + account.Value;

    /// <summary>Whether reports can be delivered to a bucket in the region.</summary>
    public static bool IsDelivered(string region) => !Undelivered.Contains(region);

    /// <summary>Where the bucket of a link in the region is made.</summary>
    public static string BucketRegion(string region) => IsDelivered(region) ? region : AwsRegions.Home;

    public static ReportDefinition Definition(AccountId account, string region) => new()
    {
        Name = Name,
        TimeUnit = "DAILY",
        Format = "textORcsv",
        Compression = "GZIP",
        Bucket = BucketOf(account),
        Prefix = "cur",
        BucketRegion = BucketRegion(region),
        RefreshesClosed = true,
        Versioning = "CREATE_NEW_REPORT",
    };

    /// <summary>The bucket's policy: AWS's billing may deliver what is this account's own, nobody else may, and nothing goes unencrypted.</summary>
    public static string BucketPolicy(AccountId account)
    {
        var bucket = $"arn:aws:s3:::{BucketOf(account)}";
        var condition =
            $$$"""{"StringEquals":{"aws:SourceAccount":"{{{account}}}"},"ArnLike":{"aws:SourceArn":["arn:aws:cur:us-east-1:{{{account}}}:definition/*","arn:aws:bcm-data-exports:us-east-1:{{{account}}}:export/*"]}}""";
        const string Services = """{"Service":["billingreports.amazonaws.com","bcm-data-exports.amazonaws.com"]}""";
        return "{\"Version\":\"2012-10-17\",\"Statement\":["
            + $$$"""{"Sid":"GuildhallBillingCheck","Effect":"Allow","Principal":{{{Services}}},"Action":["s3:GetBucketAcl","s3:GetBucketPolicy"],"Resource":"{{{bucket}}}","Condition":{{{condition}}} },"""
            + $$$"""{"Sid":"GuildhallBillingWrite","Effect":"Allow","Principal":{{{Services}}},"Action":"s3:PutObject","Resource":"{{{bucket}}}/*","Condition":{{{condition}}} },"""
            + $$$"""{"Sid":"TlsOnly","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["{{{bucket}}}","{{{bucket}}}/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}} }"""
            + "]}";
    }

    /// <summary>The sids of our statements: a policy with others is somebody else's.</summary>
    internal static FrozenSet<string> PolicySids { get; } = new[] { "GuildhallBillingCheck", "GuildhallBillingWrite", "TlsOnly" }.ToFrozenSet(StringComparer.Ordinal);
}
