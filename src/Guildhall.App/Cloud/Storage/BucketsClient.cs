using System.Collections.Immutable;
using Amazon.S3;
using Amazon.S3.Model;

namespace Guildhall.App.Cloud.Storage;

/// <summary>
/// S3, as far as linking needs it, by the SDK over the one guarded way out (decisions.md 7): the connection's pace and repetitions, never the SDK's own.
/// aws-operations.md A.10.
/// </summary>
/// <param name="connection">Whose buckets.</param>
/// <param name="region">The buckets' region, one of <see cref="AwsRegions.All"/>.</param>
public sealed class BucketsClient(AwsConnection connection, string region)
{
    /// <summary>The names of the account's buckets that begin so; AWS gives up to 10,000 at once.</summary>
    public Task<CloudAnswer<ImmutableList<string>>> ListBucketsAsync(string prefix, CancellationToken cancellation) => CallAsync(
        "ListBuckets",
        async s3 => (await s3.ListBucketsAsync(cancellation)).Buckets?.Select(b => b.BucketName).Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).ToImmutableList() ?? [],
        cancellation);

    /// <summary>What the name leads to. A problem only when AWS cannot be asked: that a bucket is another's, or nobody's, is an answer.</summary>
    public async Task<CloudAnswer<BucketStanding>> HeadBucketAsync(string bucket, CancellationToken cancellation)
    {
        var answer = await CallAsync("HeadBucket", async s3 => new BucketStanding(BucketPlace.Readable, (await s3.HeadBucketAsync(new HeadBucketRequest { BucketName = bucket }, cancellation)).BucketRegion), cancellation);
        return answer.Problem?.Code switch
        {
            null => answer,
            "NoSuchBucket" or "NotFound" or "Http404" => new BucketStanding(BucketPlace.Free, null),
            "Forbidden" or "AccessDenied" or "Http403" => new BucketStanding(BucketPlace.Elsewhere, null),
            "PermanentRedirect" or "MovedPermanently" or "Http301" => new BucketStanding(BucketPlace.OtherRegion, answer.Problem.Reason),
            _ => answer,
        };
    }

    /// <summary>Null when it is made; <see cref="CloudTrouble.Already"/> when the account has it.</summary>
    public async Task<CloudProblem?> CreateBucketAsync(string bucket, CancellationToken cancellation)
    {
        // In us-east-1 AWS takes no location (vendor-integration.md 5.2).
        var request = new PutBucketRequest { BucketName = bucket, UseClientRegion = false };
        if (region != AwsRegions.Home) request.BucketRegionName = region;
        return (await CallAsync("CreateBucket", s3 => s3.PutBucketAsync(request, cancellation), cancellation)).Problem;
    }

    public async Task<CloudProblem?> DeleteBucketAsync(string bucket, CancellationToken cancellation) =>
        (await CallAsync("DeleteBucket", s3 => s3.DeleteBucketAsync(new DeleteBucketRequest { BucketName = bucket }, cancellation), cancellation)).Problem;

    /// <summary>Nothing in the bucket can be made public. Null when done.</summary>
    public async Task<CloudProblem?> BlockPublicAccessAsync(string bucket, CancellationToken cancellation)
    {
        var everything = new PublicAccessBlockConfiguration { BlockPublicAcls = true, BlockPublicPolicy = true, IgnorePublicAcls = true, RestrictPublicBuckets = true };
        var request = new PutPublicAccessBlockRequest { BucketName = bucket, PublicAccessBlockConfiguration = everything };
        return (await CallAsync("PutPublicAccessBlock", s3 => s3.PutPublicAccessBlockAsync(request, cancellation), cancellation)).Problem;
    }

    /// <summary>The bucket's policy as JSON; empty when it has none, which the SDK does not tell as an error.</summary>
    public Task<CloudAnswer<string>> GetBucketPolicyAsync(string bucket, CancellationToken cancellation) => CallAsync(
        "GetBucketPolicy",
        async s3 => (await s3.GetBucketPolicyAsync(new GetBucketPolicyRequest { BucketName = bucket }, cancellation)).Policy is { } policy && policy.TrimStart().StartsWith('{') ? policy : "",
        cancellation);

    /// <summary>Replaces the bucket's policy. Null when done.</summary>
    public async Task<CloudProblem?> PutBucketPolicyAsync(string bucket, string policy, CancellationToken cancellation) =>
        (await CallAsync("PutBucketPolicy", s3 => s3.PutBucketPolicyAsync(new PutBucketPolicyRequest { BucketName = bucket, Policy = policy }, cancellation), cancellation)).Problem;

    private Task<CloudAnswer<T>> CallAsync<T>(string operation, Func<AmazonS3Client, Task<T>> call, CancellationToken cancellation)
        where T : class => connection.CallAsync(operation, door => StorageDoor.TryAsync(door, region, call, cancellation), cancellation);
}

/// <summary>What a bucket's name leads to.</summary>
public enum BucketPlace
{
    /// <summary>Nobody has it.</summary>
    Free,

    /// <summary>It is there and the key may read it.</summary>
    Readable,

    /// <summary>Another account has it, or the key may not read it: AWS does not tell which.</summary>
    Elsewhere,

    OtherRegion,
}

/// <param name="Region">Where AWS told it.</param>
public sealed record BucketStanding(BucketPlace Place, string? Region);
