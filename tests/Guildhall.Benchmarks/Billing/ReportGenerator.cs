using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Guildhall.Benchmarks.Billing;

/// <summary>
/// Reports as performance.md 4 measured them: 100 columns of which 45 are empty, quoted cells with commas, random line ids, some 1,050 bytes
/// a row that pack to an eighth, a seed. The costs fall into some 151,000 groups of day, account, product and type.
/// </summary>
internal sealed class ReportGenerator(int seed)
{
    public static readonly DateOnly Period = new(2026, 11, 1);

    public const string Payer = "111122223333";

    private const int Columns = 100;
    private const int Empty = 45;
    private const string Service = "\"Amazon Web Services, Inc.\"";

    private static readonly string[] Types = ["Usage", "Tax", "Fee"];

    private readonly Random _random = new(seed);

    public void Write(string path, int rows)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 20);
        using var body = new BufferedStream(new GZipStream(file, CompressionLevel.Optimal), 1 << 16);
        body.Write(Encoding.ASCII.GetBytes(string.Join(',', Row(0).Select(c => c.Name)) + "\n"));
        WriteRows(body, rows);
    }

    /// <summary>What a file has when it is unpacked, as far as its last four bytes tell: modulo four gigabytes.</summary>
    public static long UnpackedBytes(string path)
    {
        using var file = File.OpenRead(path);
        file.Position = file.Length - sizeof(uint);
        var last = new byte[sizeof(uint)];
        file.ReadExactly(last);
        return BitConverter.ToUInt32(last);
    }

    private void WriteRows(Stream to, int rows)
    {
        var line = new StringBuilder();
        for (var row = 0; row < rows; row++)
        {
            line.Clear();
            foreach (var (_, value) in Row(row)) line.Append(value).Append(',');
            line[^1] = '\n';
            to.Write(Encoding.ASCII.GetBytes(line.ToString()));
        }
    }

    private List<(string Name, string Value)> Row(int row)
    {
        var (day, account, product) = (Period.AddDays(_random.Next(30)), 222200000000 + _random.Next(84), _random.Next(20));
        var cost = (_random.Next(5_000_000) / 10_000_000m).ToString(CultureInfo.InvariantCulture);
        List<(string, string)> cells =
        [
            ("identity/LineItemId", LineId()),
            ("identity/TimeInterval", $"{day:yyyy-MM-dd}T00:00:00Z/{day.AddDays(1):yyyy-MM-dd}T00:00:00Z"),
            ("bill/InvoiceId", ""),
            ("bill/BillingEntity", "AWS"),
            ("bill/BillType", "Anniversary"),
            ("bill/PayerAccountId", Payer),
            ("bill/BillingPeriodStartDate", "2026-11-01T00:00:00Z"),
            ("bill/BillingPeriodEndDate", "2026-12-01T00:00:00Z"),
            ("lineItem/UsageAccountId", account.ToString(CultureInfo.InvariantCulture)),
            ("lineItem/LineItemType", Types[_random.Next(3)]),
            ("lineItem/UsageStartDate", $"{day:yyyy-MM-dd}T00:00:00Z"),
            ("lineItem/UsageEndDate", $"{day.AddDays(1):yyyy-MM-dd}T00:00:00Z"),
            ("lineItem/ProductCode", $"AmazonProduct{product}"),
            ("lineItem/UsageType", $"EUW1-Usage:kind{_random.Next(50)}.large"),
            ("lineItem/Operation", $"RunOperation:{product:D4}"),
            ("lineItem/AvailabilityZone", "eu-west-1a"),
            ("lineItem/ResourceId", $"arn:aws:service:eu-west-1:{account}:resource/r-{_random.NextInt64(1L << 60):x15}"),
            ("lineItem/UsageAmount", Decimals()),
            ("lineItem/NormalizationFactor", ""),
            ("lineItem/CurrencyCode", "USD"),
            ("lineItem/UnblendedRate", Decimals()),
            ("lineItem/UnblendedCost", cost),
            ("lineItem/BlendedRate", Decimals()),
            ("lineItem/BlendedCost", Decimals()),
            ("lineItem/LineItemDescription", $"\"$0.01 per hour of product {product}, kind large, in EU (Ireland)\""),
            ("lineItem/LegalEntity", Service),
            ("product/ProductName", $"\"Amazon Product, number {product}\""),
            ("product/region", "eu-west-1"),
            ("pricing/publicOnDemandCost", Decimals()),
            ("pricing/term", "OnDemand"),
            ("pricing/unit", "Hrs"),
        ];
        for (var more = cells.Count; more < Columns; more++) cells.Add(($"product/attribute{more}", more >= Columns - Empty ? "" : $"value {more} of {product}, eu".Replace(",", more % 5 == 0 ? "-" : "", StringComparison.Ordinal)));
        return cells;
    }

    private string Decimals() => $"0.{_random.NextInt64(10_000_000_000):D10}";

    private string LineId() => string.Create(52, _random, (letters, random) =>
    {
        foreach (ref var letter in letters) letter = (char)('a' + random.Next(26));
    });
}
