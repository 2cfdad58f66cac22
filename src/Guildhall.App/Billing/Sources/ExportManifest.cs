using System.Text.Json;
using System.Text.RegularExpressions;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Sources;

/// <summary>
/// The manifest of a data export (CUR 2.0, FOCUS), believed no more than a report's: it names its account within its ARN, and its month nowhere but in the folders
/// of its files. aws-operations.md C.3; AWS's user guide, Understanding export delivery.
/// </summary>
internal static partial class ExportManifest
{
    /// <param name="month">Of the partition that the manifest lies in: its files must be of the same.</param>
    public static Result<ReportManifest> Of(JsonElement root, ReportPlace place, BillingMonth month)
    {
        if (ReportManifest.Text(root, "executionId") is not { Length: > 0 and <= 128 } execution) return ReportManifest.Refused("It names no execution.");
        if (AccountForm().Match(ReportManifest.Text(root, "exportArn") ?? "") is not { Success: true } arn) return ReportManifest.Refused("It names no export.");
        if (arn.Groups[1].Value != place.Account) return ReportManifest.Refused($"It is the export of another account than {place.Account}.");
        var files = ReportManifest.FilesOf(root, "dataFiles", place);
        if (files.Refused) return files.Problems;
        if (files.Value.Any(file => ExportFolders.MonthOfData(place, file) != month)) return ReportManifest.Refused($"It names a file of another month than {month}.");
        return files.Value.All(file => file.EndsWith(".csv.gz", StringComparison.Ordinal)) ? new ReportManifest(execution, place.Account, month, files.Value) : ReportManifest.NotCsv();
    }

    [GeneratedRegex(@"\Aarn:aws[-a-z]*:bcm-data-exports:[-a-z0-9]*:([0-9]{12}):export/[-_A-Za-z0-9]+\z")]
    private static partial Regex AccountForm();
}
