using System.Collections.Immutable;
using Guildhall.Domain;
using Guildhall.Domain.Billing.Budgets;

namespace Guildhall.App.Governance;

/// <summary>
/// What a process holds in memory of one tenant, immutable and replaced whole: readers take the reference once and keep it.
/// </summary>
public sealed record TenantState(PrivateMarketplace Marketplace)
{
    /// <summary>When the organization was last read whole.</summary>
    public DateTimeOffset ReadAt { get; init; }

    /// <summary>The running change set by the entity it locks. private-marketplace.md 2.1.2.</summary>
    public ImmutableDictionary<string, ChangeSetId> Locks { get; init; } = ImmutableDictionary<string, ChangeSetId>.Empty;

    /// <summary>Change sets that have not ended.</summary>
    public ImmutableDictionary<ChangeSetId, OpenSet> Open { get; init; } = ImmutableDictionary<ChangeSetId, OpenSet>.Empty;

    /// <summary>Tags by ARN, of entities and change sets.</summary>
    public ImmutableDictionary<string, ImmutableSortedDictionary<string, string>> Tags { get; init; } =
        ImmutableDictionary<string, ImmutableSortedDictionary<string, string>>.Empty;

    /// <summary>Resource policies by entity ARN.</summary>
    public ImmutableDictionary<string, string> ResourcePolicies { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Budgets that are spent and hold new purchases. vendor-integration.md 15.6.</summary>
    public ImmutableArray<PurchaseHold> Holds { get; init; } = [];

    public TenantId Tenant => Marketplace.Organization.Tenant;

    public long Version => Marketplace.Version;
}
