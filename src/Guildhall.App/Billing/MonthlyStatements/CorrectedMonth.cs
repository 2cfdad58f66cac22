using System.Collections.Immutable;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Billing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing.MonthlyStatements;

/// <summary>A closed month of which another load is in force than statements have told of. vendor-integration.md 15.5.</summary>
/// <param name="Version">Of the month's row.</param>
/// <param name="Books">What it was closed with, with the load that is told of now, and rates of currencies that no company had costs in then.</param>
/// <param name="Lines">What statements have to tell of it.</param>
internal sealed record CorrectedMonth(BillingMonth Month, long Version, MonthBooks Books, ImmutableArray<CompanyLine> Lines)
{
    public static CorrectedMonth Of(PlainReading moment, GuildhallDb db, BillingMonthRow closed, MonthBooks books)
    {
        var (month, load) = (new BillingMonth(closed.Month), closed.Load!.Value);
        ImmutableArray<CompanyLine> lines = [.. Corrections.Of(month.First, MonthCosts.Lines(moment, closed.TenantId, month, load, books), ToldOf(db, closed))];
        return new CorrectedMonth(month, closed.Version, books with { Told = load, Rates = RatesOf(db, month, books, lines) }, lines);
    }

    /// <summary>Whether the month is as it was seen, and so are the rates that it lacked.</summary>
    public bool IsStill(GuildhallDb db, BillingMonthRow? row) =>
        row is { Books: { } closed } && row.Version == Version && RatesOf(db, Month, MonthBooks.Parse(closed), Lines).SequenceEqual(Books.Rates);

    /// <summary>Those that were fixed when it was closed; of currencies that came later, those of the month as they are now, which are fixed with the correction.</summary>
    private static ImmutableArray<ExchangeRate> RatesOf(GuildhallDb db, BillingMonth month, MonthBooks books, ImmutableArray<CompanyLine> lines)
    {
        var lacking = lines.Where(l => l.Company is not null && books.LacksRate(l.Currency)).Select(l => l.Currency).ToHashSet(StringComparer.Ordinal);
        return lacking.Count == 0 ? books.Rates : [.. books.Rates, .. OpenBooks.Rates(db, month).Where(r => r.To == books.Currency && lacking.Contains(r.From))];
    }

    /// <summary>What statements have of a month: its own, and corrections of it on later ones; a void one was told too.</summary>
    private static List<CompanyLine> ToldOf(GuildhallDb db, BillingMonthRow closed) =>
    [
        .. (from statement in db.Statements
            join line in db.StatementLines on statement.Id equals line.StatementId
            where statement.TenantId == closed.TenantId && ((statement.Month == closed.Month && line.Corrects == null) || line.Corrects == closed.Month)
            select new { statement.Company, statement.Reported, line }).AsNoTracking().AsEnumerable().Select(l => new CompanyLine(l.Company, l.Reported, StatementRows.Of(l.line))),
    ];
}
