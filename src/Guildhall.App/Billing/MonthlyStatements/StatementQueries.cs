using System.Collections.Immutable;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing.MonthlyStatements;

/// <summary>Which statements a list shows.</summary>
public sealed record StatementFilter
{
    /// <summary>Null for those of all closed months; drafts are listed by month.</summary>
    public BillingMonth? Month { get; init; }

    /// <summary>The organization's id; null for all within reach.</summary>
    public string? Tenant { get; init; }

    /// <summary>Part of the company's name, whatever the case; null for all.</summary>
    public string? Company { get; init; }

    /// <summary>Null for all.</summary>
    public StatementStanding? Standing { get; init; }

    public int Skip { get; init; }

    public int Take { get; init; } = 50;
}

/// <summary>A stretch of statements, how many there are, and the months that have a report.</summary>
/// <param name="Totals">Of all that the filter finds, void ones left out: by currency, in minor units.</param>
public sealed record StatementPage(ImmutableArray<StatementView> Statements, int Total, ImmutableSortedDictionary<string, long> Totals);

/// <summary>A month of an organization that has a report.</summary>
public sealed record StatementMonth(string Tenant, BillingMonth Month, DateTimeOffset? ClosedAt);

/// <summary>Statements as they are shown: final ones as they are stored, drafts as they would be now. vendor-integration.md 15.5.</summary>
public sealed class StatementQueries
{
    private readonly Database _database;
    private readonly StatementDrafts _drafts;
    private readonly TimeProvider _clock;

    internal StatementQueries(Database database, Marketplaces marketplaces, TimeProvider clock) => (_database, _drafts, _clock) = (database, new StatementDrafts(database, marketplaces), clock);

    internal static Problem Missing { get; } = Problem.NotFound("There is no such statement.");

    /// <summary>The months within reach, the newest first.</summary>
    public async Task<ImmutableArray<StatementMonth>> MonthsAsync(BillingReach reach, CancellationToken cancellation)
    {
        await using var db = _database.Open();
        var rows = await db.BillingMonths.AsNoTracking().Where(m => m.Load != null && (reach.Tenant == null || m.TenantId == reach.Tenant)).OrderByDescending(m => m.Month).ThenBy(m => m.TenantId).ToListAsync(cancellation);
        return [.. rows.Select(m => new StatementMonth(m.TenantId, new BillingMonth(m.Month), m.ClosedAt))];
    }

    /// <summary>The newest month first, then by number; drafts by company. Refused: <c>RATE_MISSING</c> for drafts.</summary>
    public async Task<Result<StatementPage>> ListAsync(BillingReach reach, StatementFilter filter, CancellationToken cancellation)
    {
        await using var db = _database.Open();
        var today = DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime);
        var month = filter.Month?.Number;
        var rows = await db.Statements.AsNoTracking().Where(s => (reach.Tenant == null || s.TenantId == reach.Tenant) && (filter.Tenant == null || s.TenantId == filter.Tenant) && (month == null || s.Month == month)).ToListAsync(cancellation);
        var all = rows.ConvertAll(r => StatementView.Of(r, today));
        foreach (var open in filter.Month is { } of ? await OpenAsync(db, reach, filter.Tenant, of, cancellation) : [])
        {
            var draft = await Task.Run(() => _drafts.Of(open, filter.Month!.Value), cancellation);
            if (draft.Refused) return draft.Problems;
            all.AddRange(draft.Value.Statements.Select(s => StatementView.Of(s, open)));
        }

        var found = all.Where(s => Matches(s, filter)).OrderByDescending(s => s.Month).ThenBy(s => s.Tenant, StringComparer.Ordinal).ThenBy(s => s.Number, StringComparer.Ordinal).ThenBy(s => s.Company is null).ThenBy(s => s.Company, StringComparer.Ordinal).ToList();
        var totals = found.Where(s => s.Standing != StatementStanding.Void).GroupBy(s => s.Currency, StringComparer.Ordinal).ToImmutableSortedDictionary(g => g.Key, g => g.Sum(s => s.Total), StringComparer.Ordinal);
        return new StatementPage([.. found.Skip(filter.Skip).Take(filter.Take)], found.Count, totals);
    }

    /// <summary>A statement or a draft with its lines. Not found when it is beyond reach.</summary>
    public async Task<Result<StatementSheet>> FindAsync(BillingReach reach, string id, CancellationToken cancellation)
    {
        await using var db = _database.Open();
        if (id.StartsWith("draft-", StringComparison.Ordinal)) return await FindDraftAsync(db, reach, id, cancellation);
        var row = await db.Statements.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, cancellation);
        if (row is null || !reach.Covers(row.TenantId)) return Missing;
        var lines = await db.StatementLines.AsNoTracking().Where(l => l.StatementId == id).OrderBy(l => l.Place).ToListAsync(cancellation);
        var books = await db.BillingMonths.AsNoTracking().Where(m => m.TenantId == row.TenantId && m.Month == row.Month).Select(m => m.Books).FirstAsync(cancellation);
        return StatementSheet.Of(StatementView.Of(row, DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime)), [.. lines.Select(StatementRows.Of)], MonthBooks.Parse(books!)) with { Quarantined = LeftOut.Of(db, row.Load) };
    }

    private async Task<Result<StatementSheet>> FindDraftAsync(GuildhallDb db, BillingReach reach, string id, CancellationToken cancellation)
    {
        var tenants = await db.BillingMonths.AsNoTracking().Select(m => m.TenantId).Distinct().ToListAsync(cancellation);
        if (tenants.Find(t => reach.Covers(t) && DraftIds.MonthOf(id, t) is not null) is not { } tenant) return Missing;
        var draft = await Task.Run(() => _drafts.Of(tenant, DraftIds.MonthOf(id, tenant)!.Value), cancellation);
        if (draft.Refused) return draft.Problems[0].Code is "NO_REPORT" or "MONTH_CLOSED" ? Missing : draft.Problems;
        return draft.Value.Statements.FirstOrDefault(s => DraftIds.Of(tenant, s) == id) is { } found ? StatementSheet.Of(StatementView.Of(found, tenant), found.Lines, draft.Value.Books) with { Quarantined = draft.Value.Quarantined } : Missing;
    }

    private static Task<List<string>> OpenAsync(GuildhallDb db, BillingReach reach, string? tenant, BillingMonth month, CancellationToken cancellation) => db.BillingMonths.AsNoTracking()
        .Where(m => m.Month == month.Number && m.Load != null && m.ClosedAt == null && (reach.Tenant == null || m.TenantId == reach.Tenant) && (tenant == null || m.TenantId == tenant)).Select(m => m.TenantId).ToListAsync(cancellation);

    private static bool Matches(StatementView statement, StatementFilter filter) =>
        (filter.Standing is null || statement.Standing == filter.Standing) && (filter.Company is null || (statement.Company ?? "").Contains(filter.Company, StringComparison.OrdinalIgnoreCase));
}
