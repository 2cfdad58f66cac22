using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Reports;

/// <summary>Data exports, the newer kind of report: here nobody has any (aws-operations.md A.11).</summary>
internal static class ExportOperations
{
    public const string Service = "bcm-data-exports";
    public const string Target = "AWSBillingAndCostManagementDataExports";

    public static IReadOnlyList<JsonOperation> All { get; } = [new("ListExports", List)];

    private static OperationResult List(JsonCall call)
    {
        _ = call.Input.Number("MaxResults", 1, 300);
        return Answer.With(json =>
        {
            json.WriteStartArray("Exports");
            json.WriteEndArray();
        });
    }
}
