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

    /// <summary>Where the STS and S3 that it uses are; never changed.</summary>
    public required string Region { get; init; }

    /// <summary>Whether the organization was made here (<c>Fresh</c>) or was there before (<c>Adopt</c>).</summary>
    public required string Mode { get; init; }

    /// <summary>Empty when a role or this machine's own credentials are used.</summary>
    public required string AccessKeyId { get; set; }

    /// <summary>Sealed; empty as <see cref="AccessKeyId"/>.</summary>
    public required string EncryptedSecret { get; set; }

    /// <summary>What was in force before the last change, for calls in flight and to be taken back; forgotten after <see cref="FormerUntil"/>.</summary>
    public string? FormerAccessKeyId { get; set; }

    public string? FormerEncryptedSecret { get; set; }

    public string? FormerRoleArn { get; set; }

    public string? FormerExternalId { get; set; }

    public DateTimeOffset? FormerUntil { get; set; }

    /// <summary>The role that is taken on, with the key's or this machine's own credentials; null for none.</summary>
    public string? RoleArn { get; set; }

    /// <summary>The external ID that the role's trust policy asks for; there with <see cref="RoleArn"/>.</summary>
    public string? ExternalId { get; set; }

    /// <summary>When the credentials were last given.</summary>
    public DateTimeOffset? CredentialsAt { get; set; }

    /// <summary>When AWS last took them.</summary>
    public DateTimeOffset? VerifiedAt { get; set; }

    /// <summary>Verifications in a row that AWS refused, and when the last was: vendor-integration.md 9, loss of access.</summary>
    public int RefusedVerifications { get; set; }

    public DateTimeOffset? RefusedAt { get; set; }

    /// <summary>Since when AWS takes them no more, and why; null while it does.</summary>
    public DateTimeOffset? LostAt { get; set; }

    public string? LostReason { get; set; }

    /// <summary>When the credentials are to be verified next.</summary>
    public DateTimeOffset VerifyDue { get; set; }

    /// <summary>When everything is to be checked next.</summary>
    public DateTimeOffset PreflightDue { get; set; }

    /// <summary>When everything was last checked, and whether no check failed; null before the first time.</summary>
    public DateTimeOffset? PreflightAt { get; set; }

    public bool? PreflightPassed { get; set; }

    public string? EmailPattern { get; set; }

    public bool IsDefault { get; set; }

    /// <summary>Simulated and real links are different kinds, never switched (security.md S-53a).</summary>
    public bool Simulated { get; init; }

    public required string State { get; set; }

    /// <summary>What new accounts get, and the report: the settings as JSON.</summary>
    public string? Settings { get; set; }

    /// <summary>One more with each change that a person makes: the ETag.</summary>
    public long Version { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public string? CreatedBy { get; init; }

    public DateTimeOffset? UpdatedAt { get; set; }

    public string? UpdatedBy { get; set; }

    public DateTimeOffset? LastSync { get; set; }

    public DateTimeOffset? LastFullSync { get; set; }

    /// <summary>What went wrong last, as one sentence; null when the last sync succeeded.</summary>
    public string? LastProblem { get; set; }

    /// <summary>Until then one process reads this organization, and no other does.</summary>
    public DateTimeOffset LeaseUntil { get; set; }

    /// <summary>The number of the last lease: what was written under an earlier one no longer counts (security.md F-40).</summary>
    public long Lease { get; set; }

    /// <summary>When tags of its accounts are to be read next.</summary>
    public DateTimeOffset TagsDue { get; set; }

    /// <summary>A sync in progress, as JSON, to be taken up again.</summary>
    public string? SyncProgress { get; set; }
}
