namespace Guildhall.App.Store.Rows;

/// <summary>An experience with its policy, branding and audience: the domain's record as JSON (<see cref="StoreJson"/>).</summary>
public sealed class ExperienceRow
{
    public required string TenantId { get; init; }

    public required string Id { get; init; }

    /// <summary>The tenant's version at which it last changed: other processes load what is newer than theirs.</summary>
    public long Version { get; set; }

    public required string Document { get; set; }
}

/// <summary>A product procurement request: the domain's record as JSON.</summary>
public sealed class RequestRow
{
    public required string TenantId { get; init; }

    public required string Id { get; init; }

    public long Version { get; set; }

    public required string Document { get; set; }
}

/// <summary>A tag of an entity or a change set, by ARN.</summary>
public sealed class TagRow
{
    public required string ResourceArn { get; init; }

    public required string Key { get; init; }

    public required string TenantId { get; init; }

    public required string Value { get; set; }
}

/// <summary>A resource policy of an entity, by ARN. private-marketplace.md 2.7.</summary>
public sealed class ResourcePolicyRow
{
    public required string ResourceArn { get; init; }

    public required string TenantId { get; init; }

    public required string Policy { get; set; }
}
