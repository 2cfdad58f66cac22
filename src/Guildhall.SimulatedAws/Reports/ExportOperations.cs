using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Guildhall.SimulatedAws.Access;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Reports.Costs;
using Guildhall.SimulatedAws.Reports.Delivery;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Protocols;

namespace Guildhall.SimulatedAws.Reports;

/// <summary>Data exports, the newer kind of report: create, get, list, delete (aws-operations.md A.11).</summary>
internal static partial class ExportOperations
{
    public const string Service = "bcm-data-exports";
    public const string Target = "AWSBillingAndCostManagementDataExports";

    /// <summary>As many exports of CUR 2.0 as an account may have.</summary>
    private const int Most = 5;

    private static readonly TextRule ArnRule = new(20, 2048, ArnForm());

    public static IReadOnlyList<JsonOperation> All { get; } =
    [
        new("CreateExport", Create) { Resource = call => Arn(call.AccountId, call.Input.Raw("Export", "Name") ?? "") },
        new("GetExport", Get) { Resource = call => call.Input.Raw("ExportArn") ?? "*" },
        new("DeleteExport", Delete) { Resource = call => call.Input.Raw("ExportArn") ?? "*" },
        new("ListExports", List),
    ];

    public static string Arn(string account, string name) => $"arn:aws:bcm-data-exports:us-east-1:{account}:export/{name}";

    private static OperationResult Create(JsonCall call)
    {
        if (ExportFault.Find(call, out var name, out var definition) is { } fault) return fault;
        var report = $"arn:aws:cur:us-east-1:{call.AccountId}:definition/{name}";
        if (Authorization.Refuse(call.Caller, "cur:PutReportDefinition", [report], []) is { } denied) return new WireError("AccessDeniedException", denied);
        var id = ReportDefinition.IdOfExport(call.AccountId, name);
        if (call.State.Tables.Reports.Contains(id)) return new WireError("ValidationException", $"There is an export called {name} already.");
        if (Exports(call).Count >= Most) return new WireError("ServiceQuotaExceededException", $"An account may have {Most} exports.");
        var export = $"{Arn(call.AccountId, name)}-{Uuids.Of(Lot.Of("export", id), call.State.Now)}";
        call.State.Tables.Reports.Put(new ReportDefinition
        {
            Id = id,
            AccountId = call.AccountId,
            Name = name,
            Definition = definition,
            Export = export,
            CreatedAt = call.State.Now,
            DeliversAt = call.State.Now + call.State.Options.FirstReport,
        });
        return Answer.With(json => json.WriteString("ExportArn", export));
    }

    private static OperationResult Get(JsonCall call)
    {
        if (Find(call, out var absent) is not { } export) return absent;
        return Answer.With(json =>
        {
            using var definition = JsonDocument.Parse(export.Definition);
            json.WriteStartObject("Export");
            json.WriteString("ExportArn", export.Export);
            foreach (var member in definition.RootElement.EnumerateObject().Where(m => m.Name != "ExportArn")) member.WriteTo(json);
            json.WriteEndObject();
            WriteStatus(json, export);
        });
    }

    private static OperationResult Delete(JsonCall call)
    {
        if (Find(call, out var absent) is not { } export) return absent;
        call.State.Tables.Reports.Remove(export.Id);
        return Answer.With(json => json.WriteString("ExportArn", export.Export));
    }

    private static OperationResult List(JsonCall call)
    {
        var size = call.Input.Number("MaxResults", 1, 300) ?? Most;
        var token = call.Input.OptionalText("NextToken", new TextRule(0, 8192));
        if (call.Input.Fault is not null) return OperationResult.Empty;
        var (exports, start) = (Exports(call), 0);
        if (token is not null && (!int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out start) || start == 0 || start >= exports.Count))
            return new WireError("ValidationException", "The token is not one of this list.");
        return Answer.With(json =>
        {
            json.WriteStartArray("Exports");
            foreach (var export in exports.Skip(start).Take(size))
            {
                json.WriteStartObject();
                json.WriteString("ExportArn", export.Export);
                json.WriteString("ExportName", export.Name);
                WriteStatus(json, export);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (start + size < exports.Count) json.WriteString("NextToken", (start + size).ToString(CultureInfo.InvariantCulture));
        });
    }

    private static void WriteStatus(Utf8JsonWriter json, ReportDefinition export)
    {
        var isHealthy = export.Status is null or BucketAccess.Success;
        json.WriteStartObject("ExportStatus");
        json.WriteString("StatusCode", isHealthy ? "HEALTHY" : "UNHEALTHY");
        if (!isHealthy) json.WriteString("StatusReason", "INSUFFICIENT_PERMISSION");
        json.WriteString("CreatedAt", WireTime.Text(export.CreatedAt));
        json.WriteString("LastUpdatedAt", WireTime.Text(export.CreatedAt));
        if (export.DeliveredAt is { } at) json.WriteString("LastRefreshedAt", WireTime.Text(at));
        json.WriteEndObject();
    }

    private static List<ReportDefinition> Exports(JsonCall call) => [.. call.State.Indexes.Reports.Of(call.AccountId).All.Select(call.State.Tables.Reports.Get).Where(report => report.Export is not null)];

    private static ReportDefinition? Find(JsonCall call, out OperationResult absent)
    {
        var arn = call.Input.Text("ExportArn", ArnRule);
        absent = call.Input.Fault is null ? new WireError("ResourceNotFoundException", "There is no such export.") : OperationResult.Empty;
        return Exports(call).Find(export => export.Export == arn);
    }

    [GeneratedRegex(@"\Aarn:aws[-a-z0-9]*:(bcm-data-exports):[-a-z0-9]*:[0-9]{12}:[-a-zA-Z0-9/:_]+\z")]
    private static partial Regex ArnForm();
}
