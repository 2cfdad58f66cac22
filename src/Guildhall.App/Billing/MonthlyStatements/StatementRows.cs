using System.Globalization;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.MonthlyStatements;

/// <summary>Statements as they are stored.</summary>
internal static class StatementRows
{
    public static StatementRow Of(Statement statement, string id, string number, string tenant, long load, DateTimeOffset now) => new()
    {
        Id = id,
        Number = number,
        TenantId = tenant,
        Month = BillingMonth.Of(statement.Month).Number,
        Company = statement.Company,
        Reported = statement.Reported,
        Currency = statement.Currency,
        Rate = statement.Rate.ToString("0.##########", CultureInfo.InvariantCulture),
        Total = statement.Total,
        State = StatementState.Final,
        FinalAt = now,
        Load = load,
        Version = 1,
    };

    public static IEnumerable<StatementLineRow> Lines(Statement statement, string id) => statement.Lines.Select((line, place) => new StatementLineRow
    {
        StatementId = id,
        Place = place,
        Block = (int)line.Block,
        Account = line.Account,
        Product = line.Product,
        Name = line.Name,
        LineItemType = line.LineItemType,
        Agreement = line.Agreement,
        Corrects = line.Corrects is { } month ? BillingMonth.Of(month).Number : null,
        Rate = line.Rate?.ToString("0.##########", CultureInfo.InvariantCulture),
        Cost = line.Cost.ToString(CultureInfo.InvariantCulture),
        Priced = line.Priced.ToString(CultureInfo.InvariantCulture),
        Billed = line.Billed,
    });

    public static StatementLine Of(StatementLineRow row) => new()
    {
        Block = (StatementBlock)row.Block,
        Account = row.Account,
        Product = row.Product,
        Name = row.Name,
        LineItemType = row.LineItemType,
        Agreement = row.Agreement,
        Corrects = row.Corrects is { } month ? new BillingMonth(month).First : null,
        Rate = row.Rate is { } rate ? decimal.Parse(rate, CultureInfo.InvariantCulture) : null,
        Cost = Int128.Parse(row.Cost, CultureInfo.InvariantCulture),
        Priced = Int128.Parse(row.Priced, CultureInfo.InvariantCulture),
        Billed = row.Billed,
    };
}
