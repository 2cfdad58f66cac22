using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Protocols;

namespace Guildhall.SimulatedAws.S3;

/// <summary>Buckets: made, listed, looked for, deleted (aws-operations.md A.10).</summary>
internal static partial class Buckets
{
    /// <summary>The region that needs, and takes, no word of itself.</summary>
    private const string Home = "us-east-1";

    private const int PageMaximum = 10_000;

    public static OperationResult List(S3Call call)
    {
        var (prefix, region) = (call.Query["prefix"].ToString(), call.Query["bucket-region"].ToString());
        var size = int.TryParse(call.Query["max-buckets"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, PageMaximum) : PageMaximum;
        var ids = call.State.Indexes.Buckets.Of(call.Caller.AccountId);
        var found = ids.All.Skip(ids.PositionAfter(Token(call))).Where(IsAskedFor).Take(size + 1).ToList();
        return S3Answer.Of(new XElement(
            "ListAllMyBucketsResult",
            new XElement("Owner", new XElement("ID", call.Caller.AccountId)),
            new XElement("Buckets", found.Take(size).Select(name => Shape(call.State.Tables.Buckets.Get(name)))),
            found.Count > size ? new XElement("ContinuationToken", found[size - 1]) : null,
            prefix.Length > 0 ? new XElement("Prefix", prefix) : null));

        bool IsAskedFor(string name) => name.StartsWith(prefix, StringComparison.Ordinal) && (region.Length == 0 || call.State.Tables.Buckets.Get(name).Region == region);
    }

    public static OperationResult Create(S3Call call)
    {
        if (!NameForm().IsMatch(call.Bucket) || call.Bucket.Contains("..", StringComparison.Ordinal)) return S3Errors.BadName(call.Bucket);
        if (Constraint(call, out var region) is { } wrong) return wrong;
        if (call.State.Tables.Buckets.Find(call.Bucket) is { } there) return Taken(call, there);
        call.State.Tables.Buckets.Put(new Bucket
        {
            Id = call.Bucket,
            AccountId = call.Caller.AccountId,
            Region = region,
            CreatedAt = call.State.Now,
            Documents = BucketDocuments.OfNewBucket,
        });
        return Made(call.Bucket);
    }

    public static OperationResult Head(S3Call call) =>
        call.Find(out var bucket) is { } absent ? absent : S3Answer.Ok with { Headers = [new("x-amz-bucket-region", bucket.Region)] };

    public static OperationResult Location(S3Call call)
    {
        if (call.State.Tables.Buckets.Find(call.Bucket) is not { } bucket) return S3Errors.NoBucket(call.Bucket);
        return S3Answer.Of(new XElement("LocationConstraint", bucket.Region == Home ? null : bucket.Region));
    }

    public static OperationResult Delete(S3Call call)
    {
        if (call.Find(out var bucket) is { } absent) return absent;
        if (call.State.Indexes.Objects.Of(bucket.Id).Count > 0) return new WireError("BucketNotEmpty", "The bucket you tried to delete is not empty.", 409);
        call.State.Tables.Buckets.Remove(bucket.Id);
        return S3Answer.Nothing;
    }

    /// <summary>The region that the body asks for must be one, and the endpoint's; in us-east-1 none stands for it, and it cannot be named.</summary>
    private static WireError? Constraint(S3Call call, out string region)
    {
        region = call.Region;
        if (Named(call.Body, out var named) is { } malformed) return malformed;
        if (named is null) return call.Region == Home ? null : new WireError("IllegalLocationConstraintException", "The unspecified location constraint is incompatible with this endpoint.", 400);
        if (named == Home || !AwsRegions.Exists(named)) return new WireError("InvalidLocationConstraint", "The specified location constraint is not valid.", 400);
        if (call.Region != Home && named != call.Region) return new WireError("IllegalLocationConstraintException", $"The {named} location constraint is incompatible with this endpoint.", 400);
        region = named;
        return null;
    }

    private static WireError? Named(ReadOnlyMemory<byte> body, out string? region)
    {
        region = null;
        if (body.IsEmpty) return null;
        if (S3Xml.Read(body) is not { } document) return S3Errors.Malformed();
        region = document.Elements().FirstOrDefault(e => e.Name.LocalName == "LocationConstraint")?.Value.Trim() is { Length: > 0 } named ? named : null;
        return null;
    }

    private static OperationResult Taken(S3Call call, Bucket there)
    {
        if (there.AccountId != call.Caller.AccountId) return new WireError("BucketAlreadyExists", "The requested bucket name is not available.", 409);
        return there.Region == Home && call.Region == Home ? Made(there.Id) : new WireError("BucketAlreadyOwnedByYou", "Your previous request to create the named bucket succeeded and you already own it.", 409);
    }

    private static S3Answer Made(string name) => S3Answer.Ok with { Headers = [new("Location", "/" + name)] };

    private static string? Token(S3Call call) => call.Query["continuation-token"].ToString() is { Length: > 0 } token ? token : null;

    private static XElement Shape(Bucket bucket) => new(
        "Bucket",
        new XElement("Name", bucket.Id),
        new XElement("CreationDate", WireTime.Text(bucket.CreatedAt)),
        new XElement("BucketRegion", bucket.Region));

    [GeneratedRegex(@"\A(?!\d+\.\d+\.\d+\.\d+\z)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z")]
    private static partial Regex NameForm();
}
