using System.Collections.Immutable;

namespace Guildhall.Domain.Changes;

/// <summary>
/// A change set that Guildhall itself starts on one experience, following the organization. Its one change is not bound by the limits of what
/// clients send.
/// </summary>
public sealed record SystemSet(string Name, EntityId Experience, Change Change)
{
    public ImmutableArray<PlannedChange> Plan => [new PlannedChange(0, Change, Experience, [])];
}
