using Guildhall.Domain.Organizations;

namespace Guildhall.App.Store.Rows;

/// <summary>A tenant: an organization or a stand-alone account as of its last complete sync.</summary>
public sealed class TenantRow
{
    /// <summary><c>o-…</c> or the stand-alone account's 12 digits.</summary>
    public required string Id { get; init; }

    /// <summary>Moves by one with every commit to the tenant; the writer's optimistic lock.</summary>
    public long Version { get; set; }

    /// <summary>The <see cref="Version"/> at which the tree last changed.</summary>
    public long TreeVersion { get; set; }

    public required string ManagementAccount { get; set; }

    /// <summary>Null for a stand-alone account.</summary>
    public string? OrganizationId { get; set; }

    public string? RootId { get; set; }

    public bool AllFeatures { get; set; }

    public Integration Integration { get; set; }

    public bool ServiceLinkedRole { get; set; }

    /// <summary>Account ids.</summary>
    public List<string> DelegatedAdministrators { get; set; } = [];

    /// <summary>When the organization was last read whole. private-marketplace.md 5.1: purchases are refused when it is too old.</summary>
    public DateTimeOffset ReadAt { get; set; }

    /// <summary>Associations dropped when trusted access was disabled, as the domain's JSON, kept for a restore (private-marketplace.md 6.3).</summary>
    public string? Dropped { get; set; }
}

/// <summary>One node of a tenant's tree.</summary>
public sealed class NodeRow
{
    public required string TenantId { get; init; }

    public required string Id { get; init; }

    /// <summary>Null at the top.</summary>
    public string? ParentId { get; set; }

    public NodeKind Kind { get; set; }

    public required string Name { get; set; }

    public string? Email { get; set; }

    public AccountState State { get; set; }
}
