using System.Text.Json;
using Guildhall.SimulatedAws.Records;

namespace Guildhall.SimulatedAws.Reports.Delivery;

/// <summary>
/// The manifest of a data export's delivery: its execution, its columns and the addresses of its files; neither account nor period are members of their own
/// (AWS's user guide, Understanding export delivery; members as published manifests have them).
/// </summary>
internal static class ExportManifest
{
    public static byte[] Of(ReportDelivery delivery, string export, ReportForm form)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = delivery.Damage != ReportDamage.ManyFiles }))
        {
            json.WriteStartObject();
            json.WriteString("executionId", delivery.Id);
            json.WriteString("exportArn", delivery.Damage == ReportDamage.WrongAccount ? export.Replace(delivery.AccountId, ReportDamage.Stranger, StringComparison.Ordinal) : export);
            json.WriteStartArray("columns");
            foreach (var name in form.Header)
            {
                json.WriteStartObject();
                json.WriteString("name", name);
                json.WriteString("type", ExportColumns.TypeOf(name));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("dataFiles");
            foreach (var key in ReportManifest.KeysOf(delivery)) json.WriteStringValue($"s3://{delivery.Bucket}/{key}");
            json.WriteEndArray();
            json.WriteStartArray("additionalOutputFiles");
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
