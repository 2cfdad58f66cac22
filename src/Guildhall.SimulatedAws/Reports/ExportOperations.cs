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
        if (call.Input.OptionalText("NextToken", new TextRule(0, 8192)) is not null && call.Input.Fault is null) return new WireError("ValidationException", "The token is not one of this list.");
        return Answer.With(json =>
        {
            json.WriteStartArray("Exports");
            json.WriteEndArray();
        });
    }
}
