namespace Guildhall.SimulatedAws.Reports.Delivery;

/// <summary>What a delivery can be broken by, each a word of the fault <c>DeliverReport</c> (security.md F-50 to F-52).</summary>
internal static class ReportDamage
{
    /// <summary>The last file of lines is not there.</summary>
    public const string MissingPart = "missing-part";

    /// <summary>The last file of lines is cut in the middle.</summary>
    public const string Truncated = "truncated";

    /// <summary>The last file of lines unpacks to four gigabytes.</summary>
    public const string Bomb = "bomb";

    /// <summary>The manifest names a file that is not of this report.</summary>
    public const string OutsidePrefix = "outside-prefix";

    /// <summary>The manifest names a hundred thousand files.</summary>
    public const string ManyFiles = "many-files";

    /// <summary>The manifest is of another account.</summary>
    public const string WrongAccount = "wrong-account";

    /// <summary>All lines are of another payer.</summary>
    public const string WrongPayer = "wrong-payer";

    /// <summary>All lines are in euros.</summary>
    public const string Currency = "currency";

    public const string MissingColumn = "malformed/missing-column";
    public const string NewColumn = "malformed/new-column";
    public const string DuplicateIds = "malformed/duplicate-ids";

    /// <summary>An account that nobody has.</summary>
    public const string Stranger = "999999999999";

    private static readonly Dictionary<string, (string Column, string Text)> Cells = new(StringComparer.Ordinal)
    {
        ["malformed/text-in-number"] = ("lineItem/UnblendedCost", "twelve"),
        ["malformed/too-large"] = ("lineItem/UnblendedCost", "1e400"),
        ["malformed/negative"] = ("lineItem/UnblendedCost", "-12.5"),
        ["malformed/nan"] = ("lineItem/UnblendedCost", "NaN"),
        ["malformed/other-currency"] = ("lineItem/CurrencyCode", "EUR"),
        ["malformed/date-outside"] = ("lineItem/UsageStartDate", "2001-01-01T00:00:00Z"),
        ["malformed/unknown-account"] = ("lineItem/UsageAccountId", Stranger),
        ["malformed/giant-cell"] = ("lineItem/LineItemDescription", new string('x', 1 << 20)),
    };

    private static readonly HashSet<string> Words =
    [
        MissingPart, Truncated, Bomb, OutsidePrefix, ManyFiles, WrongAccount, WrongPayer, Currency, MissingColumn, NewColumn, DuplicateIds, "malformed/open-quote", .. Cells.Keys,
    ];

    public static bool Knows(string? word) => word is not null && Words.Contains(word);

    public static IEnumerable<string> All => Words.Order(StringComparer.Ordinal);

    /// <summary>The columns with what is wrong about them.</summary>
    public static IReadOnlyList<string> Columns(IReadOnlyList<string> columns, string? damage) => damage switch
    {
        MissingColumn => [.. columns.Where(column => column != "lineItem/UnblendedCost")],
        NewColumn => [.. columns, "lineItem/NeverSeenBefore"],
        _ => columns,
    };

    /// <summary>Spoils a row.</summary>
    /// <param name="number">Its place in the file, from 0; one row is spoiled by what spoils one.</param>
    public static void Spoil(CsvRow row, int number, string? damage)
    {
        if (damage == WrongPayer) row.Set("bill/PayerAccountId", Stranger);
        if (damage == Currency) row.Set("lineItem/CurrencyCode", "EUR");
        if (number != 1 || damage is null) return;
        if (Cells.TryGetValue(damage, out var cell)) row.Set(cell.Column, cell.Text);
        if (damage == "malformed/open-quote") row.Tail = ",\"never closed";
    }
}
