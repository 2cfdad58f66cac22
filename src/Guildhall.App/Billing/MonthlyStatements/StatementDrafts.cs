using System.Collections.Immutable;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing.MonthlyStatements;

/// <summary>The statements of a month as they would be if it were closed now.</summary>
/// <param name="Load">The load in force that they are made of.</param>
/// <param name="MonthVersion">Of the month's row.</param>
/// <param name="Open">Whether AWS has not issued all invoices.</param>
/// <param name="Corrected">The closed months that they correct, with the version of their rows and the load that is told of now.</param>
internal sealed record StatementDraft(BillingMonth Month, long Load, long MonthVersion, bool Open, MonthBooks Books, ImmutableArray<Statement> Statements, ImmutableArray<(int Month, long Version, long Load)> Corrected);

/// <summary>Makes statements of the load in force. vendor-integration.md 15.5.</summary>
internal sealed class StatementDrafts(Database database, Marketplaces marketplaces)
{
    /// <summary>Refused: <c>NO_REPORT</c>, <c>MONTH_CLOSED</c>, <c>RATE_MISSING</c>.</summary>
    public Result<StatementDraft> Of(string tenant, BillingMonth month)
    {
        using var moment = new PlainReading(database);
        using var db = moment.Context();
        var rows = db.BillingMonths.AsNoTracking().Where(m => m.TenantId == tenant && m.Month <= month.Number).OrderBy(m => m.Month).ToList();
        if (rows.Find(m => m.Month == month.Number) is not { Load: { } load } row) return NoReport(month);
        if (row.ClosedAt is not null) return Closed(month);
        var books = OpenBooks.Of(db, marketplaces.Find(new TenantId(tenant)), tenant, month);
        var corrected = rows.Where(m => m is { ClosedAt: not null, Load: not null, Books: not null }).Select(m => (Row: m, Books: MonthBooks.Parse(m.Books!))).Where(m => m.Books.Told != m.Row.Load).ToList();
        var corrections = corrected.SelectMany(m => CorrectionsOf(moment, db, tenant, m.Row, m.Books));
        var statements = Priced(moment, tenant, month, load, books, corrections);
        if (statements.Refused) return statements.Problems;
        var open = db.ReportLoads.AsNoTracking().First(l => l.Number == load).Open;
        return new StatementDraft(month, load, row.Version, open, books with { Told = load }, statements.Value, [.. corrected.Select(m => (m.Row.Month, m.Row.Version, m.Row.Load!.Value))]);
    }

    public static Problem NoReport(BillingMonth month) => Problem.Conflict("NO_REPORT", $"There is no report for {month} yet.");

    public static Problem Closed(BillingMonth month) => Problem.Conflict("MONTH_CLOSED", $"{month} is closed: its statements are final.");

    /// <summary>A load's costs as statements. Refused: <c>RATE_MISSING</c>, naming the currencies.</summary>
    public static Result<ImmutableArray<Statement>> Priced(PlainReading moment, string tenant, BillingMonth month, long load, MonthBooks books, IEnumerable<CompanyLine> corrections)
    {
        ImmutableArray<CompanyLine> lines = [.. MonthCosts.Lines(moment, tenant, month, load, books), .. corrections];
        var missing = lines.Where(l => l.Company is not null && books.IsConverted(l.Currency) && books.RateOf(l.Currency) is null).Select(l => l.Currency).Distinct().Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0) return Problem.Conflict("RATE_MISSING", $"There is no rate from {string.Join(", ", missing)} to {books.Currency} for {month}. Set it, then try again.");
        return new Domain.Billing.Statements(month.First, (_, reported) => books.RateOf(reported)).Of(lines);
    }

    private static IEnumerable<CompanyLine> CorrectionsOf(PlainReading moment, GuildhallDb db, string tenant, BillingMonthRow closed, MonthBooks books)
    {
        var month = new BillingMonth(closed.Month);
        return Corrections.Of(month.First, MonthCosts.Lines(moment, tenant, month, closed.Load!.Value, books), Told(db, tenant, closed.Month));
    }

    /// <summary>What statements have of a month: its own, and corrections of it on later ones; a void one was told too.</summary>
    private static List<CompanyLine> Told(GuildhallDb db, string tenant, int month) =>
    [
        .. (from statement in db.Statements
            join line in db.StatementLines on statement.Id equals line.StatementId
            where statement.TenantId == tenant && ((statement.Month == month && line.Corrects == null) || line.Corrects == month)
            select new { statement.Company, statement.Reported, line }).AsNoTracking().AsEnumerable().Select(l => new CompanyLine(l.Company, l.Reported, StatementRows.Of(l.line))),
    ];
}
