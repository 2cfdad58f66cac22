using Microsoft.AspNetCore.Http;

namespace Guildhall.SimulatedAws.S3;

/// <summary>Finds the operation that a method, a path and a sub-resource mean (Amazon S3 API Reference).</summary>
internal static class S3Operations
{
    /// <summary>Sub-resources of a bucket that are kept as documents: the query, and the action's word in policies.</summary>
    private static readonly (string Query, string Name, string Action, string? Missing)[] Documents =
    [
        ("publicAccessBlock", "PublicAccessBlock", "BucketPublicAccessBlock", "NoSuchPublicAccessBlockConfiguration"),
        ("encryption", "BucketEncryption", "EncryptionConfiguration", "ServerSideEncryptionConfigurationNotFoundError"),
        ("lifecycle", "BucketLifecycleConfiguration", "LifecycleConfiguration", "NoSuchLifecycleConfiguration"),
        ("tagging", "BucketTagging", "BucketTagging", "NoSuchTagSet"),
        ("ownershipControls", "BucketOwnershipControls", "BucketOwnershipControls", "OwnershipControlsNotFoundError"),
        ("versioning", "BucketVersioning", "BucketVersioning", null),
    ];

    /// <summary>Null when the simulation does not have it.</summary>
    public static S3Operation? Find(string method, string bucket, string key, IQueryCollection query) =>
        bucket.Length == 0 ? method == "GET" ? new S3Operation("ListBuckets", "ListAllMyBuckets", Buckets.List) : null
        : key.Length > 0 ? OfObject(method, query)
        : query.ContainsKey("policy") ? OfPolicy(method)
        : Document(query) is { } document ? OfDocument(method, document)
        : OfBucket(method, query);

    private static S3Operation? OfBucket(string method, IQueryCollection query) => method switch
    {
        "GET" when query.ContainsKey("location") => new("GetBucketLocation", "GetBucketLocation", Buckets.Location),
        "GET" => new(query.ContainsKey("list-type") ? "ListObjectsV2" : "ListObjects", "ListBucket", Objects.List),
        "HEAD" => new("HeadBucket", "ListBucket", Buckets.Head),
        "PUT" when query.Count == 0 => new("CreateBucket", "CreateBucket", Buckets.Create),
        "DELETE" when query.Count == 0 => new("DeleteBucket", "DeleteBucket", Buckets.Delete),
        _ => null,
    };

    private static S3Operation? OfObject(string method, IQueryCollection query) => method switch
    {
        "GET" => new("GetObject", "GetObject", Objects.Get),
        "HEAD" => new("HeadObject", "GetObject", Objects.Get),
        "PUT" when !query.ContainsKey("uploadId") => new("PutObject", "PutObject", Objects.Put),
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

    private static S3Operation? OfDocument(string method, (string Query, string Name, string Action, string? Missing) document) => method switch
    {
        "GET" => new("Get" + document.Name, "Get" + document.Action, call => BucketDocuments.Get(call, document.Query, document.Missing)),
        "PUT" => new("Put" + document.Name, "Put" + document.Action, call => BucketDocuments.Put(call, document.Query)),
        "DELETE" => new("Delete" + document.Name, "Put" + document.Action, call => BucketDocuments.Delete(call, document.Query)),
        _ => null,
    };

    private static (string Query, string Name, string Action, string? Missing)? Document(IQueryCollection query)
    {
        foreach (var document in Documents)
        {
            if (query.ContainsKey(document.Query)) return document;
        }

        return null;
    }
}
