using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.App.Cloud;
using Guildhall.App.Effects;
using Guildhall.Domain;

namespace Guildhall.App.Linking.Steps;

/// <summary>Lets AWS's billing deliver to the bucket. A policy with statements of others is not replaced. aws-operations.md C.2.</summary>
internal sealed class BucketPolicyStep : LinkStepEffect
{
    public override string Kind => LinkSteps.BucketPolicy;

    public override async Task<EffectOutcome> RunAsync(EffectTurn turn, CancellationToken cancellation)
    {
        var account = new AccountId(turn.Link.AccountId);
        var (bucket, wanted, buckets) = (ReportPlan.BucketOf(account), ReportPlan.BucketPolicy(account).Trim(), BucketStep.BucketsOf(turn));
        var there = await buckets.GetBucketPolicyAsync(bucket, cancellation);
        if (there.Problem is { Kind: not CloudTrouble.NotFound } problem) return IsLacking(turn, problem) ? Skipped("This endpoint has no bucket policies.") : Trouble(turn, problem);
        if (there.Value is { Length: > 0 } policy)
        {
            if (IsSame(policy, wanted)) return Done();
            if (!IsOurs(policy)) return Foreign(turn, "BUCKET_POLICY_FOREIGN", $"Bucket {bucket} has a policy that Guildhall did not make. Remove it, or add Guildhall's statements and keep only those; then retry.");
        }

        return await buckets.PutBucketPolicyAsync(bucket, wanted, cancellation) is not { } refused ? Done()
            : IsLacking(turn, refused) ? Skipped("This endpoint has no bucket policies.")
            : Trouble(turn, refused);
    }

    /// <summary>Whether every statement of the policy is one of ours.</summary>
    internal static bool IsOurs(string policy) => Statements(policy) is { Count: > 0 } statements && statements.All(s => s?["Sid"]?.GetValueKind() == JsonValueKind.String && ReportPlan.PolicySids.Contains(s["Sid"]!.GetValue<string>()));

    private static bool IsSame(string policy, string wanted)
    {
        try
        {
            return JsonNode.DeepEquals(JsonNode.Parse(policy), JsonNode.Parse(wanted));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Null for what is no policy.</summary>
    internal static JsonArray? Statements(string policy)
    {
        try
        {
            return JsonNode.Parse(policy) is JsonObject document ? document["Statement"] as JsonArray : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
