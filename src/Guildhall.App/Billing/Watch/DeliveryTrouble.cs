using System.Text.Json.Nodes;
using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Cloud.Reports;
using Guildhall.App.Cloud.Storage;
using Guildhall.App.Linking;
using Guildhall.App.Linking.Steps;
using Guildhall.Domain;

namespace Guildhall.App.Billing.Watch;

/// <summary>
/// Whether AWS can deliver the report of a link: what it says of the last delivery, and whether the bucket's policy still lets it in, which whoever creates a report in the console replaces.
/// vendor-integration.md 15.2; aws-operations.md C.2.
/// </summary>
internal static class DeliveryTrouble
{
    /// <summary>How often is asked.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromDays(1);

    /// <summary>Why it cannot, in a sentence; null when it can, or AWS does not tell.</summary>
    /// <param name="region">The link's.</param>
    public static async Task<AskedDelivery> AskAsync(AwsConnection connection, AccountId account, string region, CancellationToken cancellation)
    {
        var plan = ReportPlan.Definition(account, region);
        var listed = await Pages.AllAsync<ReportDefinition>(token => new ReportsClient(connection).DescribeReportDefinitionsAsync(token, cancellation));
        if (listed.Gave(out var reports, out _) && Said(reports.FirstOrDefault(r => r.Name == plan.Name)?.LastStatus, plan.Bucket) is { } said) return new AskedDelivery(said);
        var policy = await new BucketsClient(connection, plan.BucketRegion).GetBucketPolicyAsync(plan.Bucket, cancellation);
        return new AskedDelivery(!policy.Gave(out var text, out _) || LetsIn(text, account) ? null
            : $"The policy of bucket {plan.Bucket} is no longer the one that lets AWS deliver: creating a report in the billing console replaces it. Put Guildhall's statements back.");
    }

    private static string? Said(string? status, string bucket) => status switch
    {
        "ERROR_PERMISSIONS" => $"AWS may not write its report to bucket {bucket} (ERROR_PERMISSIONS): the bucket's policy does not let it in, or the bucket is another account's.",
        "ERROR_NO_BUCKET" => $"Bucket {bucket}, which AWS delivers its report to, is gone (ERROR_NO_BUCKET).",
        _ => null,
    };

    /// <summary>Whether all statements of Guildhall's policy that allow something are in this one.</summary>
    private static bool LetsIn(string policy, AccountId account)
    {
        var there = BucketPolicyStep.Statements(policy) ?? [];
        return BucketPolicyStep.Statements(ReportPlan.BucketPolicy(account))!.Where(s => (string?)s!["Effect"] == "Allow").All(ours => there.Any(s => JsonNode.DeepEquals(s, ours)));
    }
}

/// <param name="Trouble">Why AWS cannot deliver; null when it can, or it is not known.</param>
internal sealed record AskedDelivery(string? Trouble);
