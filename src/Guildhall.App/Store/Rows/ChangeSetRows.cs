namespace Guildhall.App.Store.Rows;

/// <summary>private-marketplace.md 2.1.5. <c>APPLYING</c> has no row of its own: applying and the final status share a transaction.</summary>
public enum ChangeSetStatus : byte
{
    Preparing,
    Applying,
    Succeeded,
    Failed,
    Cancelled,
}

/// <summary>A change set: what was asked, and what became of it.</summary>
public sealed class ChangeSetRow
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    /// <summary>The owner in the ARN: the management account, or the requester's for request types.</summary>
    public required string Owner { get; init; }

    /// <summary>Who started it.</summary>
    public required string Account { get; init; }

    public required string Arn { get; init; }

    /// <summary>What may be told to the rules about the actor besides the account: the powers of <see cref="Domain.Access.Actor"/>.</summary>
    public bool MarketplaceManager { get; init; }

    public bool System { get; init; }

    /// <summary>The access key it was signed with, for the second look at its rights when the set is applied; null for Guildhall's own sets.</summary>
    public string? AccessKeyId { get; init; }

    public required string Name { get; init; }

    /// <summary><c>Intent: VALIDATE</c>.</summary>
    public bool ValidateOnly { get; init; }

    public ChangeSetStatus Status { get; set; }

    public DateTimeOffset StartTime { get; init; }

    public DateTimeOffset? EndTime { get; set; }

    /// <summary><c>CLIENT_ERROR</c> or <c>SERVER_FAULT</c>.</summary>
    public string? FailureCode { get; set; }

    public string? FailureDescription { get; set; }

    /// <summary>The changes as JSON (StoredChange).</summary>
    public required string Changes { get; set; }

    /// <summary>Not before this time is it applied (the configured PREPARING delay).</summary>
    public DateTimeOffset NotBefore { get; init; }

    /// <summary>Until then only the process that accepted it works on it; afterwards any other may (security.md 6.2).</summary>
    public DateTimeOffset LeaseUntil { get; set; }

    /// <summary>The tenant's version that holds its effect; null until it succeeded.</summary>
    public long? AppliedVersion { get; set; }

    public required string RequestId { get; init; }
}

/// <summary>Which entities a change set is about, for ListChangeSets by <c>EntityId</c>.</summary>
public sealed class ChangeSetEntityRow
{
    public required string ChangeSetId { get; init; }

    public required string EntityId { get; init; }
}

/// <summary>An entity under a running change set. private-marketplace.md 2.1.2.</summary>
public sealed class EntityLockRow
{
    public required string TenantId { get; init; }

    public required string EntityId { get; init; }

    public required string ChangeSetId { get; init; }
}

/// <summary>A used <c>ClientRequestToken</c>. private-marketplace.md 2.1.1.</summary>
public sealed class RequestTokenRow
{
    public required string Account { get; init; }

    public required string Token { get; init; }

    /// <summary>SHA-256 of the canonical request, in hex.</summary>
    public required string RequestHash { get; set; }

    public required string ChangeSetId { get; set; }

    public DateTimeOffset UsedAt { get; set; }
}
