namespace Guildhall.App.Store.Rows;

/// <summary>A linked AWS organization or stand-alone account: how Guildhall reaches it. vendor-integration.md 3.</summary>
public sealed class LinkRow
{
    /// <summary><c>link-…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The tenant it fills; null until the first sync is done.</summary>
    public string? TenantId { get; set; }

    public required string Name { get; set; }

    /// <summary>The AWS account whose credentials are stored.</summary>
    public required string AccountId { get; init; }

    public required string Region { get; init; }

    public required string AccessKeyId { get; set; }

    public required string EncryptedSecret { get; set; }

    public string? EmailPattern { get; set; }

    public bool IsDefault { get; set; }

    /// <summary>Simulated and real links are different kinds, never switched (security.md S-53a).</summary>
    public bool Simulated { get; init; }

    public required string State { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastSync { get; set; }

    public DateTimeOffset? LastFullSync { get; set; }

    /// <summary>What went wrong last, as one sentence; null when the last sync succeeded.</summary>
    public string? LastProblem { get; set; }

    /// <summary>Until then one process reads this organization, and no other does.</summary>
    public DateTimeOffset LeaseUntil { get; set; }

    /// <summary>The number of the last lease: what was written under an earlier one no longer counts (security.md F-40).</summary>
    public long Lease { get; set; }

    /// <summary>A sync in progress, as JSON, to be taken up again.</summary>
    public string? SyncProgress { get; set; }
}
