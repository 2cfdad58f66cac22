using System.Globalization;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Reports.Costs;

namespace Guildhall.SimulatedAws.Reports.Delivery;

/// <summary>
/// Where the files of a delivery are: of a report by the days of its month, of a data export in <c>data</c> and <c>metadata</c> by its partition, a folder for each
/// delivery in both (aws-operations.md C.3; AWS's user guide, Understanding export delivery).
/// </summary>
internal static class DeliveryKeys
{
    /// <summary>The key of a file of lines.</summary>
    /// <param name="part">From 1.</param>
    public static string Part(ReportDelivery delivery, int part) => delivery.Export is null
        ? string.Create(CultureInfo.InvariantCulture, $"{Folder(delivery, "")}{delivery.ReportName}-{part}.csv.gz")
        : string.Create(CultureInfo.InvariantCulture, $"{Folder(delivery, "data/")}{delivery.ReportName}-{part:00000}.csv.gz");

    /// <summary>The manifest's keys: the delivery's own, then the month's newest; one when there is no folder for each delivery.</summary>
    public static IEnumerable<string> Manifests(ReportDelivery delivery) =>
        new[] { Folder(delivery, "metadata/"), Month(delivery, "metadata/") }.Distinct().Select(folder => $"{folder}{delivery.ReportName}-Manifest.json");

    /// <summary>The keys of all files: first those of lines, then the manifests.</summary>
    public static IEnumerable<(string Key, int Part)> All(ReportDelivery delivery) =>
        [.. Enumerable.Range(1, delivery.Parts).Select(part => (Part(delivery, part), part)), .. Manifests(delivery).Select(key => (key, 0))];

    private static string Folder(ReportDelivery delivery, string kind) => delivery.Overwrites ? Month(delivery, kind) : $"{Month(delivery, kind)}{Own(delivery)}/";

    private static string Own(ReportDelivery delivery) => delivery.Export is null ? delivery.Id : $"{delivery.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}-{delivery.Id}";

    private static string Month(ReportDelivery delivery, string kind) =>
        delivery.Export is null ? $"{delivery.Root}{new BillingMonth(delivery.Month).Folder}/" : $"{delivery.Root}{kind}BILLING_PERIOD={delivery.Month:yyyy-MM}/";
}
