using System.Globalization;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Sources;

/// <summary>Where a data export's manifests and files are: by partitions such as <c>BILLING_PERIOD=2026-11</c>, which FOCUS writes small. aws-operations.md C.3.</summary>
internal static class ExportFolders
{
    private const string Partition = "BILLING_PERIOD=";

    /// <summary>The folder of all manifests.</summary>
    public static string Metadata(ReportPlace place) => place.Folder + "metadata/";

    /// <summary>The month of a folder of manifests; null when it is none.</summary>
    public static BillingMonth? MonthOf(ReportPlace place, string folder) => MonthAt(folder, Metadata(place));

    /// <summary>The month of a file of lines; null when it lies elsewhere.</summary>
    public static BillingMonth? MonthOfData(ReportPlace place, string file) => MonthAt(file, place.Folder + "data/");

    private static BillingMonth? MonthAt(string key, string root)
    {
        if (!key.StartsWith(root, StringComparison.Ordinal) || key[root.Length..].Split('/') is not [var partition, _, ..] || !partition.StartsWith(Partition, StringComparison.OrdinalIgnoreCase)) return null;
        return DateOnly.TryParseExact(partition[Partition.Length..] + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) && first.Year >= 2000 ? BillingMonth.Of(first) : null;
    }
}
