using System.Collections.Immutable;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
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
/// <param name="Problems">Why there are no drafts, by organization.</param>
public sealed record StatementPage(ImmutableArray<StatementView> Statements, int Total, ImmutableSortedDictionary<string, long> Totals, ImmutableArray<DraftProblem> Problems);

/// <summary>Why an organization's month has no drafts.</summary>
public sealed record DraftProblem(string Tenant, Problem Problem);

/// <summary>A month of an organization that has a report.</summary>
public sealed record StatementMonth(string Tenant, BillingMonth Month, DateTimeOffset? ClosedAt);

/// <summary>Statements as they are shown: final ones as they are stored, drafts as they would be now. vendor-integration.md 15.5.</summary>
public sealed class StatementQueries
{
    private readonly Database _database;
    private readonly StatementDrafts _drafts;
    private readonly TimeProvider _clock;

    internal StatementQueries(Database database, StatementDrafts drafts, TimeProvider clock) => (_database, _drafts, _clock) = (database, drafts, clock);

    internal static Problem Missing { get; } = Problem.NotFound("There is no such statement.");

    /// <summary>The months within reach, the newest first.</summary>
    public async Task<ImmutableArray<StatementMonth>> MonthsAsync(BillingReach reach, CancellationToken cancellation)
    {
        await using var db = _database.Open();
        var rows = await db.BillingMonths.AsNoTracking().Where(m => m.Load != null && (reach.Tenant == null || m.TenantId == reach.Tenant)).OrderByDescending(m => m.Month).ThenBy(m => m.TenantId).ToListAsync(cancellation);
        return [.. rows.Select(m => new StatementMonth(m.TenantId, new BillingMonth(m.Month), m.ClosedAt))];
    }

    /// <summary>A month's drafts first, by organization and company; then final ones, the newest month first, by organization and number.</summary>
    public async Task<StatementPage> ListAsync(BillingReach reach, StatementFilter filter, CancellationToken cancellation)
    {
        await using var db = _database.Open();
        var (drafts, problems) = filter.Month is { } month && filter.Standing is null or StatementStanding.Draft ? await DraftsAsync(db, reach, filter, month, cancellation) : ([], []);
        var (final, today) = (Final(db, reach, filter), Today);
        var sums = await final.GroupBy(s => new { s.Currency, Void = s.State == StatementState.Void }).Select(g => new { g.Key.Currency, g.Key.Void, Count = g.Count(), Total = g.Sum(s => s.Total) }).ToListAsync(cancellation);
        var shown = drafts.Skip(filter.Skip).Take(filter.Take).ToList();
        var rows = await final.OrderByDescending(s => s.Month).ThenBy(s => s.TenantId).ThenBy(s => s.Number).Skip(Math.Max(0, filter.Skip - drafts.Length)).Take(filter.Take - shown.Count).ToListAsync(cancellation);
        var totals = sums.Where(s => !s.Void).Select(s => (s.Currency, s.Total)).Concat(drafts.Select(d => (d.Currency, d.Total))).GroupBy(s => s.Currency, StringComparer.Ordinal);
        return new StatementPage(
            [.. shown, .. rows.Select(r => StatementView.Of(r, today))], drafts.Length + sums.Sum(s => s.Count), totals.ToImmutableSortedDictionary(g => g.Key, g => g.Sum(s => s.Total), StringComparer.Ordinal), problems);
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
        return StatementSheet.Of(StatementView.Of(row, Today), [.. lines.Select(StatementRows.Of)], MonthBooks.Parse(books!)) with { Quarantined = LeftOut.Of(db, row.Load) };
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

    private DateOnly Today => DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime);

    private async Task<(ImmutableArray<StatementView> Drafts, ImmutableArray<DraftProblem> Problems)> DraftsAsync(GuildhallDb db, BillingReach reach, StatementFilter filter, BillingMonth month, CancellationToken cancellation)
    {
        var (drafts, problems) = (new List<StatementView>(), new List<DraftProblem>());
        foreach (var tenant in (await OpenAsync(db, reach, filter.Tenant, month, cancellation)).Order(StringComparer.Ordinal))
        {
            var draft = await Task.Run(() => _drafts.Of(tenant, month), cancellation);
            if (draft.Refused) problems.Add(new DraftProblem(tenant, draft.Problems[0]));
            else drafts.AddRange(draft.Value.Statements.Select(s => StatementView.Of(s, tenant)).Where(s => IsNamed(s.Company, filter)).OrderBy(s => s.Company is null).ThenBy(s => s.Company, StringComparer.Ordinal));
        }

        return ([.. drafts], [.. problems]);
    }

    private IQueryable<StatementRow> Final(GuildhallDb db, BillingReach reach, StatementFilter filter)
    {
        var within = db.Statements.AsNoTracking().Where(s => (reach.Tenant == null || s.TenantId == reach.Tenant) && (filter.Tenant == null || s.TenantId == filter.Tenant));
        if (filter.Month is { Number: var month }) within = within.Where(s => s.Month == month);
        // Whatever the case, in any script: SQLite knows that of English letters alone.
        if (!string.IsNullOrEmpty(filter.Company))
        {
            var names = within.Select(s => s.Company).Distinct().AsEnumerable().Where(c => IsNamed(c, filter)).ToList();
            within = within.Where(s => names.Contains(s.Company));
        }

        var today = (Today.Year * 10_000) + (Today.Month * 100) + Today.Day;
        return filter.Standing switch
        {
            null => within,
            StatementStanding.Draft => within.Where(s => false),
            StatementStanding.Final => within.Where(s => s.State == StatementState.Final),
            StatementStanding.Sent => within.Where(s => s.State == StatementState.Sent && (s.DueOn == null || s.DueOn >= today)),
            StatementStanding.Overdue => within.Where(s => s.State == StatementState.Sent && s.DueOn < today),
            StatementStanding.Paid => within.Where(s => s.State == StatementState.Paid),
            _ => within.Where(s => s.State == StatementState.Void),
        };
    }

    private static bool IsNamed(string? company, StatementFilter filter) => filter.Company is null || (company ?? "").Contains(filter.Company, StringComparison.OrdinalIgnoreCase);
}
