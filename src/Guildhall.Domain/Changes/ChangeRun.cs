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
    /// that got a new revision.
    /// </summary>
    public sealed record Succeeded(PrivateMarketplace After, ImmutableArray<EntityId> Touched, ImmutableArray<Fact> Facts) : ChangeOutcome;

    /// <summary>At least one change was refused: problems by place in the set; places without are absent.</summary>
    public sealed record Failed(ImmutableSortedDictionary<int, ImmutableArray<Problem>> Problems) : ChangeOutcome;
}

/// <summary>Runs a change set on one version of the state. private-marketplace.md 2.1.3, 2.1.4.</summary>
public static class ChangeRun
{
    /// <summary>
    /// Checks and applies change by change, because a later check may be right only after an earlier change ("move from A to B"). After a refusal
    /// the changes that depend on the refused one or share its target are left out, so that only the guilty are named (2.2).
    /// </summary>
    public static ChangeOutcome Run(PrivateMarketplace before, IReadOnlyList<PlannedChange> inOrder, RunContext context)
    {
        var workspace = new Workspace(before, context);
        var problems = ImmutableSortedDictionary.CreateBuilder<int, ImmutableArray<Problem>>();
        var tainted = new HashSet<EntityId>();
        foreach (var planned in inOrder.Where(p => !tainted.Contains(p.Target)))
        {
            ImmutableArray<Problem> found = [.. planned.Change.Check(workspace, planned.Target)];
            if (found.IsEmpty)
            {
                planned.Change.Apply(workspace, planned.Target);
                continue;
            }

            problems.Add(planned.Place, found);
            tainted.Add(planned.Target);
        }

        return problems.Count > 0
            ? new ChangeOutcome.Failed(problems.ToImmutable())
            : new ChangeOutcome.Succeeded(workspace.Seal(), workspace.Touched, [.. workspace.Facts]);
    }
}
