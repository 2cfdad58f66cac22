using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Identity;
using Guildhall.App.Cloud.Organizations;
using Guildhall.Domain.Organizations;

namespace Guildhall.App.Organizations;

/// <summary>
/// Reads a linked organization: tree, states, trusted access, role, delegated administrators. Plan C first, D while the OUs are known, B where AWS
/// gives no paths (performance.md 5). Only reads.
/// </summary>
public sealed class OrganizationReader(OrganizationsClient organizations, IamClient iam, ReadingOptions options)
{
    /// <summary>
    /// Goes on from <paramref name="progress"/> until the picture is complete or AWS does not let it. <paramref name="known"/> is what was known
    /// before, or null. <paramref name="save"/> is called every so many calls, and once more when the reading stops.
    /// </summary>
    public async Task<ReadingOutcome> ReadAsync(
        ReadingProgress progress,
        Organization? known,
        Func<ReadingProgress, CancellationToken, Task> save,
        CancellationToken cancellationToken)
    {
        var reading = new Reading(organizations, iam, known, progress);
        for (var calls = 1; progress.Phase != ReadingPhase.Done; calls++)
        {
            if (await StepAsync(reading, cancellationToken) is { } problem)
            {
                await save(progress, cancellationToken);
                return new ReadingOutcome.Stopped(problem, IsResumable(problem));
            }

            if (calls % options.SaveEvery == 0) await save(progress, cancellationToken);
        }

        return new ReadingOutcome.Complete(PictureMaking.Of(progress), progress.Walked) { NeedsReview = [.. progress.NeedsReview] };
    }

    /// <summary>What passes by itself, or with a new key or clock, is worth waiting for with what has been read.</summary>
    private static bool IsResumable(CloudProblem problem) => problem.Kind
        is CloudTrouble.Unreachable or CloudTrouble.Throttled or CloudTrouble.Busy or CloudTrouble.Failing
        or CloudTrouble.Credentials or CloudTrouble.Clock or CloudTrouble.Denied;

    /// <summary>One call, or one list of few pages.</summary>
    private static Task<CloudProblem?> StepAsync(Reading reading, CancellationToken cancellationToken) => reading.Progress.Phase switch
    {
        ReadingPhase.Organization => SettingSteps.OrganizationAsync(reading, cancellationToken),
        ReadingPhase.Services => SettingSteps.ServicesAsync(reading, cancellationToken),
        ReadingPhase.Delegates => SettingSteps.DelegatesAsync(reading, cancellationToken),
        ReadingPhase.Role => SettingSteps.RoleAsync(reading, cancellationToken),
        ReadingPhase.Accounts => AccountSteps.NextPageAsync(reading, cancellationToken),
        ReadingPhase.Roots => WalkSteps.RootsAsync(reading, cancellationToken),
        ReadingPhase.Units => WalkSteps.NextPageAsync(reading, cancellationToken),
        ReadingPhase.Check => CheckSteps.NextAsync(reading, cancellationToken),
        _ => throw new InvalidOperationException($"There is no step for {reading.Progress.Phase}."),
    };
}
