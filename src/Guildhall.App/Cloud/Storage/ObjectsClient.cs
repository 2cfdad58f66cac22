using System.Collections.Immutable;
using Amazon.S3.Model;

namespace Guildhall.App.Cloud.Storage;

/// <summary>Reading what lies in a bucket, by the SDK over the one guarded way out (decisions.md 7). aws-operations.md C.4.</summary>
/// <param name="connection">Whose key reads.</param>
/// <param name="region">The bucket's region, one of <see cref="AwsRegions.All"/>.</param>
public sealed class ObjectsClient(AwsConnection connection, string region)
{
    /// <summary>Pages of a listing that are read at most: ten thousand folders.</summary>
    private const int MostPages = 10;

    /// <summary>The folders right under a folder, each with the <c>/</c> at its end.</summary>
    /// <param name="owner">The account that the bucket must be of: another's is refused as <c>AccessDenied</c>.</param>
    public async Task<CloudAnswer<ImmutableList<string>>> ListFoldersAsync(string bucket, string folder, string owner, CancellationToken cancellation)
    {
        ImmutableList<string> all = [];
        string? token = null;
        for (var page = 0; page < MostPages; page++)
        {
            var request = new ListObjectsV2Request { BucketName = bucket, Prefix = folder, Delimiter = "/", ContinuationToken = token, ExpectedBucketOwner = owner };
            var answer = await connection.CallAsync("ListObjectsV2", door => StorageDoor.TryAsync(door, region, s3 => s3.ListObjectsV2Async(request, cancellation), cancellation), cancellation);
            if (!answer.Gave(out var listed, out var problem)) return problem;
            all = all.AddRange(listed.CommonPrefixes ?? []);
            if (listed.IsTruncated != true || listed.NextContinuationToken is not { } next) break;
            token = next;
        }

        return all;
    }

    /// <summary>An object's bytes as they come, to be disposed of by whoever reads them.</summary>
    /// <param name="owner">As of <see cref="ListFoldersAsync"/>.</param>
    public Task<CloudAnswer<ObjectContent>> OpenAsync(string bucket, string key, string owner, CancellationToken cancellation) => connection.CallAsync(
        "GetObject",
        door => StorageDoor.TryAsync(door, region, async s3 => Content(await s3.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = key, ExpectedBucketOwner = owner }, cancellation)), cancellation, streams: true),
        cancellation);

    /// <summary>The ETag of an object as it is now; empty when there is none of this key.</summary>
    /// <param name="owner">As of <see cref="ListFoldersAsync"/>.</param>
    public async Task<CloudAnswer<string>> FindTagAsync(string bucket, string key, string owner, CancellationToken cancellation)
    {
        var request = new GetObjectMetadataRequest { BucketName = bucket, Key = key, ExpectedBucketOwner = owner };
        var answer = await connection.CallAsync("HeadObject", door => StorageDoor.TryAsync(door, region, async s3 => (await s3.GetObjectMetadataAsync(request, cancellation)).ETag ?? "", cancellation), cancellation);
        return answer.Problem is { Code: "NoSuchKey" or "NotFound" or "Http404" } ? "" : answer;
    }

    private static ObjectContent Content(GetObjectResponse response) =>
        new(new PatientStream(response.ResponseStream, response), response.ContentLength, response.ETag ?? "", new DateTimeOffset(response.LastModified?.ToUniversalTime() ?? DateTime.UnixEpoch));
}

/// <param name="Bytes">As AWS says.</param>
/// <param name="Tag">Its ETag: other bytes have another.</param>
/// <param name="WrittenAt">In whole seconds.</param>
public sealed record ObjectContent(Stream Content, long Bytes, string Tag, DateTimeOffset WrittenAt);
