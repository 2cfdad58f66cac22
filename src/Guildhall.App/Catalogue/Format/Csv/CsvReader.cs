using System.Collections.Immutable;

namespace Guildhall.App.Catalogue.Format.Csv;

/// <summary>
/// Makes records of rows: of each its product, its seller where it is named first, and its public offer. The rules are those of JSON Lines; a row is
/// taken or refused as a whole. storefront-and-procurement.md E.4.
/// </summary>
internal sealed class CsvReader(bool judged) : IRecordReader
{
    private readonly RecordReader _checking = new();
    private readonly RecordReader _taking = new(judged: true);
    private readonly Dictionary<string, (string Name, int Line)> _sellers = new(StringComparer.Ordinal);
    private CsvColumns? _columns;
    private bool _broken;

    public CatalogueHeader? Header => _columns is null ? null : new CatalogueHeader(CatalogueHeader.NoSource, Replaces: false);

    public IReadOnlyDictionary<string, int> Unknown => ImmutableDictionary<string, int>.Empty;

    public Refusal? Lacking => _columns is null && !_broken ? new Refusal(1, null, null, "is missing: the first line must name the columns.") : null;

    public IReadOnlyList<Refusal> Read(RawLine line, Action<CatalogueRecord> taken)
    {
        // Without its header no row means anything; one sentence about it is enough.
        if (_broken) return [];
        var (cells, reason) = line.Text is { } text ? CsvCells.Read(text.Span, line.Number == 1) : ([], $"is longer than {CatalogueLines.LongestLine:N0} bytes.");
        if (_columns is null) return ReadHeader(line.Number, cells, reason);
        if (reason is null && cells.Count != _columns.Count) reason = $"has {cells.Count:N0} cells; the header has {_columns.Count:N0}.";
        return reason is null ? ReadRow(line.Number, new CsvRow(_columns, cells), taken) : [new Refusal(line.Number, null, null, reason)];
    }

    private IReadOnlyList<Refusal> ReadHeader(int line, List<string> cells, string? reason)
    {
        (_columns, var refusals) = reason is null ? CsvColumns.Of(line, cells) : (null, [new Refusal(line, null, null, reason)]);
        _broken = _columns is null;
        return refusals;
    }

    private IReadOnlyList<Refusal> ReadRow(int line, CsvRow row, Action<CatalogueRecord> taken)
    {
        if (row["id"] is not { } id) return [new Refusal(line, null, "id", "is missing.")];
        if (CsvPricing.Refusal(row) is var (column, reason)) return [new Refusal(line, id, column, reason)];
        if (OtherName(line, row) is { } other) return [other];
        var records = Records(row, id);
        if (!judged && records.SelectMany(r => Check(line, id, r, row)).ToList() is { Count: > 0 } refusals) return refusals;
        if (Named(row) is var (seller, name)) _sellers.TryAdd(seller, (name, line));
        foreach (var record in records) _taking.Read(new RawLine(line, record.Json), r => taken(InColumns(r, row)));
        return [];
    }

    private static (string Seller, string Name)? Named(CsvRow row) => row["seller_id"] is { } seller && row["seller_name"] is { } name ? (seller, name) : null;

    /// <summary>Two names for one seller: which is meant?</summary>
    private Refusal? OtherName(int line, CsvRow row) => Named(row) is var (seller, name) && _sellers.TryGetValue(seller, out var first) && first.Name != name
        ? new Refusal(line, row["id"], "seller_name", $"is another than in line {first.Line}, for the same seller.")
        : null;

    private List<(RecordKind Kind, ReadOnlyMemory<byte> Json)> Records(CsvRow row, string id)
    {
        var records = new List<(RecordKind, ReadOnlyMemory<byte>)>(3);
        if (CsvRecords.Seller(row) is { } seller && !_sellers.ContainsKey(row["seller_id"]!)) records.Add((RecordKind.Seller, seller));
        records.Add((RecordKind.Product, CsvRecords.Product(row, id)));
        if (CsvRecords.Offer(row, id) is { } offer) records.Add((RecordKind.Offer, offer));
        return records;
    }

    private IEnumerable<Refusal> Check(int line, string id, (RecordKind Kind, ReadOnlyMemory<byte> Json) record, CsvRow row) =>
        from refusal in _checking.Read(new RawLine(line, record.Json), _ => { })
        select refusal with { Id = id, Member = CsvNames.Column(record.Kind, refusal.Member, row) };

    private static CatalogueRecord InColumns(CatalogueRecord record, CsvRow row) =>
        record with { References = [.. record.References.Select(r => r with { Member = CsvNames.Column(record.Kind, r.Member, row)! })] };
}
