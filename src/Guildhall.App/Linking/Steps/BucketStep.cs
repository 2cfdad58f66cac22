using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Storage;
using Guildhall.App.Effects;
using Guildhall.Domain;

namespace Guildhall.App.Linking.Steps;

/// <summary>Makes the report bucket. One of the account's own is ours by its name; one of somebody else's stands in the way. aws-operations.md A.10.</summary>
internal sealed class BucketStep : LinkStepEffect
{
    public override string Kind => LinkSteps.Bucket;

    public override async Task<EffectOutcome> RunAsync(EffectTurn turn, CancellationToken cancellation)
    {
        var bucket = ReportPlan.BucketOf(new AccountId(turn.Link.AccountId));
        var buckets = BucketsOf(turn);
        var listed = await buckets.ListBucketsAsync(bucket, cancellation);
        if (!listed.Gave(out var mine, out var problem)) return IsLacking(turn, problem) ? Skipped("This endpoint has no S3.") : Trouble(turn, problem);
        if (mine.Contains(bucket)) return Done();
        return await buckets.CreateBucketAsync(bucket, cancellation) switch
        {
            null or { Kind: CloudTrouble.Already } => Done(),
            { Code: "BucketAlreadyExists" } => Foreign(turn, "BUCKET_TAKEN", $"Bucket name {bucket} is taken by someone else or not readable."),
            { } refused => IsLacking(turn, refused) ? Skipped("This endpoint has no S3.") : Trouble(turn, refused),
        };
    }

    public static BucketsClient BucketsOf(EffectTurn turn) => new(turn.Connection, ReportPlan.BucketRegion(turn.Link.Region));
}
