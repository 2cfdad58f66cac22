using System.Collections.Immutable;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Cloud.Protocols;

namespace Guildhall.App.Cloud.Reports;

/// <summary>Cost and Usage Reports (legacy). Each method is one call, tried again by the connection's rule. aws-operations.md A.11.</summary>
public sealed class ReportsClient(AwsConnection connection)
{
    private static readonly ReportShapes Shapes = ReportShapes.Default;

    private readonly JsonApi _api = new(connection, AwsService.Reports, "AWSOrigamiServiceGatewayService");

    /// <summary>One page of the account's definitions: 5 at most, as AWS wants it.</summary>
    public async Task<CloudAnswer<Page<ReportDefinition>>> DescribeReportDefinitionsAsync(string? nextToken, CancellationToken cancellationToken)
    {
        var answer = await _api.CallAsync("DescribeReportDefinitions", new ReportPageInput(nextToken), Shapes.ReportPageInput, Shapes.ReportsOutput, cancellationToken);
        return answer.Select<Page<ReportDefinition>>(output =>
            AnswerReading.Page(output.ReportDefinitions, output.NextToken, Read) is { } page ? page : CloudProblem.Garbled("AWS lists a report without a name."));
    }

    /// <summary>Makes a definition; null when it is made. AWS refuses a name that there is: look first.</summary>
    public async Task<CloudProblem?> PutReportDefinitionAsync(ReportDefinition report, CancellationToken cancellationToken)
    {
        var wire = new WireReport(report.Name, report.TimeUnit, report.Format, report.Compression, [], report.Bucket, report.Prefix, report.BucketRegion, report.RefreshesClosed, report.Versioning, null);
        return (await _api.CallAsync("PutReportDefinition", new PutReportInput(wire), Shapes.PutReportInput, Shapes.Nothing, cancellationToken)).Problem;
    }

    private static ReportDefinition? Read(WireReport? wire) => wire is not { ReportName: { Length: > 0 and <= 256 } name } ? null : new ReportDefinition
    {
        Name = name,
        TimeUnit = wire.TimeUnit ?? "",
        Format = wire.Format ?? "",
        Compression = wire.Compression ?? "",
        Bucket = wire.S3Bucket ?? "",
        Prefix = wire.S3Prefix ?? "",
        BucketRegion = wire.S3Region ?? "",
        RefreshesClosed = wire.RefreshClosedReports is true,
        Versioning = wire.ReportVersioning ?? "",
        LastStatus = wire.ReportStatus?.LastStatus,
    };
}

/// <summary>The definition of a report, in AWS's words. aws-operations.md C.1.</summary>
public sealed record ReportDefinition
{
    public required string Name { get; init; }

    public required string TimeUnit { get; init; }

    public required string Format { get; init; }

    public required string Compression { get; init; }

    public required string Bucket { get; init; }

    public required string Prefix { get; init; }

    public required string BucketRegion { get; init; }

    public bool RefreshesClosed { get; init; }

    public required string Versioning { get; init; }

    /// <summary><c>SUCCESS</c>, <c>ERROR_PERMISSIONS</c>, <c>ERROR_NO_BUCKET</c>; null before the first delivery.</summary>
    public string? LastStatus { get; init; }

    public ImmutableArray<string> Traits => [TimeUnit, Format, Compression, Bucket, Prefix, BucketRegion, Versioning];
}
