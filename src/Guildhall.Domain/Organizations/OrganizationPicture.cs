using System.Collections.Immutable;

namespace Guildhall.Domain.Organizations;

/// <summary>An OU or account as it was seen, with the id of what holds it: an OU, or the organization for what is directly under the root.</summary>
public readonly record struct PicturedNode(OrganizationNode Node, PrincipalId Parent);

/// <summary>
/// What one complete reading of an organization saw. What could not be asked for lack of permission is null and changes nothing.
/// aws-operations.md A.4, A.7, B.
/// </summary>
public sealed record OrganizationPicture
{
    public required PrincipalId OrganizationId { get; init; }

    /// <summary><c>r-…</c>.</summary>
    public required string RootId { get; init; }

    public required AccountId ManagementAccount { get; init; }

    public bool AllFeatures { get; init; }

    /// <summary>Whether the private marketplace has trusted access.</summary>
    public bool? TrustedAccess { get; init; }

    public bool? ServiceLinkedRole { get; init; }

    public ImmutableHashSet<AccountId>? DelegatedAdministrators { get; init; }

    /// <summary>All OUs and accounts, in any order, each once.</summary>
    public required ImmutableArray<PicturedNode> Nodes { get; init; }
}
