using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Cloud.Reports;

namespace Guildhall.App.Linking.Checks;

/// <summary>The calls behind P10.</summary>
internal sealed class ReportChecks(Scene scene)
{
    public async Task<Finding> RunAsync(CancellationToken cancellation)
    {
        var reports = await Pages.AllAsync<ReportDefinition>(token => scene.Reports.DescribeReportDefinitionsAsync(token, cancellation));
        if (scene.Lacks(reports.Problem)) return Finding.Warn("This endpoint has no Cost and Usage Reports; the link works without them.", "Use AWS itself or the simulated AWS to have reports.");
        var exports = reports.Value is null ? null : (await Pages.AllAsync<string>(token => scene.Exports.ListExportsAsync(token, cancellation))).Value;
        return ReportRules.Listed(scene.Wish.Mode, ReportPlan.Definition(scene.Wish.Account, scene.Wish.Region), reports.Value, exports ?? [], reports.Problem);
    }
}
