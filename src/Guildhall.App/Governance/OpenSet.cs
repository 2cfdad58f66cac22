using System.Collections.Immutable;
using Guildhall.Domain;

namespace Guildhall.App.Governance;

/// <summary>A change set that has not ended: who started it, when, and the principals it associates or disassociates.</summary>
public sealed record OpenSet(AccountId Account, DateTimeOffset StartTime, ImmutableArray<PrincipalId> Principals);
