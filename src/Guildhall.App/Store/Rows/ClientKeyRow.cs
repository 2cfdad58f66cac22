namespace Guildhall.App.Store.Rows;

/// <summary>A used <c>Idempotency-Key</c>. vendor-integration.md 17.</summary>
public sealed class ClientKeyRow
{
    public required string Caller { get; init; }

    public required string Key { get; init; }

    /// <summary>SHA-256 of what was asked, in hex.</summary>
    public required string Request { get; set; }

    /// <summary>The id of what was made.</summary>
    public required string Made { get; set; }

    public DateTimeOffset UsedAt { get; set; }
}
