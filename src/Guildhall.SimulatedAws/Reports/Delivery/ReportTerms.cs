using System.Text.Json;

namespace Guildhall.SimulatedAws.Reports.Delivery;

/// <summary>What a definition says of its deliveries (aws-operations.md C.1).</summary>
internal sealed record ReportTerms
{
    private ReportTerms()
    {
    }

    public required string Bucket { get; init; }

    public required string Region { get; init; }

    /// <summary>Where the months are: prefix and name, with a slash behind.</summary>
    public required string Root { get; init; }

    public bool Overwrites { get; private init; }

    /// <summary>Closed months are delivered again when something is added to them.</summary>
    public bool RefreshesClosed { get; private init; }

    public bool Resources { get; private init; }

    /// <summary>Whether the simulation makes such files: daily text, packed with gzip.</summary>
    public bool IsMade { get; private init; }

    public static ReportTerms Of(string name, string definition)
    {
        using var document = JsonDocument.Parse(definition);
        var root = document.RootElement;
        return new ReportTerms
        {
            Bucket = Text("S3Bucket"),
            Region = Text("S3Region"),
            Root = (Text("S3Prefix") is { Length: > 0 } prefix ? prefix + "/" : "") + name + "/",
            Overwrites = Text("ReportVersioning") == "OVERWRITE_REPORT",
            RefreshesClosed = root.TryGetProperty("RefreshClosedReports", out var refreshes) && refreshes.ValueKind == JsonValueKind.True,
            Resources = root.GetProperty("AdditionalSchemaElements").EnumerateArray().Any(element => element.ValueKind == JsonValueKind.String && element.GetString() == "RESOURCES"),
            IsMade = (Text("TimeUnit"), Text("Compression")) == ("DAILY", "GZIP"),
        };

        string Text(string member) => root.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
    }
}
