using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Cloud.Protocols;

namespace Guildhall.App.Cloud.Reports;

/// <summary>Data exports, as far as preflight looks at them: their names. aws-operations.md A.11.</summary>
public sealed class ExportsClient(AwsConnection connection)
{
    private readonly JsonApi _api = new(connection, AwsService.DataExports, "AWSBillingAndCostManagementDataExports");

    public async Task<CloudAnswer<Page<string>>> ListExportsAsync(string? nextToken, CancellationToken cancellationToken)
    {
        var answer = await _api.CallAsync("ListExports", new ExportPageInput(nextToken), ReportShapes.Default.ExportPageInput, ReportShapes.Default.ExportsOutput, cancellationToken);
        return answer.Select<Page<string>>(output =>
            AnswerReading.Page(output.Exports, output.NextToken, export => export?.ExportName) is { } page ? page : CloudProblem.Garbled("AWS lists an export without a name."));
    }
}
