using Guildhall.App.Cloud;
using Guildhall.App.Effects;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Linking.Steps;

/// <summary>A step of setting a link up: what its answers mean for the link. vendor-integration.md 8.4; security.md F-03, F-15.</summary>
internal abstract class LinkStepEffect : Effect
{
    /// <summary>AWS is asked again so many times before a person has to look; what it puts off until its organization is ready does not count.</summary>
    private const int MostAttempts = 12;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>A new key wakes a step that waits for one; this is for a key that comes back by itself.</summary>
    private static readonly TimeSpan ForKey = TimeSpan.FromMinutes(5);

    protected static EffectOutcome Done(StepProgress? progress = null) => new EffectOutcome.Done { Progress = progress?.Write() };

    /// <summary>Left out, because the configured endpoint does not know the call; the link works without.</summary>
    protected static EffectOutcome Skipped(string reason) => new EffectOutcome.Done { Progress = new StepProgress(Skipped: reason).Write() };

    protected static bool IsLacking(EffectTurn turn, CloudProblem problem) => !turn.Connection.Target.IsAws && problem.IsUnknownOperation;

    /// <summary>Somebody else's stands in the way: a person decides.</summary>
    protected static EffectOutcome Foreign(EffectTurn turn, string code, string message) =>
        new EffectOutcome.NeedsReview(Problem.Conflict(code, message)) { Also = Degraded(turn, message) };

    /// <summary>What a problem of AWS means: wait for another key, come again, or fail.</summary>
    protected static EffectOutcome Trouble(EffectTurn turn, CloudProblem problem)
    {
        if (problem.Kind is CloudTrouble.Credentials or CloudTrouble.Clock)
            return new EffectOutcome.Later(ForKey) { Problem = problem, Also = Degraded(turn, problem.Kind == CloudTrouble.Clock ? problem.Message : $"Credentials needed: {problem.Message}") };
        if (problem.Code == CreationRule.Unready) return Unready(turn, problem);
        if (problem.PassesByItself && turn.Entry.Attempts < MostAttempts)
            return new EffectOutcome.Later(Shorter(TimeSpan.FromSeconds(5 * Math.Pow(2, turn.Entry.Attempts - 1)))) { Problem = problem };
        return Failed(turn, problem);
    }

    /// <summary>AWS prepares a new organization for up to an hour: no other step has so much patience, orders and invitations have the same.</summary>
    private static EffectOutcome Unready(EffectTurn turn, CloudProblem problem)
    {
        var progress = StepProgress.Read(turn.Entry.Progress);
        var now = turn.Entry.BegunAt!.Value;
        var waited = now - (progress.UnreadySince ?? now);
        if (waited < CreationRule.LongestUnready)
        {
            var pause = Shorter(TimeSpan.FromSeconds(5) + (waited / 4));
            return new EffectOutcome.Later(pause) { Problem = problem, Held = true, Progress = (progress with { UnreadySince = now - waited }).Write() };
        }

        var late = problem with { Message = "AWS is still preparing the organization after more than an hour.", Repair = "Ask AWS Support, then retry." };
        return Failed(turn, late) with { Progress = (progress with { UnreadySince = null }).Write() };
    }

    private static EffectOutcome.Failed Failed(EffectTurn turn, CloudProblem problem) => new(problem.ToProblem())
    {
        AwsRequestId = problem.RequestId,
        Also = Degraded(turn, $"{LinkSteps.TitleOf(turn.Entry.Kind)}: {problem.Message} {problem.Repair}"),
    };

    private static TimeSpan Shorter(TimeSpan pause) => pause < LongestPause ? pause : LongestPause;

    /// <summary>The link shows why it is not ready.</summary>
    protected static Action<WriteScope> Degraded(EffectTurn turn, string message) => scope => LinkRows.Follow(scope, turn.Link.Id, link =>
    {
        if (link.State != LinkStates.Paused) link.State = LinkStates.Degraded;
        link.LastProblem = CredentialWords.Spoken(message, StoredCredentials.KindOf(link) ?? CredentialKind.Key);
    });
}
