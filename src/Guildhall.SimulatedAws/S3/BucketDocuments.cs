using System.Collections.Immutable;
using System.Text;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.S3;

/// <summary>Settings of a bucket that are XML documents: kept and given back as they were sent.</summary>
internal static class BucketDocuments
{
    private const string Blocked = """
        <PublicAccessBlockConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>
        """;

    private const string Owned = """
        <OwnershipControls xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>
        """;

    private const string Encrypted = """
        <ServerSideEncryptionConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>
        """;

    /// <summary>Public access is blocked and ACLs are disabled from the first moment, since April 2023 (aws-operations.md A.10).</summary>
    public static readonly ImmutableSortedDictionary<string, string> OfNewBucket =
        ImmutableSortedDictionary<string, string>.Empty.Add("publicAccessBlock", Blocked).Add("ownershipControls", Owned);

    public static OperationResult Get(S3Call call, string name, string? missing)
    {
        if (call.Find(out var bucket) is { } absent) return absent;
        if ((bucket.Documents.GetValueOrDefault(name) ?? Default(name)) is { } document) return S3Answer.Text(document, "application/xml");
        return missing is null
            ? S3Answer.Of(new System.Xml.Linq.XElement("VersioningConfiguration"))
            : new WireError(missing, "The bucket does not have this configuration.", 404);
    }

    public static OperationResult Put(S3Call call, string name)
    {
        if (call.Find(out var bucket) is { } absent) return absent;
        if (S3Xml.Read(call.Body) is null) return S3Errors.Malformed();
        call.State.Tables.Buckets.Put(bucket with { Documents = bucket.Documents.SetItem(name, Encoding.UTF8.GetString(call.Body.Span)) });
        return name == "tagging" ? S3Answer.Nothing : S3Answer.Ok;
    }

    public static OperationResult Delete(S3Call call, string name)
    {
        if (call.Find(out var bucket) is { } absent) return absent;
        call.State.Tables.Buckets.Put(bucket with { Documents = bucket.Documents.Remove(name) });
        return S3Answer.Nothing;
    }

    /// <summary>What holds when nobody has said otherwise: no bucket is without encryption, since January 2023 (aws-operations.md A.10).</summary>
    private static string? Default(string name) => name == "encryption" ? Encrypted : null;
}
