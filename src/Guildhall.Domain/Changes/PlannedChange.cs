using System.Collections.Immutable;

namespace Guildhall.Domain.Changes;

/// <summary>
/// A change with its target known: references are resolved and ids of entities to be created are minted.
/// </summary>
/// <param name="Place">Its place in the set as it was sent, from 0.</param>
/// <param name="DependsOn">Places of the changes it refers to by <c>$Name.Entity.Identifier</c>.</param>
public sealed record PlannedChange(int Place, Change Change, EntityId Target, ImmutableArray<int> DependsOn);
