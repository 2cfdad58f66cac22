using System.Text.Json.Serialization;

namespace Guildhall.App.Cloud.Reports;

internal sealed record ReportPageInput(string? NextToken, int MaxResults = 5);

internal sealed record PutReportInput(WireReport ReportDefinition);

internal sealed record WireReport(
    string? ReportName,
    string? TimeUnit,
    string? Format,
    string? Compression,
    string[]? AdditionalSchemaElements,
    string? S3Bucket,
    string? S3Prefix,
    string? S3Region,
    bool? RefreshClosedReports,
    string? ReportVersioning,
    WireReportStatus? ReportStatus);

/// <summary>AWS spells these with a small letter.</summary>
internal sealed record WireReportStatus([property: JsonPropertyName("lastStatus")] string? LastStatus);

internal sealed record ReportsOutput(WireReport?[]? ReportDefinitions, string? NextToken);

internal sealed record ExportPageInput(string? NextToken, int MaxResults = 100);

internal sealed record WireExport(string? ExportName);

internal sealed record ExportsOutput(WireExport?[]? Exports, string? NextToken);

/// <summary>The shapes of reports and data exports that Guildhall uses. Depth bounded (S-53).</summary>
[JsonSourceGenerationOptions(MaxDepth = 32, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReportPageInput))]
[JsonSerializable(typeof(PutReportInput))]
[JsonSerializable(typeof(ReportsOutput))]
[JsonSerializable(typeof(ExportPageInput))]
[JsonSerializable(typeof(ExportsOutput))]
[JsonSerializable(typeof(Protocols.Nothing))]
internal sealed partial class ReportShapes : JsonSerializerContext;
