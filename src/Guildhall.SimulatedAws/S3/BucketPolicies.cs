using System.Text;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Policies;

namespace Guildhall.SimulatedAws.S3;

/// <summary>The policy of a bucket.</summary>
internal static class BucketPolicies
{
    private const int Longest = 20 * 1024;

    public static OperationResult Get(S3Call call)
    {
        if (call.Find(out var bucket) is { } absent) return absent;
        return bucket.Policy is { } policy
            ? S3Answer.Text(policy, "application/json")
            : new WireError("NoSuchBucketPolicy", "The bucket policy does not exist.", 404);
    }

    public static OperationResult Put(S3Call call)
    {
        if (call.Find(out var bucket) is { } absent) return absent;
        var policy = Encoding.UTF8.GetString(call.Body.Span);
        if (call.Body.Length > Longest) return new WireError("PolicyTooLarge", "A bucket policy has at most 20 KB.", 400);
        if (PolicyDocument.Parse(policy, PolicyKind.Resource) is not PolicyParse.Accepted) return new WireError("MalformedPolicy", "The policy is not in the valid JSON format.", 400);
        call.State.Tables.Buckets.Put(bucket with { Policy = policy });
        return S3Answer.Nothing;
    }

    public static OperationResult Delete(S3Call call)
    {
        if (call.Find(out var bucket) is { } absent) return absent;
        call.State.Tables.Buckets.Put(bucket with { Policy = null });
        return S3Answer.Nothing;
    }
}
