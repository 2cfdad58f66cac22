using System.Collections.Immutable;

namespace Guildhall.Domain.Changes;

/// <summary>What became of a change set: all of it, or nothing.</summary>
public abstract record ChangeOutcome
{
    private ChangeOutcome()
    {
    }

    /// <summary>
    /// Every change passed; <paramref name="After"/> is the next state with revisions set, <paramref name="Touched"/> the experiences and requests
    /// that got a new revision, in order of first touch.
    /// </summary>
    public sealed record Succeeded(PrivateMarketplace After, ImmutableArray<EntityId> Touched, ImmutableArray<Fact> Facts) : ChangeOutcome;

    /// <summary>At least one change was refused: problems by place in the set; places without are absent.</summary>
    public sealed record Failed(ImmutableSortedDictionary<int, ImmutableArray<Problem>> Problems) : ChangeOutcome;
}
