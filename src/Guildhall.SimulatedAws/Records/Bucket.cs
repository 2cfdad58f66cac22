using System.Collections.Immutable;

namespace Guildhall.SimulatedAws.Records;

/// <summary>A bucket of S3. Its name is its id, because it is the only one of that name in all of AWS.</summary>
internal sealed record Bucket : IRecord
{
    public required string Id { get; init; }
    public required string AccountId { get; init; }
    public required string Region { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The bucket policy as it was sent; null when there is none.</summary>
    public string? Policy { get; init; }

    /// <summary>Settings that are kept and given back as they were sent, by the name of their sub-resource.</summary>
    public ImmutableSortedDictionary<string, string> Documents { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}

/// <summary>An object of S3: its bytes, or the delivery of a report that they are made from.</summary>
internal sealed record StoredObject : IRecord
{
    public required string Id { get; init; }
    public required string Bucket { get; init; }
    public required string Key { get; init; }

    /// <summary>Empty for a file of a delivery.</summary>
    public string ETag { get; init; } = "";
    public required DateTimeOffset ModifiedAt { get; init; }
    public string ContentType { get; init; } = "binary/octet-stream";
    public byte[] Content { get; init; } = [];

    /// <summary>The file of a report that this object is; none when somebody put it.</summary>
    public DeliveredFile? Delivered { get; init; }

    public static string IdOf(string bucket, string key) => bucket + "/" + key;
}

/// <summary>A file of a delivery.</summary>
/// <param name="Delivery">The delivery's id.</param>
/// <param name="Part">Its place from 1; 0 for the manifest.</param>
internal sealed record DeliveredFile(string Delivery, int Part);
