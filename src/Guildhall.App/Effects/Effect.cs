using Guildhall.App.Cloud;
using Guildhall.App.Store.Rows;

namespace Guildhall.App.Effects;

/// <summary>
/// One kind of effect on AWS. An attempt first reads whether the effect is there <em>by us</em>, and calls only when it is not: an attempt may follow one
/// that was cut off anywhere. security.md 6.3.
/// </summary>
public abstract class Effect
{
    /// <summary>As <see cref="EffectRow.Kind"/>. Part of the stored form: never renamed.</summary>
    public abstract string Kind { get; }

    /// <summary>
    /// One attempt. What AWS does not answer is thrown by nobody: it is an outcome. An exception, here or in what is
    /// written with the outcome, is a bug and ends the entry in <see cref="EffectState.NeedsReview"/>.
    /// </summary>
    public abstract Task<EffectOutcome> RunAsync(EffectTurn turn, CancellationToken cancellation);
}

/// <summary>An attempt's place: the entry as it was claimed, and the way to the AWS of its link.</summary>
/// <param name="Entry">Read only; <see cref="EffectRow.Uncertain"/> is set when an earlier attempt was cut off.</param>
public sealed record EffectTurn(EffectRow Entry, LinkRow Link, AwsConnection Connection);
