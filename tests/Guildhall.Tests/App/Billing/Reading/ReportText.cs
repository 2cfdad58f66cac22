using System.IO.Compression;
using System.Text;
using Guildhall.App.Billing.Reading;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.Tests.App.Billing.Reading;

/// <summary>Reports of a few rows, and what is read of them.</summary>
internal static class ReportText
{
    public const string Account = "222233334444";

    public static readonly ReportWish Wish = new(new DateOnly(2026, 11, 1), new AccountId("111122223333"));

    /// <summary>A row of which the rest is made: the legacy names and sound values.</summary>
    public static readonly IReadOnlyList<(string Name, string Value)> Sound =
    [
        ("identity/LineItemId", "a1"),
        ("bill/PayerAccountId", "111122223333"),
        ("bill/BillingEntity", "AWS"),
        ("bill/InvoiceId", ""),
        ("lineItem/UsageAccountId", Account),
        ("lineItem/LineItemType", "Usage"),
        ("lineItem/UsageStartDate", "2026-11-02T00:00:00Z"),
        ("lineItem/ProductCode", "AmazonEC2"),
        ("lineItem/UsageType", "BoxUsage"),
        ("lineItem/CurrencyCode", "USD"),
        ("lineItem/UnblendedCost", "1.5"),
        ("lineItem/LineItemDescription", "$1.5 per hour, or so"),
        ("lineItem/LegalEntity", "Amazon Web Services, Inc."),
        ("product/ProductName", "Amazon Elastic Compute Cloud"),
        ("product/region", "eu-west-1"),
    ];

    /// <summary>A report whose rows differ from the sound one in the cells given; a column that only they name stands at the end.</summary>
    public static string Of(params (string Name, string Value)[][] rows)
    {
        var names = Sound.Select(c => c.Name).Concat(rows.SelectMany(r => r.Select(c => c.Name))).Distinct().ToList();
        var lines = rows.Select(row => Line(names.Select(name => row.Where(c => c.Name == name).Select(c => c.Value).Append(Sound.FirstOrDefault(c => c.Name == name).Value ?? "").First())));
        return string.Join('\n', lines.Prepend(Line(names))) + "\n";
    }

    /// <summary>A report of one row.</summary>
    public static string OfRow(params (string Name, string Value)[] cells) => Of([cells]);

    public static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Quoted));

    public static string Quoted(string cell) => cell.AsSpan().ContainsAny(",\"\n\r") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    public static byte[] Packed(string text) => Packed(Encoding.UTF8.GetBytes(text));

    public static byte[] Packed(byte[] text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(text);
        return packed.ToArray();
    }

    public static Task<ReadReport> ReadAsync(string text, ReportWish? wish = null) => ReadAsync(Encoding.UTF8.GetBytes(text), wish);

    public static async Task<ReadReport> ReadAsync(byte[] file, ReportWish? wish = null, int buffer = ReportFile.Buffer)
    {
        var (table, faults) = (new CostTable(wish ?? Wish), new RowFaults());
        using var stream = new MemoryStream(file);
        var tally = await ReportFile.ReadAsync(stream, "report-1.csv.gz", wish ?? Wish, table, faults, buffer, TestContext.Current.CancellationToken);
        return new ReadReport(tally, table, faults);
    }
}

/// <summary>What came of a file.</summary>
internal sealed record ReadReport(Result<FileTally> Tally, CostTable Table, RowFaults Faults)
{
    /// <summary>The costs by what they are, in an order that does not depend on the file's.</summary>
    public IReadOnlyList<Cost> Costs { get; } = [.. Table.Costs().OrderBy(c => c.ToString(), StringComparer.Ordinal)];

    /// <summary>The one cost there is.</summary>
    public Cost Cost => Assert.Single(Costs);

    /// <summary>The one problem there is.</summary>
    public Problem Problem => Assert.Single(Tally.Problems);

    public RowFault Fault => Assert.Single(Faults.Kept);
}
