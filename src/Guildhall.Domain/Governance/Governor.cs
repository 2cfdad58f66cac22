namespace Guildhall.Domain.Governance;

/// <summary>What governs a node of the tree: the nearest experience that governs, found at <paramref name="Node"/> (a number of the tree). 5.1.</summary>
public readonly record struct Governor(EntityId Experience, Relationship Relationship, int Node);
