using System.Collections.Immutable;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing.MonthlyStatements;

/// <summary>The statements of a month as they would be if it were closed now.</summary>
/// <param name="Load">The load in force that they are made of.</param>
/// <param name="MonthVersion">Of the month's row.</param>
/// <param name="Open">Whether AWS has not issued all invoices.</param>
/// <param name="Quarantined">Lines of the load that were not understood.</param>
/// <param name="Corrected">The closed months that they correct.</param>
internal sealed record StatementDraft(BillingMonth Month, long Load, long MonthVersion, bool Open, long Quarantined, MonthBooks Books, ImmutableArray<Statement> Statements, ImmutableArray<CorrectedMonth> Corrected);

/// <summary>Makes statements of the load in force; drafts that are looked at again are kept in memory. vendor-integration.md 15.5.</summary>
internal sealed class StatementDrafts(Database database, Marketplaces marketplaces)
{
    private readonly KeptDrafts _kept = new();

    /// <summary>Refused: <c>NO_REPORT</c>, <c>MONTH_CLOSED</c>, <c>RATE_MISSING</c>.</summary>
    public Result<StatementDraft> Of(string tenant, BillingMonth month)
    {
        using var moment = new PlainReading(database);
        using var db = moment.Context();
        var rows = db.BillingMonths.AsNoTracking().Where(m => m.TenantId == tenant && m.Month <= month.Number).OrderBy(m => m.Month).ToList();
        if (rows.Find(m => m.Month == month.Number) is not { Load: { } load } row) return NoReport(month);
        if (row.ClosedAt is not null) return Closed(month);
        var books = OpenBooks.Of(db, marketplaces.Find(new TenantId(tenant)), tenant, month);
        var closed = rows.Where(m => m is { ClosedAt: not null, Load: not null, Books: not null }).Select(m => (Row: m, Books: MonthBooks.Parse(m.Books!))).Where(m => m.Books.Told != m.Row.Load).ToList();
        var print = DraftPrint.Of(db, row, books, closed);
        if (_kept.Find(tenant, month, print) is { } kept) return kept;
        ImmutableArray<CorrectedMonth> corrected = [.. closed.Select(m => CorrectedMonth.Of(moment, db, m.Row, m.Books))];
        var statements = Priced(moment, tenant, month, load, books, corrected);
        if (statements.Refused) return statements.Problems;
        var read = db.ReportLoads.AsNoTracking().First(l => l.Number == load);
        return _kept.Keep(tenant, print, new StatementDraft(month, load, row.Version, read.Open, read.Faulted, books with { Told = load }, statements.Value, corrected));
    }

    public static Problem NoReport(BillingMonth month) => Problem.Conflict("NO_REPORT", $"There is no report for {month} yet.");

    public static Problem Closed(BillingMonth month) => Problem.Conflict("MONTH_CLOSED", $"{month} is closed: its statements are final.");

    /// <summary>A load's costs as statements, and corrections, each by the rate of its own month. Refused: <c>RATE_MISSING</c>, naming the month and the currencies.</summary>
    public static Result<ImmutableArray<Statement>> Priced(PlainReading moment, string tenant, BillingMonth month, long load, MonthBooks books, ImmutableArray<CorrectedMonth> corrected)
    {
        var own = MonthCosts.Lines(moment, tenant, month, load, books);
        var missing = corrected.Select(c => RateMissing(c.Month, c.Books, c.Lines)).Prepend(RateMissing(month, books, own)).FirstOrDefault(p => p is not null);
        if (missing is not null) return missing;
        var booksOf = corrected.ToDictionary(c => c.Month.First, c => c.Books);
        return new Domain.Billing.Statements(month.First, line => (line.Line.Corrects is { } closed ? booksOf[closed] : books).RateOf(line.Currency)).Of([.. own, .. corrected.SelectMany(c => c.Lines)]);
    }

    private static Problem? RateMissing(BillingMonth month, MonthBooks books, ImmutableArray<CompanyLine> lines)
    {
        var missing = lines.Where(l => l.Company is not null && books.LacksRate(l.Currency)).Select(l => l.Currency).Distinct().Order(StringComparer.Ordinal).ToList();
        return missing.Count == 0 ? null : Problem.Conflict("RATE_MISSING", $"There is no rate from {string.Join(", ", missing)} to {books.Currency} for {month}. Set it, then try again.");
    }
}
