using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Organizations;

namespace Guildhall.App.Organizations;

/// <summary>The walk over the OUs, level by level; in plan B the accounts of each parent too.</summary>
internal static class WalkSteps
{
    public static void Begin(ReadingProgress progress, string root)
    {
        progress.Root = root;
        progress.Units.Clear();
        progress.Parents.Clear();
        progress.Parents.Enqueue(root);
        progress.AccountsRead = false;
        progress.Walked = true;
        progress.Phase = ReadingPhase.Units;
    }

    /// <summary>An organization has one root.</summary>
    public static async Task<CloudProblem?> RootsAsync(Reading reading, CancellationToken cancellationToken)
    {
        var answer = await reading.Organizations.ListRootsAsync(reading.Progress.NextToken, cancellationToken);
        if (!answer.Gave(out var page, out var problem)) return problem;
        if (page.Items is [var root, ..]) Begin(reading.Progress, root);
        else if (reading.Pages.Turn(0, page.NextToken, out var ended) is { } endless) return endless;
        else if (ended) return CloudProblem.Garbled("AWS lists no root.");
        return null;
    }

    public static Task<CloudProblem?> NextPageAsync(Reading reading, CancellationToken cancellationToken)
    {
        if (!reading.Progress.Parents.TryPeek(out var parent))
        {
            reading.Progress.Phase = ReadingPhase.Check;
            return Task.FromResult<CloudProblem?>(null);
        }

        return reading.Progress is { Plan: ReadingPlan.ByParent, AccountsRead: false }
            ? AccountsAsync(reading, parent, cancellationToken)
            : UnitsAsync(reading, parent, cancellationToken);
    }

    private static async Task<CloudProblem?> AccountsAsync(Reading reading, string parent, CancellationToken cancellationToken)
    {
        var answer = await reading.Organizations.ListAccountsForParentAsync(parent, reading.Progress.NextToken, cancellationToken);
        if (!answer.Gave(out var page, out var problem)) return Refused(reading, parent, problem);
        reading.TakeListed(page, _ => parent);
        if (reading.Pages.Turn(page.Count, page.NextToken, out var ended) is { } endless) return endless;
        reading.Progress.AccountsRead = ended;
        return null;
    }

    private static async Task<CloudProblem?> UnitsAsync(Reading reading, string parent, CancellationToken cancellationToken)
    {
        var answer = await reading.Organizations.ListOrganizationalUnitsForParentAsync(parent, reading.Progress.NextToken, cancellationToken);
        if (!answer.Gave(out var page, out var problem)) return Refused(reading, parent, problem);
        foreach (var unit in page.Items) Take(reading.Progress, unit, parent);
        reading.Progress.NeedsReview.UnionWith(page.Strangers);
        if (reading.Pages.Turn(page.Count, page.NextToken, out var ended) is { } endless) return endless;
        if (ended) Leave(reading.Progress);
        return null;
    }

    /// <summary>An OU seen before is not walked again, so that not even a circle of OUs goes on for ever.</summary>
    private static void Take(ReadingProgress progress, ListedUnit unit, string parent)
    {
        if (progress.Units.TryAdd(unit.Id, new ReadUnit(unit.Name, parent))) progress.Parents.Enqueue(unit.Id);
    }

    /// <summary>An OU that the walk missed: when there is a walk, it has to be walked too.</summary>
    public static void TakeLate(ReadingProgress progress, string id, ReadUnit unit)
    {
        progress.Units[id] = unit;
        if (!progress.Walked) return;
        progress.Parents.Enqueue(id);
        progress.Phase = ReadingPhase.Units;
    }

    private static void Leave(ReadingProgress progress)
    {
        progress.Parents.Dequeue();
        progress.AccountsRead = false;
    }

    /// <summary>An OU deleted since its parent was read is left out; an old token starts its list again.</summary>
    private static CloudProblem? Refused(Reading reading, string parent, CloudProblem problem)
    {
        if (reading.Pages.StartsAgain(problem)) return null;
        if (problem.Kind != CloudTrouble.NotFound || parent == reading.Progress.Root) return problem;
        reading.Progress.Units.Remove(parent);
        reading.Pages.Turn(0, nextToken: null, out _);
        Leave(reading.Progress);
        return null;
    }
}
