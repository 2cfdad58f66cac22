using System.Text.Json;
using System.Text.RegularExpressions;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Reports;

/// <summary>What is wrong with a data export: its members, the bucket it would be delivered to (aws-operations.md A.11).</summary>
internal static partial class ExportFault
{
    private const int LongestQuery = 36_000;

    private static readonly (string Member, string[] Words)[] Choices =
    [
        ("OutputType", ["CUSTOM", "ATHENA", "REDSHIFT"]),
        ("Format", ["TEXT_OR_CSV", "PARQUET"]),
        ("Compression", ["GZIP", "PARQUET"]),
        ("Overwrite", ["CREATE_NEW_REPORT", "OVERWRITE_REPORT"]),
    ];

    /// <summary>Null when nothing is; then the name and the text of the export.</summary>
    public static WireError? Find(JsonCall call, out string name, out string definition)
    {
        (name, definition) = ("", "");
        if (Structure(call.Body, "Export") is not { } export) return Invalid("The member Export is missing.");
        (name, definition) = (Text(export, "Name") ?? "", export.GetRawText());
        if (!NameForm().IsMatch(name)) return Invalid("Name must have 1 to 128 letters, digits, - and _.");
        if (Structure(export, "DataQuery") is not { } query || Text(query, "QueryStatement") is not { Length: >= 1 and <= LongestQuery }) return Invalid("The member QueryStatement is missing.");
        if (Structure(export, "RefreshCadence") is not { } cadence || Text(cadence, "Frequency") != "SYNCHRONOUS") return Invalid("Frequency must be SYNCHRONOUS.");
        if (Structure(export, "DestinationConfigurations") is not { } destinations || Structure(destinations, "S3Destination") is not { } destination) return Invalid("The member S3Destination is missing.");
        if (Structure(destination, "S3OutputConfigurations") is not { } output) return Invalid("The member S3OutputConfigurations is missing.");
        foreach (var (member, words) in Choices)
        {
            if (!words.Contains(Text(output, member))) return Invalid($"{member} must be one of {string.Join(", ", words)}.");
        }

        if (Text(output, "Format") == "PARQUET" != (Text(output, "Compression") == "PARQUET")) return Invalid("Format and Compression do not go together.");
        if (Text(destination, "S3Prefix") is not { Length: > 0 } prefix || prefix.Any(char.IsWhiteSpace)) return Invalid("S3Prefix is missing or holds blanks.");
        return ReportFault.DestinationOf(call, new ReportDefinition { Id = "", AccountId = call.AccountId, Name = name, Definition = definition, Export = ExportOperations.Arn(call.AccountId, name) });
    }

    private static JsonElement? Structure(JsonElement of, string member) => of.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static string? Text(JsonElement of, string member) => of.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static WireError Invalid(string message) => new("ValidationException", message);

    [GeneratedRegex(@"\A[0-9A-Za-z\-_]{1,128}\z")]
    private static partial Regex NameForm();
}
