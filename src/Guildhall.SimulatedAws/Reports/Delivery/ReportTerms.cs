using System.Text.Json;
using Guildhall.SimulatedAws.Records;

namespace Guildhall.SimulatedAws.Reports.Delivery;

/// <summary>What a definition says of its deliveries (aws-operations.md C.1, A.11).</summary>
internal sealed record ReportTerms
{
    /// <summary>The table of CUR 2.0, the only one that the simulation exports, all of its columns.</summary>
    private const string Table = "COST_AND_USAGE_REPORT";

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

    public static ReportTerms Of(ReportDefinition report)
    {
        using var document = JsonDocument.Parse(report.Definition);
        return report.Export is null ? OfReport(report.Name, document.RootElement) : OfExport(report.Name, document.RootElement);
    }

    private static ReportTerms OfReport(string name, JsonElement root)
    {
        return new ReportTerms
        {
            Bucket = Text("S3Bucket"),
            Region = Text("S3Region"),
            Root = RootOf(Text("S3Prefix"), name),
            Overwrites = Text("ReportVersioning") == "OVERWRITE_REPORT",
            RefreshesClosed = root.TryGetProperty("RefreshClosedReports", out var refreshes) && refreshes.ValueKind == JsonValueKind.True,
            Resources = root.GetProperty("AdditionalSchemaElements").EnumerateArray().Any(element => element.ValueKind == JsonValueKind.String && element.GetString() == "RESOURCES"),
            IsMade = (Text("TimeUnit"), Text("Compression")) == ("DAILY", "GZIP"),
        };

        string Text(string member) => TextOf(root, member);
    }

    /// <summary>Closed months of exports are always delivered again when something is added to them.</summary>
    private static ReportTerms OfExport(string name, JsonElement root)
    {
        var destination = root.GetProperty("DestinationConfigurations").GetProperty("S3Destination");
        var output = destination.GetProperty("S3OutputConfigurations");
        var query = TextOf(root.GetProperty("DataQuery"), "QueryStatement");
        return new ReportTerms
        {
            Bucket = TextOf(destination, "S3Bucket"),
            Region = TextOf(destination, "S3Region"),
            Root = RootOf(TextOf(destination, "S3Prefix"), name),
            Overwrites = TextOf(output, "Overwrite") == "OVERWRITE_REPORT",
            RefreshesClosed = true,
            Resources = Configured("INCLUDE_RESOURCES") == "TRUE",
            IsMade = (TextOf(output, "Compression"), Configured("TIME_GRANULARITY")) == ("GZIP", "DAILY") && IsOfTable(query),
        };

        string Configured(string name) =>
            root.GetProperty("DataQuery").TryGetProperty("TableConfigurations", out var tables) && tables.ValueKind == JsonValueKind.Object
                && tables.TryGetProperty(Table, out var table) && table.ValueKind == JsonValueKind.Object ? TextOf(table, name) : "";
    }

    /// <summary>Whatever the query chooses of the table: the simulation exports all of it.</summary>
    private static bool IsOfTable(string query)
    {
        var words = query.Split([' ', '\t', '\r', '\n', ';'], StringSplitOptions.RemoveEmptyEntries);
        var from = Array.FindIndex(words, word => word.Equals("FROM", StringComparison.OrdinalIgnoreCase));
        return from >= 0 && from + 1 < words.Length && words[from + 1].Equals(Table, StringComparison.OrdinalIgnoreCase);
    }

    private static string RootOf(string prefix, string name) => (prefix.Length > 0 ? prefix + "/" : "") + name + "/";

    private static string TextOf(JsonElement of, string member) => of.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
