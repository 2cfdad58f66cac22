using Guildhall.SimulatedAws.Access;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Worlds;

namespace Guildhall.SimulatedAws.Reports.Delivery;

/// <summary>Whether the billing service gets into a bucket (aws-operations.md C.2).</summary>
internal static class BucketAccess
{
    public const string Success = "SUCCESS";

    /// <summary>AWS's word for how an attempt to deliver ends (aws-operations.md A.11).</summary>
    public static string StatusOf(WorldState state, ReportDefinition report, ReportTerms terms)
    {
        if (state.Tables.Buckets.Find(terms.Bucket) is not { } bucket || bucket.Region != terms.Region) return "ERROR_NO_BUCKET";
        return bucket.AccountId == report.AccountId && MayDeliver(bucket, report, terms.Root) ? Success : "ERROR_PERMISSIONS";
    }

    /// <summary>Whether the bucket's policy lets the billing service read it, as both forms of AWS's policy do, and put reports of this account below the root.</summary>
    public static bool MayDeliver(Bucket bucket, ReportDefinition report, string root)
    {
        var (deliverer, source) = report.Export is { } export ? ("bcm-data-exports.amazonaws.com", export) : ("billingreports.amazonaws.com", $"arn:aws:cur:us-east-1:{report.AccountId}:definition/{report.Name}");
        var arn = "arn:aws:s3:::" + bucket.Id;
        if (bucket.Policy is not { } policy) return false;
        return May("s3:GetBucketPolicy", arn) && May("s3:PutObject", $"{arn}/{root}x");

        bool May(string action, string resource) => ServicePolicies.Allow(policy, deliverer, action, resource, report.AccountId, source);
    }
}
