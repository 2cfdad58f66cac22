using System.Collections.Immutable;

namespace Guildhall.Domain.Audiences;

/// <summary>Who an experience is for: one per experience, kept when its last principal goes. private-marketplace.md 3.4.</summary>
public sealed record Audience(EntityId Id, int Revision, DateTimeOffset LastModified, string Name, string Description)
{
    public ImmutableArray<PrincipalId> Principals { get; init; } = [];
}
