using Guildhall.App.Billing.MonthlyStatements;
using Guildhall.Domain.Billing;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Api.V1.Billing;

/// <summary>A statement's lines as CSV.</summary>
internal static class StatementFile
{
    public static IReadOnlyList<string> Columns { get; } =
    [
        "Number", "Period", "Company", "Account ID", "Account name", "Alias", "Cost centre", "Block", "Product code", "Product", "Line item type", "Agreement", "Corrects", "Reported", "Priced",
        "Reported currency", "Billed", "Currency", "Rate",
    ];

    public static IEnumerable<IReadOnlyList<object?>> Rows(StatementSheet sheet)
    {
        var accounts = sheet.Accounts.ToDictionary(a => a.Id, StringComparer.Ordinal);
        return sheet.Lines.Select(l => Row(sheet.Head, l, accounts.GetValueOrDefault(l.Account)));
    }

    /// <summary>Each line with its end, the heading first.</summary>
    public static IEnumerable<string> Lines(StatementSheet sheet) => Rows(sheet).Prepend(Columns).Select(CsvFile.Line);

    private static object?[] Row(StatementView head, StatementLine line, BilledAccount? account) =>
    [
        head.Number, $"{head.Month}", head.Company, line.Account, account?.Name, account?.Alias, account?.CostCentre, PriceBlocks.Word(line.Block), line.Product, line.Name, line.LineItemType,
        line.Agreement, line.Corrects is { } month ? $"{BillingMonth.Of(month)}" : null, Number(line.Cost), Number(line.Priced), head.Reported, MinorUnits.ToDecimal(line.Billed, head.Currency), head.Currency, line.Rate ?? head.Rate,
    ];

    private static decimal Number(Int128 units) => (decimal)units / Amount.One;
}
