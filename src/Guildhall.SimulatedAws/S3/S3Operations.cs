using Microsoft.AspNetCore.Http;

namespace Guildhall.SimulatedAws.S3;

/// <summary>Finds the operation that a method, a path and a sub-resource mean (Amazon S3 API Reference).</summary>
internal static class S3Operations
{
    /// <summary>Sub-resources of a bucket that are kept as documents: the query, what the deletion is called if there is one, and the action's word in policies.</summary>
    private static readonly (string Query, string Name, string? Deletion, string Action, string? Missing)[] Documents =
    [
        ("publicAccessBlock", "PublicAccessBlock", "DeletePublicAccessBlock", "BucketPublicAccessBlock", "NoSuchPublicAccessBlockConfiguration"),
        ("encryption", "BucketEncryption", "DeleteBucketEncryption", "EncryptionConfiguration", "ServerSideEncryptionConfigurationNotFoundError"),
        ("lifecycle", "BucketLifecycleConfiguration", "DeleteBucketLifecycle", "LifecycleConfiguration", "NoSuchLifecycleConfiguration"),
        ("tagging", "BucketTagging", "DeleteBucketTagging", "BucketTagging", "NoSuchTagSet"),
        ("ownershipControls", "BucketOwnershipControls", "DeleteBucketOwnershipControls", "BucketOwnershipControls", "OwnershipControlsNotFoundError"),
        ("versioning", "BucketVersioning", null, "BucketVersioning", null),
    ];

    /// <summary>What lists may be asked by.</summary>
    private static readonly string[] BucketLists = ["prefix", "max-buckets", "continuation-token", "bucket-region"];

    private static readonly string[] ObjectLists =
        ["list-type", "prefix", "delimiter", "max-keys", "continuation-token", "start-after", "marker", "encoding-type"];

    /// <summary>The words that a query names a part of a bucket by.</summary>
    public static IEnumerable<string> SubResources => [.. Documents.Select(document => document.Query), "policy", "location"];

    /// <summary>Null when the simulation does not have it: what else a query or a header asks for is refused, never left out.</summary>
    public static S3Operation? Find(string method, string bucket, string key, IQueryCollection query, IHeaderDictionary headers)
    {
        string[] asked = [.. query.Keys.Where(name => name != "x-id" && !name.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase))];
        return bucket.Length == 0 ? method == "GET" && !asked.Except(BucketLists).Any() ? new S3Operation("ListBuckets", "ListAllMyBuckets", Buckets.List) : null
            : key.Length > 0 ? asked.Length > 0 || headers.ContainsKey("x-amz-copy-source") ? null : OfObject(method)
            : asked is ["policy"] ? OfPolicy(method)
            : asked is ["location"] ? method == "GET" ? new("GetBucketLocation", "GetBucketLocation", Buckets.Location) : null
            : asked is [var resource] && Array.Find(Documents, document => document.Query == resource) is { Query: not null } found ? OfDocument(method, found)
            : OfBucket(method, asked);
    }

    private static S3Operation? OfBucket(string method, string[] asked) => method switch
    {
        "GET" when !asked.Except(ObjectLists).Any() => new(asked.Contains("list-type") ? "ListObjectsV2" : "ListObjects", "ListBucket", Objects.List),
        "HEAD" when asked is [] => new("HeadBucket", "ListBucket", Buckets.Head),
        "PUT" when asked is [] => new("CreateBucket", "CreateBucket", Buckets.Create),
        "DELETE" when asked is [] => new("DeleteBucket", "DeleteBucket", Buckets.Delete),
        _ => null,
    };

    private static S3Operation? OfObject(string method) => method switch
    {
        "GET" => new("GetObject", "GetObject", Objects.Get),
        "HEAD" => new("HeadObject", "GetObject", Objects.Get),
        "PUT" => new("PutObject", "PutObject", Objects.Put),
        "DELETE" => new("DeleteObject", "DeleteObject", Objects.Delete),
        _ => null,
    };

    private static S3Operation? OfPolicy(string method) => method switch
    {
        "GET" => new("GetBucketPolicy", "GetBucketPolicy", BucketPolicies.Get),
        "PUT" => new("PutBucketPolicy", "PutBucketPolicy", BucketPolicies.Put),
        "DELETE" => new("DeleteBucketPolicy", "DeleteBucketPolicy", BucketPolicies.Delete),
        _ => null,
    };

    private static S3Operation? OfDocument(string method, (string Query, string Name, string? Deletion, string Action, string? Missing) document) => method switch
    {
        "GET" => new("Get" + document.Name, "Get" + document.Action, call => BucketDocuments.Get(call, document.Query, document.Missing)),
        "PUT" => new("Put" + document.Name, "Put" + document.Action, call => BucketDocuments.Put(call, document.Query)),
        "DELETE" when document.Deletion is { } deletion => new(deletion, "Put" + document.Action, call => BucketDocuments.Delete(call, document.Query)),
        _ => null,
    };
}
