using Guildhall.App.Store.Rows;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>Something that is, was or will be done to a member account on AWS.</summary>
/// <param name="Due">When it is tried next, while it waits.</param>
/// <param name="AskedBy">Who asked for it.</param>
public sealed record AccountStep(string Kind, EffectState State, string? AskedBy, DateTimeOffset At, DateTimeOffset? EndedAt, DateTimeOffset Due)
{
    public int Attempts { get; init; }

    public string? Problem { get; init; }

    public string? AwsCode { get; init; }

    public string? RequestId { get; init; }

    /// <summary>Whether it is still to be done, or AWS is at it.</summary>
    public bool Open => State is EffectState.Waiting or EffectState.Calling;

    /// <summary>Whether a person has to try it again or to take it back.</summary>
    public bool Stuck => State is EffectState.Failed or EffectState.NeedsReview;

    internal static AccountStep Of(EffectRow entry) => new(entry.Kind, entry.State, MemberWish.Read(entry.Progress).By, entry.CreatedAt, entry.EndedAt, entry.Due)
    {
        Attempts = entry.Attempts,
        Problem = entry.Problem,
        AwsCode = entry.ProblemCode,
        RequestId = entry.AwsRequestId,
    };
}
