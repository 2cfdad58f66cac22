using System.Collections.Immutable;

namespace Guildhall.Domain.Changes;

/// <summary>Runs a change set on one version of the state. private-marketplace.md 2.1.3, 2.1.4.</summary>
public static class ChangeRun
{
    /// <summary>
    /// Checks and applies change by change, because a later check may be right only after an earlier change ("move from A to B"). After a refusal
    /// the changes that refer to the refused one or share its target are left out, so that only the guilty are named (2.2).
    /// </summary>
    public static ChangeOutcome Run(PrivateMarketplace before, IReadOnlyList<PlannedChange> inOrder, RunContext context)
    {
        var workspace = new Workspace(before, context);
        var problems = ImmutableSortedDictionary.CreateBuilder<int, ImmutableArray<Problem>>();
        var tainted = new HashSet<EntityId>();
        var leftOut = new HashSet<int>();
        foreach (var planned in inOrder)
        {
            if (tainted.Contains(planned.Target) || planned.DependsOn.Any(leftOut.Contains))
            {
                leftOut.Add(planned.Place);
                continue;
            }

            ImmutableArray<Problem> found = [.. planned.Change.Check(workspace, planned.Target)];
            if (found.IsEmpty)
            {
                planned.Change.Apply(workspace, planned.Target);
                continue;
            }

            problems.Add(planned.Place, found);
            leftOut.Add(planned.Place);
            tainted.Add(planned.Target);
        }

        return problems.Count > 0 ? new ChangeOutcome.Failed(problems.ToImmutable()) : workspace.Seal();
    }
}
