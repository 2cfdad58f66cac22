using System.Collections.Immutable;
using Guildhall.Domain.Audiences;
using Guildhall.Domain.Products;

namespace Guildhall.Domain.Experiences;

/// <summary>A governed catalog with its children. private-marketplace.md 3.1.</summary>
/// <param name="Revision">Counts from 1, plus one per succeeded change set that touched it or a child (1.5).</param>
/// <param name="Owner">The owning account: the management account, or in the older way the creator.</param>
/// <param name="CreatedBy">The account that created it; in the older way only it archives and reactivates (M-05).</param>
/// <param name="Live"><c>Status</c> <c>Enabled</c>.</param>
/// <param name="Archived"><c>AdminStatus</c> <c>Restricted</c>.</param>
public sealed record Experience(
    EntityId Id,
    int Revision,
    DateTimeOffset LastModified,
    AccountId Owner,
    AccountId CreatedBy,
    string Name,
    string Description,
    bool Live = false,
    bool Archived = false)
{
    public ProcurementPolicy? Policy { get; init; }

    public BrandingSettings? Branding { get; init; }

    public Audience? Audience { get; init; }

    /// <summary>Live and not archived: only such an experience governs. private-marketplace.md 5.1.</summary>
    public bool Governs => Live && !Archived;

    /// <summary>The experience with the principals gone from its audience; those it does not have are passed over.</summary>
    internal Experience WithoutPrincipals(ImmutableArray<PrincipalId> principals) => Audience is null ? this : this with
    {
        Audience = Audience with { Principals = [.. Audience.Principals.Except(principals)] },
    };
}
