using Guildhall.Domain.Organizations;

namespace Guildhall.Domain.Governance;

/// <summary>
/// One node of the path an answer shows, with the experience directly associated with it (whatever its state) and what it contributed.
/// </summary>
public readonly record struct PathStep(PrincipalId Id, NodeKind Kind, EntityId? Experience, NodeOutcome Outcome);
