using Guildhall.App.Cloud;
using Guildhall.App.Store;
using Guildhall.Domain;

namespace Guildhall.App.Effects;

/// <summary>How one attempt ended. <see cref="Also"/> is written in the same transaction as the entry's new state.</summary>
public abstract record EffectOutcome
{
    private EffectOutcome()
    {
    }

    /// <summary>What else becomes true with it: the order's state, the audit record, further entries.</summary>
    public Action<WriteScope>? Also { get; init; }

    /// <summary>How far it is now; null keeps what is stored.</summary>
    public string? Progress { get; init; }

    /// <summary>Nothing was called, or AWS put it off by name before it began: the attempt does not count.</summary>
    public bool Held { get; init; }

    /// <summary>It is so on AWS: done by this attempt, or found done by us.</summary>
    public sealed record Done : EffectOutcome;

    /// <summary>Neither done nor refused: AWS is at it, has no time, or must be asked again.</summary>
    /// <param name="Pause">Until the next attempt.</param>
    public sealed record Later(TimeSpan Pause) : EffectOutcome
    {
        /// <summary>Why, where it is a trouble; null when AWS just needs its time.</summary>
        public CloudProblem? Problem { get; init; }

        /// <summary>Soon after what passes by itself; after a minute what lacks a right or a key.</summary>
        public static Later After(CloudProblem problem) => new(problem.PassesByItself ? TimeSpan.FromSeconds(10) : TimeSpan.FromMinutes(1)) { Problem = problem };
    }

    /// <summary>Refused for good.</summary>
    public sealed record Failed(Problem Problem) : EffectOutcome
    {
        public string? AwsRequestId { get; init; }
    }

    /// <summary>Only a person can tell.</summary>
    public sealed record NeedsReview(Problem Problem) : EffectOutcome;
}
