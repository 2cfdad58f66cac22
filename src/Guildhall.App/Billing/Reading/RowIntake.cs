using System.Collections.Immutable;
using System.Text;
using Guildhall.App.Billing.Reading.Csv;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Reading;

/// <summary>Takes rows into a table, or says why not. What is checked of a text is checked once for each text, not for each row.</summary>
internal sealed class RowIntake
{
    private readonly ReportWish _wish;
    private readonly CostTable _table;
    private readonly LinePicker? _picker;
    private readonly RowCells _cells;
    private readonly RowAmounts _amounts;
    private readonly RowKey _rowKey;
    private readonly ReportDay _period;
    private readonly byte[] _payer;
    private readonly int[] _key;
    private readonly List<TypeRules> _types = [];
    private readonly List<AmountSum> _sums = [];
    private int _day;

    /// <param name="picker">Gets the rows instead of the table; null adds them up.</param>
    public RowIntake(ReportHeader header, ReportWish wish, CostTable table, LinePicker? picker)
    {
        (_wish, _table, _picker) = (wish, table, picker);
        _cells = new RowCells(header, wish.Limits);
        _amounts = new RowAmounts(_cells);
        _rowKey = new RowKey(_cells, table, wish.TagKeys);
        _period = new ReportDay(wish.Period);
        _payer = Encoding.UTF8.GetBytes(wish.Payer.Value);
        _key = new int[KeyParts.Tags + wish.TagKeys.Length];
    }

    public ReportHeader Header => _cells.Header;

    /// <summary>Which cell the fault of the last row is about; -1 for the row as a whole.</summary>
    public int FaultyCell => _cells.FaultyCell;

    /// <summary>Unblended costs of all rows taken.</summary>
    public ImmutableSortedDictionary<string, AmountSum> Sums =>
        _sums.Index().Where(s => s.Index > 0).ToImmutableSortedDictionary(s => _table.Texts(KeyParts.Currency).Text(s.Index), s => s.Item, StringComparer.Ordinal);

    /// <summary>The table is unchanged when there is a fault.</summary>
    /// <param name="line">Of the file, where the row begins.</param>
    public RowFaultReason? Take(CsvRow row, long line)
    {
        _cells.NextRow();
        if (row.Text.Length > _wish.Limits.RowBytes) return RowFaultReason.RowTooLong;
        if (row.Cells != Header.Names.Length) return row.Cells < Header.Names.Length ? RowFaultReason.MissingCells : RowFaultReason.TooManyCells;
        if (row.Text.Length > _wish.Limits.CellBytes) CheckLengths(row);
        Identify(row);
        if (_cells.Fault is { } fault) return fault;
        var amounts = _amounts.Read(row, RulesOf(_key[KeyParts.LineItemType]));
        if (_cells.Fault is null) _rowKey.Describe(row, _key);
        if (_cells.Fault is { } later) return later;
        if (_picker is { } picker) picker.Take(_cells, row, _table, _key, _wish.Period.AddDays(_day - 1), amounts, line);
        else if (!_table.TryAdd(_key, _day, amounts)) return RowFaultReason.AmountTooLarge;
        Count(_key[KeyParts.Currency], amounts.Unblended);
        return null;
    }

    private void CheckLengths(CsvRow row)
    {
        for (var cell = 0; cell < row.Cells; cell++)
        {
            if (row.Raw(cell).Length > _wish.Limits.CellBytes) _cells.Refuse(RowFaultReason.CellTooLong, cell);
        }
    }

    /// <summary>Who pays, for which day, which account, in which currency, what kind of line.</summary>
    private void Identify(CsvRow row)
    {
        if (!_cells.Text(row, ReportColumn.Payer).SequenceEqual(_payer)) _cells.Refuse(RowFaultReason.OtherPayer, Header[ReportColumn.Payer]);
        if (_period.Read(_cells.Text(row, ReportColumn.Start), out _day) is { } fault) _cells.Refuse(fault, Header[ReportColumn.Start]);
        if (_cells.Fault is not null) return;
        _key[KeyParts.Account] = Account(row);
        _key[KeyParts.Currency] = Currency(row);
        _key[KeyParts.LineItemType] = _cells.Number(_table.Texts(KeyParts.LineItemType), row, ReportColumn.LineItemType);
        if (_key[KeyParts.LineItemType] == 0) _cells.Refuse(RowFaultReason.NoType, Header[ReportColumn.LineItemType]);
    }

    /// <summary>FOCUS leaves it empty on organization-wide lines: they are the payer's.</summary>
    private int Account(CsvRow row)
    {
        var account = _cells.Text(row, ReportColumn.Account);
        if (account.IsEmpty && Header.IsFocus) account = _payer;
        if (_table.Texts(KeyParts.Account).TryFind(account, out var number) && number > 0) return number;
        if (IsKnown(account)) return _cells.Number(_table.Texts(KeyParts.Account), account, Header[ReportColumn.Account]);
        _cells.Refuse(RowFaultReason.UnknownAccount, Header[ReportColumn.Account]);
        return 0;
    }

    private bool IsKnown(ReadOnlySpan<byte> account)
    {
        if (account.Length is 0 or > 64 || !Ascii.IsValid(account)) return false;
        var id = new AccountId(Encoding.ASCII.GetString(account));
        return _wish.Knows is { } knows ? knows(id) : id.Value.Length == 12 && id.Value.All(char.IsAsciiDigit);
    }

    private int Currency(CsvRow row)
    {
        var currency = _cells.Text(row, ReportColumn.Currency);
        if (_table.Texts(KeyParts.Currency).TryFind(currency, out var number) && number > 0) return number;
        if (currency.Length == 3 && Currencies.All.Contains(Encoding.Latin1.GetString(currency))) return _table.Texts(KeyParts.Currency).Take(currency);
        _cells.Refuse(RowFaultReason.UnknownCurrency, Header[ReportColumn.Currency]);
        return 0;
    }

    private TypeRules RulesOf(int type)
    {
        while (_types.Count <= type) _types.Add(TypeRules.Of(_table.Texts(KeyParts.LineItemType).Text(_types.Count)));
        return _types[type];
    }

    private void Count(int currency, Amount unblended)
    {
        while (_sums.Count <= currency) _sums.Add(AmountSum.Zero);
        _sums[currency] += unblended;
    }
}
