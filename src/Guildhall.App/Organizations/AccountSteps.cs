using Guildhall.App.Cloud;
using Guildhall.Domain.Organizations;

namespace Guildhall.App.Organizations;

/// <summary>ListAccounts, page by page: the start of plans C and D. Its first page tells whether AWS gives paths.</summary>
internal static class AccountSteps
{
    public static async Task<CloudProblem?> NextPageAsync(Reading reading, CancellationToken cancellationToken)
    {
        var progress = reading.Progress;
        var answer = await reading.Organizations.ListAccountsAsync(progress.NextToken, cancellationToken);
        if (!answer.Gave(out var page, out var problem)) return reading.Pages.StartsAgain(problem) ? null : problem;
        if (page.Items.Any(a => a.Path.IsEmpty)) return TurnToPlanB(progress);
        reading.TakeListed(page, a => a.Path[^1]);
        if (reading.Pages.Turn(page.Count, page.NextToken, out var ended) is { } endless) return endless;
        return ended ? AfterLastPage(reading) : null;
    }

    private static CloudProblem? TurnToPlanB(ReadingProgress progress)
    {
        progress.Plan = ReadingPlan.ByParent;
        progress.Accounts.Clear();
        (progress.NextToken, progress.Pages, progress.EmptyPages) = (null, 0, 0);
        progress.Phase = ReadingPhase.Roots;
        return null;
    }

    private static CloudProblem? AfterLastPage(Reading reading)
    {
        var progress = reading.Progress;
        if (progress.Root is not { } root) return CloudProblem.Garbled("AWS lists no account at all.");
        if (progress.Plan == ReadingPlan.AccountsOnly && reading.Known is { } known && known.Tree.RootId == root)
        {
            TakeKnownUnits(progress, known.Tree);
            progress.Phase = ReadingPhase.Check;
        }
        else
        {
            WalkSteps.Begin(progress, root);
        }

        return null;
    }

    private static void TakeKnownUnits(ReadingProgress progress, OrganizationTree tree)
    {
        for (var number = 0; number < tree.Nodes.Length; number++)
        {
            if (tree.KindOf(number) != NodeKind.OrganizationalUnit) continue;
            var above = tree.Parents[number];
            progress.Units[tree.Nodes[number].Id.Value] = new ReadUnit(tree.Nodes[number].Name, above == 0 ? tree.RootId! : tree.Nodes[above].Id.Value);
        }
    }
}
