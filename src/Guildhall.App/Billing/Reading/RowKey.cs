using Guildhall.App.Billing.Reading.Csv;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Reading;

/// <summary>The describing parts of a row's key: whose sale, what, where, which invoice and agreement, which tags.</summary>
internal sealed class RowKey
{
    /// <summary>Places of <see cref="MapText.OfProduct"/>.</summary>
    private const int Name = 0;
    private const int Region = 1;

    private readonly RowCells _cells;
    private readonly ReportHeader _header;
    private readonly CostTable _table;
    private readonly MapText _product = MapText.OfProduct();
    private readonly MapText _tags;
    private readonly bool _hasTagMap;
    private readonly int _aws;
    private readonly int _marketplace;

    public RowKey(RowCells cells, CostTable table, IReadOnlyList<string> tagKeys)
    {
        (_cells, _header, _table) = (cells, cells.Header, table);
        _tags = MapText.OfTags(tagKeys);
        _hasTagMap = _header.Has(ReportColumn.TagMap) && tagKeys.Count > 0;
        _aws = table.Texts(KeyParts.BillingEntity).Take(BillingEntity.Aws);
        _marketplace = table.Texts(KeyParts.BillingEntity).Take(BillingEntity.Marketplace);
    }

    /// <summary>Fills in the parts that <see cref="RowIntake"/> has not.</summary>
    public void Describe(CsvRow row, Span<int> key)
    {
        key[KeyParts.LegalEntity] = Number(row, KeyParts.LegalEntity, ReportColumn.LegalEntity);
        key[KeyParts.InvoiceId] = Number(row, KeyParts.InvoiceId, ReportColumn.InvoiceId);
        var usageType = _cells.Text(row, ReportColumn.UsageType);
        key[KeyParts.UsageType] = _table.Texts(KeyParts.UsageType).TryFind(usageType, out var wanted) ? wanted : 0;
        key[KeyParts.BillingEntity] = Entity(row, usageType);
        key[KeyParts.AgreementId] = key[KeyParts.BillingEntity] == _aws ? 0 : Agreement(row);
        Product(row, key);
        Tags(row, key);
    }

    private int Number(CsvRow row, int part, ReportColumn column) => _cells.Number(_table.Texts(part), row, column);

    private int Entity(CsvRow row, ReadOnlySpan<byte> usageType)
    {
        if (Number(row, KeyParts.BillingEntity, ReportColumn.BillingEntity) is > 0 and var given) return given;
        var provider = _cells.Text(row, ReportColumn.Provider);
        if (!provider.IsEmpty && !provider.SequenceEqual("AWS"u8)) return _cells.Number(_table.Texts(KeyParts.BillingEntity), provider, _header[ReportColumn.Provider]);
        return BillingEntity.Derive(_cells.Text(row, ReportColumn.LegalEntity), usageType) == BillingEntity.Aws ? _aws : _marketplace;
    }

    private int Agreement(CsvRow row)
    {
        var agreement = AgreementText.Find(_cells.Text(row, ReportColumn.Description));
        if (agreement.IsEmpty) agreement = AgreementText.Find(_cells.Text(row, ReportColumn.Resource));
        return _table.Texts(KeyParts.AgreementId).Take(agreement);
    }

    private void Product(CsvRow row, Span<int> key)
    {
        var name = Number(row, KeyParts.ProductName, ReportColumn.ProductName);
        var region = Number(row, KeyParts.Region, ReportColumn.RegionCode);
        if (region == 0) region = Number(row, KeyParts.Region, ReportColumn.Region);
        if (_header.Has(ReportColumn.ProductMap) && (name == 0 || region == 0))
        {
            var cell = _header[ReportColumn.ProductMap];
            if (!_product.Read(_cells.Text(row, cell))) _cells.Refuse(RowFaultReason.NotAMap, cell);
            if (name == 0) name = _cells.Number(_table.Texts(KeyParts.ProductName), _product.Value(Name), cell);
            if (region == 0) region = _cells.Number(_table.Texts(KeyParts.Region), _product.Value(Region), cell);
        }

        (key[KeyParts.ProductName], key[KeyParts.Region]) = (name, region);
        var code = _cells.Text(row, ReportColumn.ProductCode);
        if (code.IsEmpty && _header.IsFocus) code = _cells.Text(row, ReportColumn.ProductName);
        key[KeyParts.ProductCode] = _cells.Number(_table.Texts(KeyParts.ProductCode), code, _header[ReportColumn.ProductCode]);
    }

    private void Tags(CsvRow row, Span<int> key)
    {
        if (_hasTagMap && !_tags.Read(_cells.Text(row, ReportColumn.TagMap))) _cells.Refuse(RowFaultReason.NotAMap, _header[ReportColumn.TagMap]);
        for (var tag = 0; tag < _header.Tags.Length; tag++)
        {
            var (part, cell) = (KeyParts.Tags + tag, _header.Tags[tag]);
            var text = cell >= 0 ? _cells.Text(row, cell) : _hasTagMap ? _tags.Value(tag) : default;
            key[part] = _cells.Number(_table.Texts(part), text, cell);
        }
    }
}
