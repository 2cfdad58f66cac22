using System.Collections.Immutable;
using Guildhall.App.Billing.MonthlyStatements;
using Guildhall.Domain.Billing;

namespace Guildhall.Server.Api.V1.Billing;

/// <summary>Statements as commands print them and the API answers them.</summary>
internal static class StatementAnswers
{
    public static object Of(StatementView view) => new
    {
        id = view.Id,
        number = view.Number,
        organizationId = view.Tenant,
        period = $"{view.Month}",
        company = view.Company,
        state = view.Standing.ToString(),
        currency = view.Currency,
        total = view.Billed,
        reportedCurrency = view.Reported,
        rate = view.Rate,
        finalAt = view.FinalAt,
        sentAt = view.SentAt,
        dueOn = view.DueOn,
        endedAt = view.EndedAt,
    };

    public static object Of(StatementPage page, int skipped) => new
    {
        statements = page.Statements.Select(Of),
        count = page.Total,
        skipped,
        totals = Totals(page.Totals),
        problems = page.Problems.Select(p => new { organizationId = p.Tenant, code = p.Problem.Code, message = p.Problem.Message }),
    };

    public static object Of(StatementSheet sheet) => new
    {
        statement = Of(sheet.Head),
        accounts = sheet.Accounts.Select(a => new { id = a.Id, name = a.Name, alias = a.Alias, costCentre = a.CostCentre, total = Money(sheet, sheet.Lines.Where(l => l.Account == a.Id)) }),
        lines = sheet.Lines.Select(l => Of(l, sheet.Head.Currency)),
        quarantined = sheet.Quarantined,
        costCentres = sheet.ByCostCentre().Select(c => new { costCentre = c.CostCentre, total = MinorUnits.ToDecimal(c.Billed, sheet.Head.Currency) }),
    };

    public static object Of(MonthClose close) => new
    {
        organizationId = close.Tenant,
        period = $"{close.Month}",
        statements = close.Statements,
        totals = Totals(close.Totals),
        unassigned = Totals(close.Unassigned),
        corrections = close.Corrections,
        quarantined = close.Quarantined,
        refusal = close.Refusal is { } refusal ? new { code = refusal.Code, message = refusal.Message } : null,
    };

    private static object Of(StatementLine line, string currency) => new
    {
        account = line.Account.Length == 0 ? null : line.Account,
        block = PriceBlocks.Word(line.Block),
        product = line.Product,
        name = line.Name,
        lineItemType = line.LineItemType,
        agreement = line.Agreement.Length == 0 ? null : line.Agreement,
        corrects = line.Corrects is { } month ? $"{BillingMonth.Of(month)}" : null,
        rate = line.Rate,
        cost = AmountText(line.Cost),
        priced = AmountText(line.Priced),
        billed = MinorUnits.ToDecimal(line.Billed, currency),
    };

    /// <summary>Plain digits: sums may have more places than a JSON reader keeps.</summary>
    private static string AmountText(Int128 units) => new AmountSum(units).ToString();

    private static decimal Money(StatementSheet sheet, IEnumerable<StatementLine> lines) => MinorUnits.ToDecimal(lines.Sum(l => l.Billed), sheet.Head.Currency);

    private static Dictionary<string, decimal> Totals(ImmutableSortedDictionary<string, long> totals) => totals.ToDictionary(t => t.Key, t => MinorUnits.ToDecimal(t.Value, t.Key), StringComparer.Ordinal);
}

/// <summary>The words of a statement's blocks in documents.</summary>
internal static class PriceBlocks
{
    public static string Word(StatementBlock block) => block.ToString().ToLowerInvariant();
}
