using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Cloud.Reports;
using Guildhall.App.Effects;
using Guildhall.Domain;

namespace Guildhall.App.Linking.Steps;

/// <summary>Makes the daily report. One of its name that is defined otherwise stands in the way. vendor-integration.md 15.1, decisions.md 25.</summary>
internal sealed class ReportStep : LinkStepEffect
{
    public override string Kind => LinkSteps.Report;

    public override async Task<EffectOutcome> RunAsync(EffectTurn turn, CancellationToken cancellation)
    {
        var wanted = ReportPlan.Definition(new AccountId(turn.Link.AccountId), turn.Link.Region);
        var reports = new ReportsClient(turn.Connection);
        if (await LookAsync(turn, reports, wanted, cancellation) is { } known) return known;
        var refused = await reports.PutReportDefinitionAsync(wanted, cancellation);
        if (refused is null) return Done();
        if (IsLacking(turn, refused)) return Skipped("This endpoint has no Cost and Usage Reports.");
        // Somebody was quicker.
        if (refused.Kind == CloudTrouble.Already && await LookAsync(turn, reports, wanted, cancellation) is { } made) return made;
        return Trouble(turn, refused.Code == "ValidationException" ? Undeliverable(refused, wanted) : refused);
    }

    /// <summary>AWS looks whether it can write to the bucket before it takes a report (aws-operations.md A.11, F 17).</summary>
    private static CloudProblem Undeliverable(CloudProblem refused, ReportDefinition wanted) => refused with
    {
        Message = $"AWS does not take a report that is delivered to bucket {wanted.Bucket}{(refused.Said is { Length: > 0 } said ? $": \"{said}\"" : "")}.",
        Repair = "Compare the bucket's region and policy in the S3 console, then retry.",
    };

    /// <summary>Null when there is no report of the name.</summary>
    private static async Task<EffectOutcome?> LookAsync(EffectTurn turn, ReportsClient reports, ReportDefinition wanted, CancellationToken cancellation)
    {
        var listed = await Pages.AllAsync<ReportDefinition>(token => reports.DescribeReportDefinitionsAsync(token, cancellation));
        if (!listed.Gave(out var all, out var problem)) return IsLacking(turn, problem) ? Skipped("This endpoint has no Cost and Usage Reports.") : Trouble(turn, problem);
        if (all.FirstOrDefault(r => r.Name == wanted.Name) is not { } same) return null;
        return same.Traits.SequenceEqual(wanted.Traits, StringComparer.Ordinal)
            ? Done()
            : Foreign(turn, "REPORT_FOREIGN", $"A report called {same.Name} is defined otherwise: {same.TimeUnit}, {same.Compression}, to {same.Bucket}/{same.Prefix}. Delete it in the billing console, then retry.");
    }
}
