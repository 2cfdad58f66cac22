using System.Globalization;
using System.Xml.Linq;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Reports.Delivery;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Protocols;

namespace Guildhall.SimulatedAws.S3;

/// <summary>Objects: put, read, listed, deleted (aws-operations.md A.10).</summary>
internal static class Objects
{
    private const int PageMaximum = 1_000;

    /// <summary>Parameters behind which a list goes on, in both forms of the operation.</summary>
    private static readonly string[] Starts = ["continuation-token", "start-after", "marker"];

    public static OperationResult Put(S3Call call)
    {
        if (call.Find(out var bucket) is { } absent) return absent;
        var stored = new StoredObject
        {
            Id = StoredObject.IdOf(bucket.Id, call.Key),
            Bucket = bucket.Id,
            Key = call.Key,
            ETag = DeliveredFiles.ETag(call.Body.Span),
            ModifiedAt = call.State.Now,
            ContentType = call.Headers.ContentType.ToString() is { Length: > 0 } type ? type : "binary/octet-stream",
            Content = call.Body.ToArray(),
        };
        call.State.Tables.Objects.Put(stored);
        return S3Answer.Ok with { Headers = [new("ETag", stored.ETag)] };
    }

    public static OperationResult Get(S3Call call)
    {
        if (call.Find(out var bucket) is { } absent) return absent;
        if (call.State.Tables.Objects.Find(StoredObject.IdOf(bucket.Id, call.Key)) is not { } stored) return S3Errors.NoKey(call.Key);
        var tag = call.State.Files.SizeOf(call.State, stored).ETag;
        if (call.Headers.IfMatch.ToString() is { Length: > 0 } wanted && wanted != tag)
            return new WireError("PreconditionFailed", "At least one of the pre-conditions you specified did not hold.", 412);
        return ByteRange.Cut(call.Headers.Range.ToString(), new S3Answer(200, call.State.Files.ContentOf(call.State, stored), stored.ContentType)
        {
            Headers =
            [
                new("Accept-Ranges", "bytes"),
                new("ETag", tag),
                new("Last-Modified", stored.ModifiedAt.ToString("R", CultureInfo.InvariantCulture)),
            ],
        });
    }

    public static OperationResult Delete(S3Call call)
    {
        if (call.Find(out var bucket) is { } absent) return absent;
        call.State.Tables.Objects.Remove(StoredObject.IdOf(bucket.Id, call.Key));
        return S3Answer.Nothing;
    }

    public static OperationResult List(S3Call call)
    {
        if (call.Find(out var bucket) is { } absent) return absent;
        var (prefix, delimiter) = (call.Query["prefix"].ToString(), call.Query["delimiter"].ToString());
        var isEncoded = call.Query["encoding-type"] == "url";
        var size = int.TryParse(call.Query["max-keys"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Min(asked, PageMaximum) : PageMaximum;
        var (found, groups, next) = Page(call, bucket, prefix, delimiter, size);
        return S3Answer.Of(new XElement(
            "ListBucketResult",
            new XElement("Name", bucket.Id),
            new XElement("Prefix", Written(prefix)),
            delimiter.Length > 0 ? new XElement("Delimiter", Written(delimiter)) : null,
            isEncoded ? new XElement("EncodingType", "url") : null,
            new XElement("MaxKeys", size),
            new XElement("KeyCount", found.Count + groups.Count),
            new XElement("IsTruncated", next is not null),
            next is null ? null : call.Query.ContainsKey("list-type") ? new XElement("NextContinuationToken", next) : new XElement("NextMarker", Written(next)),
            found.Select(stored => Shape(call.State, stored, Written(stored.Key))),
            groups.Select(group => new XElement("CommonPrefixes", new XElement("Prefix", Written(group))))));

        string Written(string text) => isEncoded ? Uri.EscapeDataString(text).Replace("%2F", "/", StringComparison.Ordinal) : text;
    }

    /// <summary>Keys behind the start, those with the delimiter behind the prefix as one group each; the last one read when there are more.</summary>
    private static (List<StoredObject> Found, List<string> Groups, string? Next) Page(S3Call call, Bucket bucket, string prefix, string delimiter, int size)
    {
        var (found, groups) = (new List<StoredObject>(), new List<string>());
        var ids = call.State.Indexes.Objects.Of(bucket.Id);
        string? last = null;
        foreach (var id in ids.All.Skip(ids.PositionAfter(Start(call) is { } start ? StoredObject.IdOf(bucket.Id, start) : null)))
        {
            var key = id[(bucket.Id.Length + 1)..];
            if (!key.StartsWith(prefix, StringComparison.Ordinal)) continue;
            var cut = delimiter.Length > 0 ? key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal) : -1;
            var group = cut < 0 ? null : key[..(cut + delimiter.Length)];
            if (group is not null && groups.Count > 0 && groups[^1] == group)
            {
                last = key;
                continue;
            }

            if (found.Count + groups.Count == size) return (found, groups, last);
            if (group is null) found.Add(call.State.Tables.Objects.Get(id));
            else groups.Add(group);
            last = key;
        }

        return (found, groups, null);
    }

    private static string? Start(S3Call call) =>
        Starts.Select(name => call.Query[name].ToString()).FirstOrDefault(text => text.Length > 0);

    private static XElement Shape(WorldState state, StoredObject stored, string key)
    {
        var (length, tag) = state.Files.SizeOf(state, stored);
        return new XElement(
            "Contents",
            new XElement("Key", key),
            new XElement("LastModified", WireTime.Text(stored.ModifiedAt)),
            new XElement("ETag", tag),
            new XElement("Size", length),
            new XElement("StorageClass", "STANDARD"));
    }
}
