using System.Globalization;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Reports.Costs;

namespace Guildhall.SimulatedAws.Reports.Delivery;

/// <summary>Where the files of a delivery are (aws-operations.md C.3).</summary>
internal static class DeliveryKeys
{
    /// <summary>The key of a file of lines.</summary>
    /// <param name="part">From 1.</param>
    public static string Part(ReportDelivery delivery, int part) =>
        string.Create(CultureInfo.InvariantCulture, $"{Folder(delivery)}{delivery.ReportName}-{part}.csv.gz");

    /// <summary>The manifest's keys: the delivery's own, then the month's newest; one when there is no folder for each delivery.</summary>
    public static IEnumerable<string> Manifests(ReportDelivery delivery) =>
        new[] { Folder(delivery), Month(delivery) }.Distinct().Select(folder => $"{folder}{delivery.ReportName}-Manifest.json");

    /// <summary>The keys of all files: first those of lines, then the manifests.</summary>
    public static IEnumerable<(string Key, int Part)> All(ReportDelivery delivery) =>
        [.. Enumerable.Range(1, delivery.Parts).Select(part => (Part(delivery, part), part)), .. Manifests(delivery).Select(key => (key, 0))];

    private static string Folder(ReportDelivery delivery) => delivery.Overwrites ? Month(delivery) : $"{Month(delivery)}{delivery.Id}/";

    private static string Month(ReportDelivery delivery) => $"{delivery.Root}{new BillingMonth(delivery.Month).Folder}/";
}
