using System.Collections.Immutable;
using Guildhall.Domain.Access;

namespace Guildhall.Domain.Organizations;

/// <summary>Trusted access of the private marketplace, with its history. decisions.md 15, private-marketplace.md 6.3.</summary>
public enum Integration
{
    /// <summary>Never on: the older way, account audiences govern (M-05).</summary>
    NeverEnabled,

    /// <summary>On.</summary>
    Enabled,

    /// <summary>Was on, is off: nothing governs until it is on again (M-18).</summary>
    Disabled,
}

/// <summary>
/// A tenant as Guildhall knows it from its last complete sync. For a stand-alone account <see cref="Tree"/> is that one account and
/// <see cref="OrganizationId"/> is null.
/// </summary>
public sealed record Organization
{
    public required TenantId Tenant { get; init; }

    /// <summary><c>o-…</c>, or null for a stand-alone account.</summary>
    public PrincipalId? OrganizationId { get; init; }

    public required AccountId ManagementAccount { get; init; }

    public bool AllFeatures { get; init; }

    public Integration Integration { get; init; }

    /// <summary>Whether <c>AWSServiceRoleForPrivateMarketplaceAdmin</c> exists.</summary>
    public bool ServiceLinkedRole { get; init; }

    public ImmutableHashSet<AccountId> DelegatedAdministrators { get; init; } = [];

    public required OrganizationTree Tree { get; init; }

    public bool IsStandalone => OrganizationId is null;

    /// <summary>Whether OUs and the organization can be associated: trusted access and the role. M-14.</summary>
    public bool Integrated => Integration == Integration.Enabled && ServiceLinkedRole;

    public bool Contains(AccountId account) => Tree.Find(account.Value) is { } node && Tree.KindOf(node) == NodeKind.Account;

    public Standing StandingOf(AccountId account) =>
        account == ManagementAccount ? (IsStandalone ? Standing.StandaloneAccount : Standing.ManagementAccount)
        : Integration == Integration.Enabled && DelegatedAdministrators.Contains(account) ? Standing.DelegatedAdministrator
        : Standing.Member;
}
