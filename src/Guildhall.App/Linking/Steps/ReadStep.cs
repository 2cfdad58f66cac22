using Guildhall.App.Cloud;
using Guildhall.App.Effects;
using Guildhall.App.Linking.Watch;
using Guildhall.App.Organizations;
using Guildhall.App.Store;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Linking.Steps;

/// <summary>Reads the organization; with that the link is active, and the default where it is to be. vendor-integration.md 7, 8.4.</summary>
internal sealed class ReadStep(OrganizationSyncs syncs) : LinkStepEffect
{
    public override string Kind => LinkSteps.Read;

    public override async Task<EffectOutcome> RunAsync(EffectTurn turn, CancellationToken cancellation)
    {
        var synced = await syncs.SyncInTurnAsync(turn.Link.Id, default, cancellation);
        if (!synced.Refused) return new EffectOutcome.Done { Progress = new StepProgress().Write(), Also = Active(turn) };
        var problem = synced.Problems[0];
        if (problem.Code == OrganizationSyncs.RunningCode) return new EffectOutcome.Later(TimeSpan.FromSeconds(1));
        var refused = CloudProblems.OfCode(problem.Code, problem.Message);
        if (refused.Kind is CloudTrouble.Credentials or CloudTrouble.Clock || refused.Code == CreationRule.Unready) return Trouble(turn, refused);
        return new EffectOutcome.Failed(problem) { Also = Degraded(turn, $"{LinkSteps.TitleOf(Kind)}: {problem.Message}") };
    }

    private static Action<WriteScope> Active(EffectTurn turn)
    {
        var wanted = StepProgress.Read(turn.Entry.Progress).Default;
        return scope =>
        {
            LinkRows.Follow(scope, turn.Link.Id, link =>
            {
                if (link.State != LinkStates.Paused) link.State = LinkStates.Active;
                link.VerifiedAt = scope.Now;
            });
            if (scope.Db.Links.Find(turn.Link.Id) is { State: not LinkStates.Removed } read) LinkAccess.StageOther(scope, read, turn.Entry.Id);
            // Whether the first one is the default was decided with its form. One that was paused or removed meanwhile cannot be.
            if (wanted && scope.Db.Links.Find(turn.Link.Id) is { State: not (LinkStates.Paused or LinkStates.Removed) }) LinkRows.MakeDefault(scope, turn.Link.Id);
        };
    }
}
