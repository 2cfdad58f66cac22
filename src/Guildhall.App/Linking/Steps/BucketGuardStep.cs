using Guildhall.App.Effects;
using Guildhall.Domain;

namespace Guildhall.App.Linking.Steps;

/// <summary>Blocks public access to the report bucket. Saying it twice changes nothing, so it is not asked first.</summary>
internal sealed class BucketGuardStep : LinkStepEffect
{
    public override string Kind => LinkSteps.BucketGuard;

    public override async Task<EffectOutcome> RunAsync(EffectTurn turn, CancellationToken cancellation)
    {
        var bucket = ReportPlan.BucketOf(new AccountId(turn.Link.AccountId));
        return await BucketStep.BucketsOf(turn).BlockPublicAccessAsync(bucket, cancellation) is not { } problem ? Done()
            : IsLacking(turn, problem) ? Skipped("This endpoint has no public access blocks.")
            : Trouble(turn, problem);
    }
}
