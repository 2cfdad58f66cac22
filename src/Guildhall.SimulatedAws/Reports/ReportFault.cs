using System.Text.Json;
using System.Text.RegularExpressions;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Reports.Delivery;
using Guildhall.SimulatedAws.Requests;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Reports;

/// <summary>What is wrong with a report definition: its members, their combination, the bucket it would be delivered to (aws-operations.md C.1, C.2).</summary>
internal static partial class ReportFault
{
    /// <summary>Regions that reports can be delivered to: not all that there are (vendor-integration.md 5.2).</summary>
    private static readonly string[] Absent =
        ["ap-east-2", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-west-1", "il-central-1", "mx-central-1"];

    private static readonly (string Member, string[] Words)[] Choices =
    [
        ("TimeUnit", ["HOURLY", "DAILY", "MONTHLY"]),
        ("Format", ["textORcsv", "Parquet"]),
        ("Compression", ["ZIP", "GZIP", "Parquet"]),
    ];

    /// <summary>Null when nothing is; then the name and the text of the definition.</summary>
    public static WireError? Find(JsonCall call, out string name, out string definition)
    {
        (name, definition) = ("", "");
        if (!call.Body.TryGetProperty("ReportDefinition", out var report) || report.ValueKind != JsonValueKind.Object) return Invalid("The member ReportDefinition is missing.");
        (name, definition) = (Text(report, "ReportName") ?? "", report.GetRawText());
        if (!NameForm().IsMatch(name)) return Invalid("ReportName must have 1 to 256 letters, digits and !-_.*'().");
        foreach (var (member, words) in Choices)
        {
            if (!words.Contains(Text(report, member))) return Invalid($"{member} must be one of {string.Join(", ", words)}.");
        }

        if (Text(report, "Format") == "Parquet" != (Text(report, "Compression") == "Parquet")) return Invalid("Format and Compression do not go together.");
        if (!report.TryGetProperty("AdditionalSchemaElements", out var elements) || elements.ValueKind != JsonValueKind.Array) return Invalid("The member AdditionalSchemaElements is missing.");
        if (Text(report, "S3Prefix") is not { } prefix || prefix.Any(char.IsWhiteSpace)) return Invalid("S3Prefix is missing or holds blanks.");
        return DestinationOf(call, new ReportDefinition { Id = "", AccountId = call.AccountId, Name = name, Definition = definition });
    }

    /// <summary>What is wrong with where a report or an export is to be delivered; null when nothing is.</summary>
    public static WireError? DestinationOf(JsonCall call, ReportDefinition report)
    {
        var terms = ReportTerms.Of(report);
        if (!AwsRegions.Exists(terms.Region) || Absent.Contains(terms.Region)) return Invalid("S3Region is not a region that reports can be delivered to.");
        if (call.State.Tables.Buckets.Find(terms.Bucket) is not { } bucket || bucket.Region != terms.Region)
            return Invalid("Failed to verify customer bucket permission: there is no such bucket in this region.");
        return BucketAccess.MayDeliver(bucket, report, terms.Root) ? null : Invalid("Failed to verify customer bucket permission.");
    }

    private static string? Text(JsonElement report, string member) =>
        report.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static WireError Invalid(string message) => new("ValidationException", message);

    [GeneratedRegex(@"\A[0-9A-Za-z!\-_.*'()]{1,256}\z")]
    private static partial Regex NameForm();
}
