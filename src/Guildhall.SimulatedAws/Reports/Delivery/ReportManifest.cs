using System.Globalization;
using System.Text.Json;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Reports.Costs;

namespace Guildhall.SimulatedAws.Reports.Delivery;

/// <summary>The manifest of a delivery: what its files are and which columns they have (aws-operations.md C.3).</summary>
internal static class ReportManifest
{
    private const int TooMany = 100_000;

    public static byte[] Of(ReportDelivery delivery, IReadOnlyList<string> columns)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = delivery.Damage != ReportDamage.ManyFiles }))
        {
            json.WriteStartObject();
            json.WriteString("assemblyId", delivery.Id);
            json.WriteString("account", delivery.Damage == ReportDamage.WrongAccount ? ReportDamage.Stranger : delivery.AccountId);
            WriteColumns(json, columns);
            json.WriteString("charset", "UTF-8");
            json.WriteString("compression", "GZIP");
            json.WriteString("contentType", "text/csv");
            json.WriteString("reportId", IdOf(delivery.Report));
            json.WriteString("reportName", delivery.ReportName);
            WritePeriod(json, new BillingMonth(delivery.Month));
            json.WriteString("bucket", delivery.Bucket);
            json.WriteStartArray("reportKeys");
            foreach (var key in KeysOf(delivery)) json.WriteStringValue(key);
            json.WriteEndArray();
            json.WriteStartArray("additionalArtifactKeys");
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void WriteColumns(Utf8JsonWriter json, IReadOnlyList<string> columns)
    {
        json.WriteStartArray("columns");
        foreach (var column in columns)
        {
            var slash = column.IndexOf('/', StringComparison.Ordinal);
            json.WriteStartObject();
            json.WriteString("category", column[..slash]);
            json.WriteString("name", column[(slash + 1)..]);
            json.WriteString("type", ReportColumns.TypeOf(column));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePeriod(Utf8JsonWriter json, BillingMonth month)
    {
        json.WriteStartObject("billingPeriod");
        json.WriteString("start", Instant(month.Start));
        json.WriteString("end", Instant(month.End));
        json.WriteEndObject();

        static string Instant(DateTimeOffset at) => at.ToString("yyyyMMdd'T'HHmmss.fff'Z'", CultureInfo.InvariantCulture);
    }

    /// <summary>The files of lines, as far as the manifest tells the truth.</summary>
    public static IEnumerable<string> KeysOf(ReportDelivery delivery)
    {
        foreach (var part in Enumerable.Range(1, delivery.Damage == ReportDamage.ManyFiles ? TooMany : delivery.Parts)) yield return DeliveryKeys.Part(delivery, part);
        if (delivery.Damage == ReportDamage.OutsidePrefix) yield return $"{delivery.Root}../../elsewhere/{delivery.ReportName}-1.csv.gz";
    }

    /// <summary>64 hexadecimal digits, the same for all deliveries of a report.</summary>
    private static string IdOf(string report) => string.Concat(Enumerable.Range(0, 4).Select(n => $"{Lot.Of(Lot.Of("report", report), n):x16}"));
}
