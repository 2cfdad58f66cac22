using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Sources;

/// <summary>
/// What one delivery of a report consists of, as its manifest says and as far as it may be believed: it is read before any file (security.md 6.5), and names only
/// files beside it. aws-operations.md C.3.
/// </summary>
/// <param name="AssemblyId">The delivery's name.</param>
/// <param name="Account">The account whose report it is: 12 digits.</param>
/// <param name="Files">Keys, in the manifest's order.</param>
public sealed record ReportManifest(string AssemblyId, string Account, BillingMonth Month, ImmutableArray<string> Files)
{
    /// <summary>Bytes of a manifest: AWS's have some kilobytes for each hundred columns.</summary>
    public const int MostBytes = 4 << 20;

    /// <summary>Files of one delivery.</summary>
    public const int MostFiles = 1_000;

    /// <summary>The manifest, or what is wrong with it: code <c>MANIFEST_REFUSED</c>, or <c>NOT_CSV</c> for a report in another format.</summary>
    /// <param name="place">The bucket and the folder of the report, which no file may lie outside of.</param>
    /// <param name="export">The month whose partition the manifest of a data export lies in; null for a Cost and Usage Report's.</param>
    public static Result<ReportManifest> Read(ReadOnlyMemory<byte> json, ReportPlace place, BillingMonth? export = null)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
            return document.RootElement.ValueKind != JsonValueKind.Object ? Refused("It is no JSON object.")
                : export is { } month ? ExportManifest.Of(document.RootElement, place, month)
                : Of(document.RootElement, place);
        }
        catch (JsonException)
        {
            return Refused("It is no JSON.");
        }
    }

    private static Result<ReportManifest> Of(JsonElement root, ReportPlace place)
    {
        if (Text(root, "assemblyId") is not { Length: > 0 and <= 128 } assembly) return Refused("It names no assembly.");
        if (Text(root, "account") is not { } account || account != place.Account) return Refused($"It is the report of another account than {place.Account}.");
        if (Text(root, "bucket") is { } bucket && bucket != place.Bucket) return Refused("It names another bucket.");
        if (MonthOf(root) is not { } month) return Refused("It names no billing period of one month.");
        if (Text(root, "contentType") is { } type && !type.Contains("csv", StringComparison.OrdinalIgnoreCase)) return NotCsv();
        if (Text(root, "compression") is { } compression && !compression.Equals("GZIP", StringComparison.OrdinalIgnoreCase)) return NotCsv();
        return FilesOf(root, "reportKeys", place) is var files && files.Refused ? files.Problems : new ReportManifest(assembly, account, month, files.Value);
    }

    /// <summary>The keys of a member, each once and in the report's folder; a data export names its files by address, with the bucket.</summary>
    internal static Result<ImmutableArray<string>> FilesOf(JsonElement root, string member, ReportPlace place)
    {
        if (!root.TryGetProperty(member, out var keys) || keys.ValueKind != JsonValueKind.Array) return Refused("It names no files.");
        if (keys.GetArrayLength() is 0 or > MostFiles) return Refused($"It names {keys.GetArrayLength():N0} files; between 1 and {MostFiles:N0} are read.");
        var files = ImmutableArray.CreateBuilder<string>();
        foreach (var file in keys.EnumerateArray())
        {
            if (file.ValueKind != JsonValueKind.String || place.KeyOf(file.GetString()!) is not { } key) return Refused("It names a file outside the report's folder.");
            if (files.Contains(key)) return Refused("It names a file twice.");
            files.Add(key);
        }

        return files.ToImmutable();
    }

    /// <summary>Real periods end with the first day of the next month, the guide's own example with the last of this one: the first date counts.</summary>
    private static BillingMonth? MonthOf(JsonElement root)
    {
        if (!root.TryGetProperty("billingPeriod", out var period) || period.ValueKind != JsonValueKind.Object || Text(period, "start") is not { Length: >= 8 } start) return null;
        return DateOnly.TryParseExact(start[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) && first is { Day: 1, Year: >= 2000 } ? BillingMonth.Of(first) : null;
    }

    internal static string? Text(JsonElement of, string member) => of.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    internal static Problem Refused(string why) => Problem.Conflict("MANIFEST_REFUSED", "The report's manifest is not believed. " + why);

    internal static Problem NotCsv() => Problem.Conflict("NOT_CSV", "The report is not gzip CSV: Guildhall reads no Parquet.");
}
