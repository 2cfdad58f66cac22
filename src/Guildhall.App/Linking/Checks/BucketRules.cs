using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Identity;
using Guildhall.App.Cloud.Storage;

namespace Guildhall.App.Linking.Checks;

/// <summary>P8 and P9: S3. vendor-integration.md 8.2.</summary>
internal static class BucketRules
{
    public static Finding Listed(CloudProblem? problem) => problem switch
    {
        null => Finding.Pass("The key can list S3 buckets."),
        { Kind: CloudTrouble.Credentials or CloudTrouble.Clock or CloudTrouble.Unreachable } => Finding.Of(problem),
        _ => Finding.Fail($"The key can't list S3 buckets ({problem.Code}).", "Allow s3:ListAllMyBuckets to the key.", problem),
    };

    /// <summary>From the simulation of permissions; nothing is written.</summary>
    public static Finding Creatable(IReadOnlyList<SimulatedAction>? actions) =>
        actions?.Where(a => a.Action == "s3:CreateBucket").ToList() switch
        {
            null or [] => Finding.Skipped("Not checked: permissions couldn't be simulated. The deep check tries it."),
            var said when said.All(a => a.Allowed) => Finding.Pass("S3 buckets can be created."),
            _ => Finding.Fail("S3 buckets can't be created: s3:CreateBucket is not allowed.", "Allow s3:CreateBucket on the report bucket to the key."),
        };

    /// <param name="problem">Of making and deleting one; null when both were done.</param>
    public static Finding Created(CloudProblem? problem) => problem is null
        ? Finding.Pass("A bucket was created and deleted again.")
        : Finding.Fail($"S3 buckets can't be created: {problem.Code}.", problem.Repair, problem);

    /// <param name="mine">The account's buckets whose name begins <c>daily-billing-report-</c>.</param>
    public static Finding NameFree(LinkMode mode, string bucket, IReadOnlyList<string> mine, CloudAnswer<BucketStanding> head)
    {
        if (mine.Count == 0) return Unlisted(bucket, head);
        var first = mine.Contains(bucket) ? bucket : mine[0];
        return mode == LinkMode.Fresh
            ? Finding.Fail($"Bucket {first} exists already.", "Delete the bucket when nothing needs it, or choose \"Use my existing organization\".")
            : Finding.Info($"Bucket {first} exists already.");
    }

    private static Finding Unlisted(string bucket, CloudAnswer<BucketStanding> head)
    {
        if (!head.Gave(out var standing, out var problem)) return Finding.Warn($"Whether bucket name {bucket} is free couldn't be read.", problem.Repair, problem);
        return standing.Place switch
        {
            BucketPlace.Free => Finding.Pass($"Bucket name {bucket} is free."),
            BucketPlace.OtherRegion => Finding.Warn($"Bucket {bucket} exists in region {standing.Region ?? "unknown"}.", "Link with that region, or delete the bucket."),
            _ => Finding.Fail($"Bucket name {bucket} is taken by someone else or not readable.", "Ask AWS Support who owns it, or allow s3:ListBucket on it to the key."),
        };
    }
}
