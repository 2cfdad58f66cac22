using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Reports;

/// <summary>Definitions of Cost and Usage Reports: put, describe, modify, delete (aws-operations.md A.11, C.1).</summary>
internal static partial class ReportOperations
{
    public const string Service = "cur";
    public const string Target = "AWSOrigamiServiceGatewayService";

    /// <summary>The only page size that AWS takes.</summary>
    private const int PageSize = 5;

    /// <summary>As many reports as an account may define.</summary>
    private const int Most = 5;

    private static readonly TextRule Token = new(0, 256, TokenForm());

    private static readonly TextRule Name = new(1, 256, NameForm());

    public static IReadOnlyList<JsonOperation> All { get; } =
    [
        new("PutReportDefinition", Put) { Resource = ArnOfDefinition },
        new("ModifyReportDefinition", Modify) { Resource = ArnOfName },
        new("DeleteReportDefinition", Delete) { Resource = ArnOfName },
        new("DescribeReportDefinitions", Describe),
    ];

    private static OperationResult Put(JsonCall call)
    {
        var reports = call.State.Tables.Reports;
        if (ReportFault.Find(call, out var name, out var definition) is { } fault) return fault;
        if (reports.Contains(ReportDefinition.IdOf(call.AccountId, name)))
            return new WireError("DuplicateReportNameException", $"There is a report called {name} already.");
        if (Reports(call).Count() >= Most)
            return new WireError("ReportLimitReachedException", $"An account may define {Most} reports.");
        reports.Put(new ReportDefinition
        {
            Id = ReportDefinition.IdOf(call.AccountId, name),
            AccountId = call.AccountId,
            Name = name,
            Definition = definition,
            DeliversAt = call.State.Now + call.State.Options.FirstReport,
        });
        return Answer.With(_ => { });
    }

    private static OperationResult Modify(JsonCall call)
    {
        var named = call.Input.Text("ReportName", Name);
        if (call.Input.Fault is not null) return OperationResult.Empty;
        if (ReportFault.Find(call, out var name, out var definition) is { } fault) return fault;
        if (name != named) return new WireError("ValidationException", "A report keeps its name.");
        if (call.State.Tables.Reports.Find(ReportDefinition.IdOf(call.AccountId, name)) is not { } report)
            return new WireError("ValidationException", $"There is no report called {name}.");
        call.State.Tables.Reports.Put(report with { Definition = definition });
        return Answer.With(_ => { });
    }

    private static OperationResult Delete(JsonCall call)
    {
        var name = call.Input.Text("ReportName", Name);
        if (call.Input.Fault is not null) return OperationResult.Empty;
        call.State.Tables.Reports.Remove(ReportDefinition.IdOf(call.AccountId, name));
        return Answer.With(json => json.WriteString("ResponseMessage", $"The report {name} is deleted; what it delivered stays in its bucket."));
    }

    private static OperationResult Describe(JsonCall call)
    {
        _ = call.Input.Number("MaxResults", PageSize, PageSize);
        var token = call.Input.OptionalText("NextToken", Token);
        if (call.Input.Fault is not null) return OperationResult.Empty;

        // An account has no more reports than one page, so that no token was ever given.
        if (token is not null) return new WireError("ValidationException", "The token is not one of this list.");
        return Answer.With(json =>
        {
            json.WriteStartArray("ReportDefinitions");
            foreach (var report in Reports(call)) Write(json, report);
            json.WriteEndArray();
        });
    }

    private static IEnumerable<ReportDefinition> Reports(JsonCall call) => call.State.Indexes.Reports.Of(call.AccountId).All.Select(call.State.Tables.Reports.Get).Where(report => report.Export is null);

    private static void Write(Utf8JsonWriter json, ReportDefinition report)
    {
        using var definition = JsonDocument.Parse(report.Definition);
        json.WriteStartObject();
        foreach (var member in definition.RootElement.EnumerateObject().Where(m => m.Name != "ReportStatus")) member.WriteTo(json);
        json.WriteStartObject("ReportStatus");
        if (report.DeliveredAt is { } at) json.WriteString("lastDelivery", at.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
        if (report.Status is { } status) json.WriteString("lastStatus", status);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string ArnOfDefinition(JsonCall call) =>
        call.Body.TryGetProperty("ReportDefinition", out var definition) && definition.ValueKind == JsonValueKind.Object
            && definition.TryGetProperty("ReportName", out var name) && name.ValueKind == JsonValueKind.String ? Arn(call, name.GetString()!) : Arn(call, "");

    private static string ArnOfName(JsonCall call) => Arn(call, call.Input.Raw("ReportName") ?? "");

    private static string Arn(JsonCall call, string name) => $"arn:aws:cur:us-east-1:{call.AccountId}:definition/{name}";

    [GeneratedRegex(@"\A[A-Za-z0-9_.\-=]*\z")]
    private static partial Regex TokenForm();

    [GeneratedRegex(@"\A[0-9A-Za-z!\-_.*'()]+\z")]
    private static partial Regex NameForm();
}
