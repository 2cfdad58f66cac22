using Guildhall.SimulatedAws.Access;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Dispatch;
using Microsoft.AspNetCore.Http;

namespace Guildhall.SimulatedAws.S3;

/// <summary>One call of S3, path style: <c>/bucket/key</c>.</summary>
/// <param name="Region">The region whose endpoint was called: the one that was signed for.</param>
/// <param name="Bucket">Empty for a call about all buckets.</param>
/// <param name="Key">Empty for a call about a bucket.</param>
internal sealed record S3Call(WorldState State, Identity Caller, string Region, string Bucket, string Key, IQueryCollection Query, IHeaderDictionary Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>The bucket when it is there and in the region that was called; else why not.</summary>
    public WireError? Find(out Bucket bucket)
    {
        bucket = State.Tables.Buckets.Find(Bucket)!;
        return bucket is null ? S3Errors.NoBucket(Bucket) : bucket.Region != Region ? S3Errors.Elsewhere(bucket.Region) : null;
    }
}

/// <summary>One operation of S3.</summary>
/// <param name="Name">AWS's name of it.</param>
/// <param name="Action">The action in policies, without the prefix; not always the operation's name.</param>
/// <param name="Handle">What it does once the caller may.</param>
internal sealed record S3Operation(string Name, string Action, Func<S3Call, OperationResult> Handle);
