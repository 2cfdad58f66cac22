using System.Collections.Immutable;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;

namespace Guildhall.Domain.Audiences;

/// <summary>Who an experience is for: one per experience, kept when its last principal goes. private-marketplace.md 3.4.</summary>
public sealed record Audience(EntityId Id, int Revision, DateTimeOffset LastModified, string Name, string Description)
{
    /// <summary>Principals per audience. private-marketplace.md 8.</summary>
    public const int Limit = 10_000;

    public ImmutableArray<PrincipalId> Principals { get; init; } = [];

    /// <summary>
    /// What was removed because trusted access was disabled, kept for a restore (private-marketplace.md 6.3). A principal that comes back is no
    /// longer in it.
    /// </summary>
    public ImmutableArray<PrincipalId> Remembered { get; init; } = [];

    /// <summary>A new, empty audience with the default name.</summary>
    internal static Audience Create(Workspace workspace, Experience experience) =>
        new(workspace.NewId(EntityType.Audience), 0, workspace.Now, $"Audience for Experience {experience.Id}", "");
}
