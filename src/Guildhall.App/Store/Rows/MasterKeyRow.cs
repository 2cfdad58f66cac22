namespace Guildhall.App.Store.Rows;

/// <summary>What is kept of the master key, one row at most: nothing that opens without a key from elsewhere. security.md S-14.</summary>
public sealed class MasterKeyRow
{
    public required string Id { get; init; }

    /// <summary>Eight hexadecimal digits that tell it from others.</summary>
    public required string Version { get; set; }

    /// <summary>The KMS key that opens <see cref="Wrapped"/>; null when the master key lies elsewhere.</summary>
    public string? KmsKey { get; set; }

    /// <summary>The master key as KMS has encrypted it.</summary>
    public string? Wrapped { get; set; }

    /// <summary>What further keys are derived from, sealed with the master key.</summary>
    public string? Root { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
