namespace Guildhall.App.Store.Rows;

/// <summary>The order of an AWS account, new or existing. vendor-integration.md 12, 13.</summary>
public sealed class OrderRow
{
    /// <summary><c>order-…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The buyer's own key against ordering twice; unique for a buyer.</summary>
    public string? ClientKey { get; init; }

    /// <summary>The account that ordered; empty for the installation's managers and the operator.</summary>
    public required string Buyer { get; init; }

    /// <summary>Who ordered, as ARN.</summary>
    public required string OrderedBy { get; init; }

    /// <summary>Where the account is made: decided with the order, whatever becomes the default later.</summary>
    public required string LinkId { get; init; }

    /// <summary>Whether an existing account is invited.</summary>
    public bool Invites { get; init; }

    public required string Name { get; init; }

    /// <summary>The address of the new account, reserved before AWS is called; the invited account's when it was named by that.</summary>
    public string? Email { get; set; }

    /// <summary>The account: the invited one, or the made one once AWS has named it.</summary>
    public string? AccountId { get; set; }

    public required string State { get; set; }

    /// <summary>Everything else that was ordered, as JSON.</summary>
    public required string Form { get; init; }

    /// <summary>Why it stands still or has failed, in the buyer's words.</summary>
    public string? Problem { get; set; }

    /// <summary>The same for the manager.</summary>
    public string? ManagerProblem { get; set; }

    public string? HandshakeId { get; set; }

    /// <summary>When the invitation expires.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>One more with each change.</summary>
    public long Version { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>An address that AWS was told, or will be: never used for another account. vendor-integration.md 6.2.</summary>
public sealed class AddressRow
{
    /// <summary>In lower case.</summary>
    public required string Address { get; init; }

    public required string OrderId { get; init; }

    public DateTimeOffset ReservedAt { get; init; }
}

/// <summary>What Guildhall knows of a member account beside AWS's own picture of it. vendor-integration.md 14.</summary>
public sealed class MemberAccountRow
{
    public required string AccountId { get; init; }

    public required string LinkId { get; set; }

    /// <summary>The last order that gave it to somebody.</summary>
    public string? OrderId { get; set; }

    /// <summary><c>Created</c>, <c>Invited</c>, <c>Adopted</c> for one with an address of the pattern, or <c>Unassigned</c> for another that was found.</summary>
    public required string Source { get; set; }

    /// <summary>The role that lets the management account in: it was made with it, or its owner has made it since; null while none is known.</summary>
    public string? RoleName { get; set; }

    /// <summary>Ours, shown beside AWS's: <c>Active</c>, <c>Suspended</c>, <c>Closing</c>, <c>Closed</c>, <c>Left</c>.</summary>
    public required string State { get; set; }

    public string? DisplayName { get; set; }

    public string? Alias { get; set; }

    public string? Company { get; set; }

    public string? CostCentre { get; set; }

    public string? Purpose { get; set; }

    /// <summary>Why it is suspended or closed.</summary>
    public string? Reason { get; set; }

    /// <summary>Where it was before it was suspended.</summary>
    public string? FormerParent { get; set; }

    /// <summary>One more with each change.</summary>
    public long Version { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>The product that accounts are sold as; there is none until somebody changes what everybody begins with. vendor-integration.md 11.</summary>
public sealed class AccountProductRow
{
    public required string Id { get; init; }

    /// <summary>All of it, as JSON.</summary>
    public required string Document { get; set; }

    /// <summary>One more with each change.</summary>
    public long Version { get; set; }

    /// <summary>One more with each order that was counted, so that no two are counted at the same time.</summary>
    public long Counted { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Who changed it last, as ARN.</summary>
    public string? UpdatedBy { get; set; }
}
