using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Identity;

namespace Guildhall.App.Linking.Checks;

/// <summary>The calls behind P8 to P9.</summary>
internal sealed class BucketChecks(Scene scene)
{
    private static readonly Finding NoBuckets = Finding.Warn("This endpoint has no S3; the link works without reports.", "Use AWS itself or the simulated AWS to have reports.");

    public async Task<Finding> ListAsync(CancellationToken cancellation)
    {
        var listed = await scene.Buckets.ListBucketsAsync(ReportPlan.BucketPrefix, cancellation);
        return scene.Lacks(listed.Problem) ? NoBuckets : BucketRules.Listed(listed.Problem);
    }

    /// <summary>By the simulation of permissions; with the deep check by making a bucket and deleting it.</summary>
    public async Task<Finding> CreateAsync(Task<CloudAnswer<List<SimulatedAction>>?> simulated, CancellationToken cancellation)
    {
        if (!scene.Wish.DeepCheck) return await simulated is { } said ? BucketRules.Creatable(said.Value) : Finding.Pass("S3 buckets can be created by a root key.");
        if (await scene.Buckets.CreateBucketAsync(scene.Probe, cancellation) is { } problem) return BucketRules.Created(problem);
        // What was made is taken away whoever waits no longer.
        var left = await scene.Buckets.DeleteBucketAsync(scene.Probe, CancellationToken.None);
        return left is null ? BucketRules.Created(null) : Finding.Warn($"A bucket was created, but {scene.Probe} could not be deleted: {left.Code}.", "Delete it in the S3 console.", left);
    }

    public async Task<Finding> NameAsync(CancellationToken cancellation)
    {
        var listed = await scene.Buckets.ListBucketsAsync(ReportPlan.BucketPrefix, cancellation);
        if (!listed.Gave(out var mine, out var problem))
            return scene.Lacks(problem) ? NoBuckets : Finding.Warn("Which buckets there are couldn't be read.", problem.Repair, problem);
        return BucketRules.NameFree(scene.Wish.Mode, scene.Bucket, mine, await scene.Buckets.HeadBucketAsync(scene.Bucket, cancellation));
    }
}
