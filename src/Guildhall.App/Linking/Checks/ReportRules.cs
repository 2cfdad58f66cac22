using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Reports;

namespace Guildhall.App.Linking.Checks;

/// <summary>P10: which reports there are. vendor-integration.md 8.2; decisions.md 25.</summary>
internal static class ReportRules
{
    /// <param name="reports">All definitions of the account; null when they could not be asked.</param>
    /// <param name="exports">The names of data exports, as far as they could be read.</param>
    /// <param name="wanted">The report that Guildhall makes.</param>
    public static Finding Listed(LinkMode mode, ReportDefinition wanted, IReadOnlyList<ReportDefinition>? reports, IReadOnlyList<string> exports, CloudProblem? problem)
    {
        if (reports is null) return Unread(problem!);
        if (mode == LinkMode.Fresh && reports.Count > 0)
            return Finding.Fail($"A Cost and Usage Report is listed already: {string.Join(", ", reports.Select(r => r.Name))}.", "Delete the report in the billing console when nothing needs it, or choose \"Use my existing organization\".");
        if (reports.FirstOrDefault(r => r.Name == wanted.Name) is { } same) return Same(same, wanted);
        if (exports.Count > 0) return Finding.Warn($"Data exports are listed already: {string.Join(", ", exports)}. They go on beside Guildhall's report.", "Nothing needs to be done.");
        return reports.FirstOrDefault(r => r.TimeUnit == "DAILY") is { } daily
            ? Finding.Info($"Report {daily.Name} delivers daily to {daily.Bucket} already. It goes on; Guildhall makes its own, {wanted.Name}.")
            : Finding.Pass($"No report is called {wanted.Name}.");
    }

    private static Finding Same(ReportDefinition there, ReportDefinition wanted) =>
        there.Format == "Parquet" ? Finding.Fail($"Report {there.Name} is Parquet, which Guildhall does not read.", "Delete the report, so that Guildhall makes it as gzip CSV.")
        : there.Traits.SequenceEqual(wanted.Traits, StringComparer.Ordinal) ? Finding.Info($"Report {there.Name} is there already and is used.")
        : Finding.Fail($"A report called {there.Name} is defined otherwise: {there.TimeUnit}, {there.Compression}, to {there.Bucket}/{there.Prefix}.", "Delete that report, so that Guildhall makes it anew.");

    private static Finding Unread(CloudProblem problem) => problem.Kind == CloudTrouble.Denied
        ? Finding.Fail(
            "The key may not read report definitions (cur:DescribeReportDefinitions).",
            "Allow it to the key, and switch on \"IAM user and role access to Billing information\" in the account's settings.",
            problem)
        : Finding.Of(problem);
}
