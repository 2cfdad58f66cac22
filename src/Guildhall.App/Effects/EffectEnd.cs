using Guildhall.App.Store.Rows;

namespace Guildhall.App.Effects;

/// <summary>An outcome as the entry's new state.</summary>
internal static class EffectEnd
{
    public static void Write(EffectRow entry, EffectOutcome outcome, DateTimeOffset now)
    {
        entry.LeaseUntil = default;
        if (outcome.Held) entry.Attempts--;
        entry.Progress = outcome.Progress ?? entry.Progress;
        entry.State = outcome switch
        {
            EffectOutcome.Done => EffectState.Done,
            EffectOutcome.Failed => EffectState.Failed,
            EffectOutcome.NeedsReview => EffectState.NeedsReview,
            _ => EffectState.Waiting,
        };
        if (outcome is EffectOutcome.Later later) entry.Due = now + later.Pause;
        else entry.EndedAt = now;
        (entry.ProblemCode, entry.Problem, entry.AwsRequestId) = outcome switch
        {
            EffectOutcome.Later { Problem: { } trouble } => (trouble.Code, $"{trouble.Message} {trouble.Repair}", trouble.RequestId),
            EffectOutcome.Failed failed => (failed.Problem.Code, failed.Problem.Message, failed.AwsRequestId),
            EffectOutcome.NeedsReview review => (review.Problem.Code, review.Problem.Message, null),
            _ => (null, null, (string?)null),
        };
    }
}
