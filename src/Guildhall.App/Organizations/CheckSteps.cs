using Guildhall.App.Cloud;

namespace Guildhall.App.Organizations;

/// <summary>
/// The end of a reading: the organization may have changed while it was read, and pages may have shifted. Accounts in OUs that were not seen are
/// placed, and what seems to have vanished is asked for by name before anything is believed gone (F-14).
/// </summary>
internal static class CheckSteps
{
    /// <summary>Up to so many unknown OUs are asked for singly; for more a walk is cheaper.</summary>
    private const int MostUnitsAskedSingly = 20;

    /// <summary>So many answers beyond one for each missing account or OU: more means that they lead in a circle.</summary>
    private const int MostDetours = 1_000;

    public static Task<CloudProblem?> NextAsync(Reading reading, CancellationToken cancellationToken)
    {
        var progress = reading.Progress;
        if (++progress.Repairs > reading.Missing.Count + MostDetours) return Done(CloudProblem.Garbled("The organization changes faster than it can be read."));
        var unknown = UnknownUnits(progress).Take(MostUnitsAskedSingly + 1).ToList();
        if (unknown.Count > 0 && !progress.Walked && unknown.Count > MostUnitsAskedSingly) WalkSteps.Begin(progress, progress.Root!);
        else if (unknown.Count > 0) return UnitAsync(reading, unknown[0], cancellationToken);
        else if (reading.Missing.NextAccount() is { } account) return AccountAsync(reading, account, cancellationToken);
        else if (reading.Missing.NextUnit() is { } unit) return UnitAsync(reading, unit, cancellationToken);
        else progress.Phase = ReadingPhase.Done;
        return Done(null);
    }

    private static Task<CloudProblem?> Done(CloudProblem? problem) => Task.FromResult(problem);

    /// <summary>What holds an account or an OU, but was not seen itself.</summary>
    private static IEnumerable<string> UnknownUnits(ReadingProgress progress) =>
        progress.Accounts.Values.Select(a => a.Parent).Concat(progress.Units.Values.Select(u => u.Parent))
            .Where(parent => parent != progress.Root && !progress.Units.ContainsKey(parent))
            .Distinct(StringComparer.Ordinal);

    private static async Task<CloudProblem?> UnitAsync(Reading reading, string id, CancellationToken cancellationToken)
    {
        var answer = await reading.Organizations.DescribeOrganizationalUnitAsync(id, cancellationToken);
        if (!answer.Gave(out var unit, out var problem))
            return problem.Kind == CloudTrouble.NotFound ? await ForgetAsync(reading, id, cancellationToken) : problem;
        reading.Remember(unit.Path);
        var (parent, failed) = await ParentAsync(reading, id, cancellationToken);
        if (parent is not null) WalkSteps.TakeLate(reading.Progress, id, new ReadUnit(unit.Name, parent));
        return failed;
    }

    /// <summary>An OU that is gone: whoever was in it is somewhere else by now.</summary>
    private static async Task<CloudProblem?> ForgetAsync(Reading reading, string unit, CancellationToken cancellationToken)
    {
        var progress = reading.Progress;
        progress.Gone.Add(unit);
        foreach (var below in progress.Units.Where(u => u.Value.Parent == unit || u.Key == unit).Select(u => u.Key).ToList()) progress.Units.Remove(below);
        foreach (var account in progress.Accounts.Where(a => a.Value.Parent == unit).Select(a => a.Key).ToList())
        {
            if (await AccountAsync(reading, account, cancellationToken) is { } problem) return problem;
            if (progress.Accounts.GetValueOrDefault(account)?.Parent == unit)
                return CloudProblem.Garbled($"AWS places account {account} in {unit}, which it says does not exist.");
        }

        return null;
    }

    private static async Task<CloudProblem?> AccountAsync(Reading reading, string id, CancellationToken cancellationToken)
    {
        var answer = await reading.Organizations.DescribeAccountAsync(id, cancellationToken);
        if (!answer.Gave(out var account, out var problem))
        {
            if (problem.Kind != CloudTrouble.NotFound) return problem;
            reading.Progress.Accounts.Remove(id);
            reading.Progress.Gone.Add(id);
            return null;
        }

        if (!account.Path.IsEmpty) return reading.Take(account, account.Path[^1]);
        var (parent, failed) = await ParentAsync(reading, id, cancellationToken);
        return parent is null ? failed : reading.Take(account, parent);
    }

    private static async Task<(string? Parent, CloudProblem? Problem)> ParentAsync(Reading reading, string child, CancellationToken cancellationToken)
    {
        if (reading.Progress.Above.TryGetValue(child, out var above)) return (above, null);
        var answer = await reading.Organizations.ListParentsAsync(child, cancellationToken);
        if (!answer.Gave(out var parents, out var problem)) return (null, problem.Kind == CloudTrouble.NotFound ? null : problem);
        return parents.Items is [var only, ..] ? (only, null) : (null, CloudProblem.Garbled($"AWS names no parent of {child}."));
    }
}
