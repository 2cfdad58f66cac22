using Guildhall.App.Cloud;
using Guildhall.App.Effects;
using Guildhall.App.Store;
using Guildhall.Domain;

namespace Guildhall.App.Linking.Steps;

/// <summary>A step of setting a link up: what its answers mean for the link. vendor-integration.md 8.4; security.md F-03, F-15.</summary>
internal abstract class LinkStepEffect : Effect
{
    /// <summary>AWS is asked again so many times before a person has to look.</summary>
    private const int MostAttempts = 12;

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
        if (problem.PassesByItself && turn.Entry.Attempts < MostAttempts)
            return new EffectOutcome.Later(TimeSpan.FromSeconds(Math.Min(300, 5 * Math.Pow(2, turn.Entry.Attempts - 1)))) { Problem = problem };
        return new EffectOutcome.Failed(problem.ToProblem())
        {
            AwsRequestId = problem.RequestId,
            Also = Degraded(turn, $"{LinkSteps.TitleOf(turn.Entry.Kind)}: {problem.Message} {problem.Repair}"),
        };
    }

    /// <summary>The link shows why it is not ready.</summary>
    protected static Action<WriteScope> Degraded(EffectTurn turn, string message) => scope => LinkRows.Follow(scope, turn.Link.Id, link =>
    {
        if (link.State != LinkStates.Paused) link.State = LinkStates.Degraded;
        link.LastProblem = message;
    });
}
